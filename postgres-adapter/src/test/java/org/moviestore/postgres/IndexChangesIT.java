// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;

/** Indexes that come and go, and what else changes a table. */
class IndexChangesIT {
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE));
    private static final SecondaryIndex BY_DIRECTOR = SecondaryIndex.builder("by-director")
            .partitionKey("director", AttributeType.STRING)
            .sortKey("rank", AttributeType.NUMBER)
            .projection(IndexProjection.include("plot", "$B", "it's"))
            .build();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void dropTables() {
        STORE.listTables().forEach(STORE::dropTable);
    }

    private static TableSchema.Builder films() {
        return TableSchema.builder("Films").partitionKey("id", AttributeType.NUMBER);
    }

    private static Item film(int id, String director) {
        return Item.of("id", id, "director", director).with("rank", id);
    }

    private static List<Item> by(DocumentTable table, String director) {
        return table.stream(QueryRequest.builder(table.schema(), KeyCondition.partition("director", director))
                        .index("by-director")
                        .build())
                .toList();
    }

    private static List<String> columns() {
        return TestServer.rows(
                DATABASE,
                "SELECT attname FROM pg_attribute WHERE attrelid = '\"Films\"'::regclass AND attnum > 0"
                        + " AND NOT attisdropped ORDER BY attnum");
    }

    private static List<String> indexes() {
        return TestServer.rows(
                DATABASE, "SELECT indexname FROM pg_indexes WHERE tablename = 'Films' ORDER BY indexname");
    }

    private static SecondaryIndex index(String name, String attribute) {
        return SecondaryIndex.builder(name)
                .partitionKey(attribute, AttributeType.STRING)
                .build();
    }

    @Test
    void addIndex_toAFilledTable_isInTheCatalogAndInPostgres() {
        DocumentTable table = STORE.createTable(films().build());
        table.put(film(1, "Howard"));
        table.put(Item.of("id", 2, "director", 5));

        DocumentTable indexed = STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR));

        assertThat(by(indexed, "Howard")).containsExactly(film(1, "Howard"));
        assertThat(indexed.schema()).isEqualTo(films().index(BY_DIRECTOR).build());
        assertThat(STORE.describeTable("Films").schema()).isEqualTo(indexed.schema());
        assertThat(STORE.table("Films").schema()).isEqualTo(indexed.schema());
        assertThat(columns()).containsExactly("id", "item", "item_size", "by-director:director", "by-director:rank");
        assertThat(indexes()).containsExactly("Films::by-director", "Films:key");
        assertThat(TestServer.rows(
                        DATABASE,
                        "SELECT count(*) FROM pg_stats WHERE tablename = 'Films' AND attname = 'by-director:director'"))
                .as("the planner knows the new column")
                .containsExactly("1");
    }

    @Test
    void dropIndex_leavesNothingOfIt() {
        DocumentTable table = STORE.createTable(
                films().index(BY_DIRECTOR).index(index("by-genre", "genre")).build());
        table.put(film(1, "Howard").with("genre", "Drama"));

        DocumentTable less = STORE.updateTable("Films", TableChange.dropIndex("by-director"));

        assertThat(less.schema())
                .isEqualTo(films().index(index("by-genre", "genre")).build());
        assertThat(columns()).containsExactly("id", "item", "item_size", "by-genre:genre");
        assertThat(indexes()).containsExactly("Films::by-genre", "Films:key");
        assertThat(less.get(less.schema().key(1))).contains(film(1, "Howard").with("genre", "Drama"));
    }

    @Test
    void dropIndex_ofATableInUse_rejectsItsQueriesAlone() {
        DocumentTable table = STORE.createTable(films().index(BY_DIRECTOR).build());
        table.put(film(1, "Howard"));
        for (int i = 0; i < 10; i++) {
            assertThat(by(table, "Howard")).hasSize(1);
        }

        STORE.updateTable("Films", TableChange.dropIndex("by-director"));

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> by(table, "Howard"))
                .withMessageContaining("ask the store for it again");
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.count(
                        ScanRequest.builder(table.schema()).index("by-director").build()))
                .withMessageContaining("ask the store for it again");
        table.put(film(2, "Howard"));
        assertThat(table.count(ScanRequest.of(table.schema()))).isEqualTo(2);
    }

    @Test
    void addIndex_toATableInUse_leavesItWorkingAsBefore() {
        DocumentTable before = STORE.createTable(films().build());
        before.put(film(1, "Howard"));
        for (int i = 0; i < 10; i++) {
            assertThat(before.get(before.schema().key(1))).isPresent();
        }

        DocumentTable after = STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR));
        before.put(film(2, "Howard"));
        before.put(Item.of("id", 3, "director", true));
        before.update(UpdateRequest.of(before.schema(), before.schema().key(1), set("director", "Lucas")));

        assertThat(by(after, "Howard")).containsExactly(film(2, "Howard"));
        assertThat(by(after, "Lucas")).containsExactly(film(1, "Lucas"));
        assertThat(before.count(ScanRequest.of(before.schema()))).isEqualTo(3);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> by(before, "Howard"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INDEX_UNKNOWN));
    }

    @Test
    void setThroughput_isRecorded() {
        STORE.createTable(films().index(BY_DIRECTOR).build());
        Throughput throughput = Throughput.provisioned(7, 8);

        STORE.updateTable("Films", TableChange.setThroughput(throughput));
        assertThat(STORE.describeTable("Films").schema())
                .isEqualTo(films().index(BY_DIRECTOR).throughput(throughput).build());

        STORE.updateTable("Films", TableChange.setThroughput(Throughput.onDemand()));
        assertThat(STORE.describeTable("Films").schema())
                .isEqualTo(films().index(BY_DIRECTOR).build());
    }

    @Test
    void updateTable_ofWhatIsNotThere_isRefused() {
        STORE.createTable(films().index(BY_DIRECTOR).build());

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> STORE.updateTable("Films2", TableChange.addIndex(BY_DIRECTOR)));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> STORE.updateTable("Films", TableChange.dropIndex("by-genre")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INDEX_UNKNOWN));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INDEX_NAME));
    }

    @Test
    void addIndex_byManyAtOnce_addsAll() throws Exception {
        STORE.createTable(films().build());

        Race.run(6, i -> () -> STORE.updateTable("Films", TableChange.addIndex(index("index-" + i, "a" + i))));

        assertThat(STORE.table("Films").schema().indexes()).hasSize(6);
        assertThat(indexes()).hasSize(7);
    }

    @Test
    void addIndex_ofOneNameByManyAtOnce_addsItOnce() throws Exception {
        STORE.createTable(films().build());
        Callable<Boolean> addition = () -> {
            try {
                STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR));
                return true;
            } catch (InvalidRequestException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INDEX_NAME);
                return false;
            }
        };

        List<Boolean> added = Race.run(6, addition);

        assertThat(added.stream().filter(each -> each)).hasSize(1);
    }

    @Test
    void addIndex_whileOthersWrite_missesNoItem() {
        DocumentTable table = STORE.createTable(films().build());
        IntStream.range(0, 500).forEach(i -> table.put(film(i, "old")));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int first = 1000 * writer + 1000;
            writers.add(CompletableFuture.runAsync(() -> IntStream.range(first, first + 300)
                    .forEach(i -> {
                        table.put(film(i, "new"));
                        table.update(UpdateRequest.of(
                                table.schema(), table.schema().key(i % 500), set("director", "changed")));
                    })));
        }

        DocumentTable indexed = STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR));
        writers.forEach(CompletableFuture::join);

        assertThat(by(indexed, "new")).hasSize(900);
        assertThat(by(indexed, "changed")).hasSize(300);
        assertThat(by(indexed, "old")).hasSize(200);
    }

    @Test
    void addIndex_whereARelationIsThatIsNotOurs_changesNothing() {
        STORE.createTable(films().build());
        TestServer.execute(DATABASE, "CREATE TABLE \"Films::by-director\" (id numeric)");
        try {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> STORE.updateTable("Films", TableChange.addIndex(BY_DIRECTOR)))
                    .withMessageContaining("\"Films::by-director\" already exists in schema \"public\"")
                    .withMessageContaining("not made by this library");

            assertThat(columns()).containsExactly("id", "item", "item_size");
            assertThat(STORE.table("Films").schema()).isEqualTo(films().build());
        } finally {
            TestServer.execute(DATABASE, "DROP TABLE \"Films::by-director\"");
        }
    }

    @Test
    void dropTable_withIndexes_leavesNothingOfThem() {
        STORE.createTable(films().index(BY_DIRECTOR).build());

        STORE.dropTable("Films");
        DocumentTable anew = STORE.createTable(films().build());

        assertThat(anew.schema().indexes()).isEmpty();
        assertThat(TestServer.rows(DATABASE, "SELECT * FROM moviestore.indexes"))
                .isEmpty();
        assertThat(STORE.describeTable("Films").schema()).isEqualTo(films().build());
    }

    @ParameterizedTest
    @CsvSource({
        "key, item, item_size",
        "item, item:item, item:p",
        "tables, tables:tables, SELECT",
        "...---___, '\"; DROP TABLE \"Films\"; --', ''')); DROP TABLE \"Films\"; --",
        "a-b, \\, \\'",
        "abc, ?, ??",
        "abc, {key}, $1",
        "abc, %s, {fn now()}",
        "abc, 😀, /*"
    })
    void use_ofAnyIndexAndAttributeNames_works(String name, String key, String other) {
        SecondaryIndex index = SecondaryIndex.builder(name)
                .partitionKey(other, AttributeType.STRING)
                .sortKey("p", AttributeType.BINARY)
                .build();
        DocumentTable table = STORE.createTable(TableSchema.builder("Films")
                .partitionKey(key, AttributeType.NUMBER)
                .index(index)
                .build());
        Item first = Item.of(key, 1, other, "x").with("p", Bytes.of(new byte[] {1}));
        table.put(first);
        table.put(first.with(key, 2));
        table.put(Item.of(key, 3, other, "x"));

        QueryRequest request = QueryRequest.builder(table.schema(), KeyCondition.partition(other, "x"))
                .index(name)
                .limit(1)
                .build();

        assertThat(table.stream(request)).containsExactly(first, first.with(key, 2));
        assertThat(table.count(request)).isEqualTo(2);
        assertThat(STORE.describeTable("Films").schema()).isEqualTo(table.schema());
        assertThat(STORE.updateTable("Films", TableChange.dropIndex(name))
                        .schema()
                        .indexes())
                .isEmpty();
    }

    @Test
    void use_ofNamesThatDifferAtTheirEndsAlone_keepsThemApart() {
        String longest = "i".repeat(254);
        String attribute = "é".repeat(126);
        TableSchema.Builder schema = TableSchema.builder("n".repeat(255)).partitionKey("id", AttributeType.NUMBER);
        for (String end : List.of("1", "2")) {
            schema.index(SecondaryIndex.builder(longest + end)
                    .partitionKey(attribute + end, AttributeType.STRING)
                    .sortKey(attribute + "s", AttributeType.STRING)
                    .build());
        }
        DocumentTable table = STORE.createTable(schema.build());
        table.put(Item.of("id", 1, attribute + "1", "x").with(attribute + "s", "y"));
        table.put(Item.of("id", 2, attribute + "2", "x").with(attribute + "s", "y"));

        for (String end : List.of("1", "2")) {
            assertThat(table.stream(QueryRequest.builder(table.schema(), KeyCondition.partition(attribute + end, "x"))
                                    .index(longest + end)
                                    .build())
                            .map(item -> item.attribute("id").orElseThrow().toString()))
                    .containsExactly("{\"N\":\"" + end + "\"}");
        }
        assertThat(STORE.table(table.schema().tableName()).schema()).isEqualTo(table.schema());
    }
}
