// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.MovieScan;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.memory.MemoryStore;

class FullScansTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .index(SecondaryIndex.builder("by-director")
                    .partitionKey("director", AttributeType.STRING)
                    .build())
            .build();

    private static void assertRefused(ErrorCode code, ThrowingCallable call, String... words) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(call)
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(words)
                            .allSatisfy(word -> assertThat(refusal.getMessage()).contains(word));
                });
    }

    @Test
    void scan_ofAStoreThatRefusesIt_saysWhatWouldBeReadAndWhatToDo() {
        DocumentTable table = new MemoryStore().withoutFullScans().createTable(SCHEMA);

        assertRefused(
                ErrorCode.FULL_SCAN,
                () -> table.scan(ScanRequest.of(SCHEMA)),
                "the whole of table Films",
                "query a partition",
                "declare an index",
                "without fullScans=refuse");
        assertRefused(
                ErrorCode.FULL_SCAN,
                () -> table.scan(
                        ScanRequest.builder(SCHEMA).index("by-director").build()),
                "the whole of index by-director of table Films");
    }

    @Test
    void scan_ofAStoreThatRefusesIt_isRefusedWithoutIo() {
        DocumentStore store = new MemoryStore();
        DocumentTable table = store.createTable(SCHEMA).withoutFullScans();

        store.dropTable("Films");

        assertRefused(ErrorCode.FULL_SCAN, () -> table.scan(ScanRequest.of(SCHEMA)));
    }

    @Test
    void scan_ofAnotherTableThanItsRequest_isRefusedForThat() {
        DocumentTable table = new MemoryStore().withoutFullScans().createTable(SCHEMA);
        TableSchema other = TableSchema.builder("Others")
                .partitionKey("year", AttributeType.NUMBER)
                .build();

        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.scan(ScanRequest.of(other)));
    }

    @Test
    void close_ofEitherStore_closesBoth() {
        DocumentStore store = new MemoryStore();
        DocumentStore refusing = store.withoutFullScans();

        refusing.close();

        assertThatIllegalStateException().isThrownBy(store::listTables);
    }

    @Test
    void table_ofAStoreThatRefusesFullScans_belongsToThatStore() {
        DocumentStore store = new MemoryStore();
        DocumentStore refusing = store.withoutFullScans();

        assertThat(refusing.createTable(SCHEMA).store()).isSameAs(refusing);
        assertThat(store.table("Films").withoutFullScans().store()).isSameAs(store);
        assertThat(refusing.features()).isEqualTo(store.features());
        assertThat(refusing.batchLimits()).isEqualTo(store.batchLimits());
        assertThat(refusing.toString()).endsWith(" without full scans");
    }

    @Test
    void url_thatRefusesFullScans_opensAStoreThatDoes() {
        try (DocumentStore store = DocumentStore.open("memory:?fullScans=refuse")) {
            DocumentTable table = store.createTable(SCHEMA);

            assertRefused(ErrorCode.FULL_SCAN, () -> table.stream(ScanRequest.of(SCHEMA)));
        }
        try (MovieStore movies = MovieStore.open("memory:?table=Films&fullScans=refuse")) {
            movies.createTable();

            assertRefused(ErrorCode.FULL_SCAN, movies::scan);
            assertRefused(ErrorCode.FULL_SCAN, () -> movies.scanPage(MovieScan.all()));
            assertThat(movies.explain(MovieScan.all()).access().isFullScan()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:?fullScans=allow", "memory:"})
    void url_thatAllowsFullScans_opensTheStoreItself(String url) {
        try (DocumentStore store = DocumentStore.open(url)) {
            assertThat(store).isInstanceOf(MemoryStore.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:?fullScans=refused", "memory:?fullScans=", "memory:?fullScans=true"})
    void url_withAnotherValue_isRefused(String url) {
        assertRefused(ErrorCode.STORE_URL, () -> DocumentStore.open(url), "fullScans is refuse or allow");
        assertRefused(ErrorCode.STORE_URL, () -> MovieStore.open(url), "fullScans is refuse or allow");
    }
}
