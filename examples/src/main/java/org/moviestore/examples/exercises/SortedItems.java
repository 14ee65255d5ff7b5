// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.moviestore.Movie;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.json.JsonForm;

/**
 * What one exercise printed, brought into the order of the keys. A scan has no order, and its items may be more than
 * memory holds, so they wait in a temporary file; memory holds their keys and where they stand. Not thread-safe.
 */
public final class SortedItems implements AutoCloseable {
    private static final Comparator<Place> BY_KEY =
            Comparator.comparing(Place::year).thenComparing(Place::title, Utf8.ORDER);

    private final Path file;
    private final OutputStream out;
    private final List<Place> places = new ArrayList<>();
    private long end;
    private boolean complete;

    private record Place(BigDecimal year, String title, long offset, int length) {}

    private SortedItems(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    static SortedItems create() {
        try {
            Path file = Files.createTempFile("moviestore-exercise-", ".jsonl");
            file.toFile().deleteOnExit();
            return new SortedItems(file, new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an item that has a year, a title or both. */
    void add(Item item) {
        byte[] line = (CanonicalJson.write(item) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        places.add(new Place(year(item), title(item), end, line.length));
        end += line.length;
    }

    private static BigDecimal year(Item item) {
        AttributeValue year = item.attributes().get(Movie.YEAR);
        return year instanceof NumberValue number ? number.value() : BigDecimal.ZERO;
    }

    private static String title(Item item) {
        return item.attributes().get(Movie.TITLE) instanceof StringValue title ? title.text() : "";
    }

    /** Ends the adding. */
    void complete() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        places.sort(BY_KEY);
        complete = true;
    }

    /** Returns how many items there are. */
    public int count() {
        return places.size();
    }

    /** Hands over the items in the order of their keys, at most so many. */
    public void forEach(int atMost, Consumer<Item> consumer) {
        forEachLine(atMost, line -> consumer.accept(JsonForm.TAGGED.readItem(line)));
    }

    /** Hands over all items in the order of their keys. */
    public void forEach(Consumer<Item> consumer) {
        forEach(Integer.MAX_VALUE, consumer);
    }

    /**
     * Returns the SHA-256 digest, in hexadecimal, of the items as lines of canonical JSON in the order of their keys.
     */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            forEachLine(Integer.MAX_VALUE, digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private void forEachLine(int atMost, Consumer<byte[]> consumer) {
        if (!complete) {
            throw new IllegalStateException("items are still being added");
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (Place place : places.subList(0, Math.min(atMost, places.size()))) {
                byte[] line = new byte[place.length()];
                in.seek(place.offset());
                in.readFully(line);
                consumer.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
