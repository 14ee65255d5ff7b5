// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * The files of one table: a folder for each partition, in it a file for each item, both named by the hash of their key
 * value, and the schema.
 *
 * @param path the table's folder
 * @param schema the table's schema
 * @param newPlaces gives places for files that are not there yet
 */
record TableFolder(Path path, TableSchema schema, Supplier<Path> newPlaces) {
    static final String SCHEMA = "schema.json";

    // region: items
    Optional<Item> read(Key key) throws IOException {
        try {
            return Optional.of(JsonForm.TAGGED.readItem(Files.readAllBytes(fileOf(key))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Key key, Item item) throws IOException {
        Path file = fileOf(key);
        Path written = newPlaces.get();
        Files.writeString(written, JsonForm.TAGGED.write(item));
        Files.createDirectories(file.getParent());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(Key key) throws IOException {
        Files.deleteIfExists(fileOf(key));
    }

    /** Leaves of the item what a write makes of it. */
    void write(Key key, Optional<Item> changed) throws IOException {
        if (changed.isPresent()) {
            write(key, changed.get());
        } else {
            delete(key);
        }
    }
    // end: items

    void write(TableSchema changed) throws IOException {
        Path written = newPlaces.get();
        Files.writeString(written, SchemaFile.write(changed));
        Files.move(written, path.resolve(SCHEMA), StandardCopyOption.ATOMIC_MOVE);
    }

    List<Item> readPartition(AttributeValue partition) throws IOException {
        return readBelow(path.resolve(nameOf(partition)));
    }

    List<Item> readAll() throws IOException {
        return readBelow(path);
    }

    private List<Item> readBelow(Path folder) throws IOException {
        List<Item> items = new ArrayList<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.isRegularFile(file) && !file.equals(path.resolve(SCHEMA))) {
                        items.add(JsonForm.TAGGED.readItem(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return items;
    }

    private Path fileOf(Key key) {
        Item attributes = key.attributes();
        Optional<AttributeValue> sort = schema.sortKey().map(KeyAttribute::name).flatMap(attributes::attribute);
        return path.resolve(nameOf(
                        attributes.attribute(schema.partitionKey().name()).orElseThrow()))
                .resolve(sort.map(TableFolder::nameOf).orElse("item"));
    }

    /** A key value may be longer than a file's name, and hold anything. */
    private static String nameOf(AttributeValue value) {
        try {
            byte[] text = JsonForm.TAGGED.write(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
