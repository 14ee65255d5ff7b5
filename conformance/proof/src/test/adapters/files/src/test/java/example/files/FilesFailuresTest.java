// SPDX-License-Identifier: Apache-2.0
package example.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;

/** Calls that break off in the middle, because one file cannot be written. */
class FilesFailuresTest {
    private static final TableSchema SCHEMA = TableSchema.builder("notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Item FIRST = Item.of("id", 1, "text", "first");
    private static final Item SECOND = Item.of("id", 2, "text", "second");

    @TempDir
    Path folder;

    private FilesStore store;
    private DocumentTable table;

    @BeforeEach
    void createTable() {
        store = FilesStore.open(folder);
        table = store.createTable(SCHEMA);
    }

    /** Puts a folder that is not empty where the file of the second item is to be, and returns it. */
    private Path blockSecond() throws IOException {
        table.put(SECOND);
        try (Stream<Path> files = Files.walk(folder.resolve("tables"))) {
            Path file = files.filter(each -> each.endsWith("item")).findAny().orElseThrow();
            Files.delete(file);
            Files.createDirectories(file.resolve("blocked"));
            return file;
        }
    }

    @Test
    void batchWrite_thatBreaksOff_isOfUnknownOutcome() throws IOException {
        blockSecond();

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, List.of(FIRST, SECOND))))
                .withMessageContaining("notes");

        assertThat(table.get(SCHEMA.key(1))).contains(FIRST);
    }

    @Test
    void put_thatCannotBeWritten_hasChangedNothing() throws IOException {
        blockSecond();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> table.put(SECOND))
                .withMessageContaining("nothing has changed");
    }

    @Test
    void transaction_whoseJournalCannotBeFinished_hasHappenedAndIsFinishedLater() throws IOException {
        Path blocked = blockSecond();
        TransactWriteRequest request =
                TransactWriteRequest.of(PutRequest.of(SCHEMA, FIRST), PutRequest.of(SCHEMA, SECOND));

        store.locked("carry out a transaction", () -> {
            new Journal(store).commit(request, List.of(Optional.of(FIRST), Optional.of(SECOND)));
            return request;
        });

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> table.get(SCHEMA.key(1)));
        TableFolder.deleteAll(blocked);
        assertThat(table.get(SCHEMA.key(1))).contains(FIRST);
        assertThat(table.get(SCHEMA.key(2))).contains(SECOND);
        assertThat(folder.resolve("journal")).doesNotExist();
    }
}
