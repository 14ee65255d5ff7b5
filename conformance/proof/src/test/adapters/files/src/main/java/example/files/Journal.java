// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;

/**
 * What a transaction is about to write, in one file. The transaction has happened from the moment that the file is in
 * its place: who finds it there, because who put it there was killed or could not go on, does what it says.
 */
final class Journal {
    /** How long a transaction that succeeded is remembered by its client token. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final FilesStore store;

    Journal(FilesStore store) {
        this.store = store;
    }

    private static Path place(FilesStore store) {
        return store.folder().resolve("journal");
    }

    private Path tokenFile(String token) {
        String name = HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_16BE));
        return store.folder().resolve("tokens").resolve(name);
    }

    /** Says whether the transaction has happened before, by its client token. */
    boolean isDone(TransactWriteRequest request) throws IOException {
        forgetOld();
        if (request.clientToken().isEmpty()) {
            return false;
        }
        Path file = tokenFile(request.clientToken().get());
        if (!Files.exists(file)) {
            return false;
        }
        if (!Files.readString(file).equals(request.fingerprint().toString())) {
            throw new RequestRejectedException(
                    ErrorCode.TX_TOKEN_MISMATCH,
                    "the client token was used for another transaction in the last 10 minutes; nothing has changed");
        }
        return true;
    }

    private void forgetOld() throws IOException {
        Instant oldest = Instant.now().minus(REMEMBERED);
        try (Stream<Path> tokens = Files.list(store.folder().resolve("tokens"))) {
            for (Path token : (Iterable<Path>) tokens::iterator) {
                if (Files.getLastModifiedTime(token).toInstant().isBefore(oldest)) {
                    Files.delete(token);
                }
            }
        }
    }

    // region: commit
    /** Makes the transaction happen: what its actions leave of the items, and that its token was used. */
    void commit(TransactWriteRequest request, List<Optional<Item>> changed) throws IOException {
        List<Item> writes = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            WriteAction action = request.actions().get(i);
            Item.Builder write = Item.builder()
                    .set("table", action.schema().tableName())
                    .set("key", action.key().attributes());
            changed.get(i).ifPresent(item -> write.set("item", item));
            writes.add(write.build());
        }
        Item.Builder journal = Item.builder().set("writes", writes);
        request.clientToken().ifPresent(token -> journal.set("token", token)
                .set("fingerprint", request.fingerprint().toString()));
        Path written = store.newPlace();
        Files.writeString(written, JsonForm.TAGGED.write(journal.build()));
        Files.move(written, place(store), StandardCopyOption.ATOMIC_MOVE);
        try {
            finish(store);
        } catch (IOException e) {
            // It has happened all the same, and whoever takes the lock next finishes it before anything else.
        }
    }
    // end: commit

    /** Does what a journal says, if there is one; doing a part of it again changes nothing. */
    static void finish(FilesStore store) throws IOException {
        Item journal;
        try {
            journal = JsonForm.TAGGED.readItem(Files.readAllBytes(place(store)));
        } catch (NoSuchFileException e) {
            return;
        }
        for (var write : ((ListValue) journal.attribute("writes").orElseThrow()).elements()) {
            apply(store, new Item(((MapValue) write).entries()));
        }
        if (journal.has("token")) {
            Files.writeString(new Journal(store).tokenFile(text(journal, "token")), text(journal, "fingerprint"));
        }
        Files.delete(place(store));
    }

    private static void apply(FilesStore store, Item write) throws IOException {
        Key key = new Key(entries(write, "key"));
        Optional<Item> item = write.has("item") ? Optional.of(entries(write, "item")) : Optional.empty();
        try {
            store.tableFolder(text(write, "table")).write(key, item);
        } catch (TableNotFoundException e) {
            // Dropped by hand after the transaction: so is what it wrote there.
        }
    }

    private static Item entries(Item json, String name) {
        return new Item(((MapValue) json.attribute(name).orElse(Values.nullValue())).entries());
    }

    private static String text(Item json, String name) {
        return ((StringValue) json.attribute(name).orElseThrow()).text();
    }
}
