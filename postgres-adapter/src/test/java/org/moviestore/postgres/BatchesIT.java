// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

class BatchesIT {
    private static final int THREADS = 16;
    private static final int ROUNDS = 30;
    private static final int KEYS = 60;
    private static final TableSchema SCHEMA = TableSchema.builder("Batched")
            .partitionKey("name", AttributeType.STRING)
            .sortKey("n", AttributeType.NUMBER)
            .build();
    private static final String DATABASE = TestServer.newDatabase();
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(DATABASE) + "?poolSize=16");

    private final DocumentTable table = STORE.createTable(SCHEMA);

    @AfterAll
    static void close() {
        STORE.close();
    }

    @AfterEach
    void drop() {
        STORE.dropTable("Batched");
    }

    @BeforeEach
    void warmUp() {
        table.get(key(0));
    }

    /** Upper and lower case, which collations of languages order otherwise than bytes. */
    private static Key key(int i) {
        return SCHEMA.key(List.of("a", "B", "c", "D").get(i % 4), i);
    }

    private static Item item(int i, String value) {
        return key(i).attributes().with("v", value);
    }

    private static List<Item> items(List<Integer> numbers, String value) {
        return numbers.stream().map(i -> item(i, value)).toList();
    }

    private static List<Key> keys(List<Integer> numbers) {
        return numbers.stream().map(BatchesIT::key).toList();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** A batch of puts, of deletes or of both, of all keys in an order of the writer's own. */
    private static BatchWriteRequest batch(int writer, int round) {
        List<Integer> order = new ArrayList<>(upTo(KEYS));
        if (writer % 2 == 1) {
            Collections.reverse(order);
        } else if (writer % 4 == 2) {
            Collections.shuffle(order, new Random(round));
        }
        int puts = switch ((writer / 2 + round) % 3) {
            case 0 -> KEYS;
            case 1 -> 0;
            default -> KEYS / 2;
        };
        return BatchWriteRequest.of(
                SCHEMA, items(order.subList(0, puts), "w" + writer), keys(order.subList(puts, KEYS)));
    }

    @Test
    void batchWrites_ofTheSameKeysInOppositeOrders_neverDeadlock() throws Exception {
        List<Integer> left = Race.run(THREADS, writer -> () -> {
            int unprocessed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                unprocessed +=
                        table.batchWrite(batch(writer, round)).unprocessed().size();
            }
            return unprocessed;
        });

        assertThat(left).containsOnly(0);
    }

    /** By any other plan it would lock rows in another order. */
    @Test
    void batchDelete_ofManyOrFewRowsOfALargeOrSmallTable_looksThemUpInTheOrderOfTheKeys() throws SQLException {
        BatchSql sql = new BatchSql(TableLayout.create(SCHEMA, "public"));
        for (int stored : List.of(0, KEYS, 5000)) {
            TestServer.execute(DATABASE, "TRUNCATE \"Batched\"");
            TestServer.execute(
                    DATABASE,
                    "INSERT INTO \"Batched\" SELECT 'a', i, '{}', 1 FROM generate_series(1, " + stored + ") AS i");
            TestServer.execute(DATABASE, "ANALYZE \"Batched\"");
            for (int deleted : List.of(1, KEYS, 1000)) {
                Sql delete = sql.delete(keys(upTo(deleted)));
                int begin = delete.text().indexOf("DELETE");
                Sql settings = Sql.of(delete.text().substring(0, begin));
                Sql last = Sql.of(delete.text().substring(begin)).with(delete.parameters());

                assertThat(Plans.plan(DATABASE, settings, last))
                        .containsPattern("(?s)Nested Loop.*Sort.*Function Scan.*Index Scan using \"Batched:key\"")
                        .doesNotContain("Seq Scan");
            }
        }
    }

    /** The server would compile the question of each row, and take minutes for what takes milliseconds. */
    @Test
    @Timeout(60)
    void batchDelete_ofRowsThatATableRefersToWithoutAnIndex_isNotHeldUp() {
        TestServer.execute(DATABASE, """
                CREATE TABLE referring (name text COLLATE "C", n numeric,
                  FOREIGN KEY (name, n) REFERENCES "Batched" ON DELETE CASCADE)""");
        List<Integer> all = upTo(1000);
        table.batchWrite(BatchWriteRequest.of(SCHEMA, items(all, "v"), List.of()));
        TestServer.execute(DATABASE, "INSERT INTO referring SELECT name, n FROM \"Batched\"");

        table.batchWrite(BatchWriteRequest.of(SCHEMA, List.of(), keys(all)));

        assertThat(TestServer.rows(DATABASE, "SELECT * FROM referring")).isEmpty();
        TestServer.execute(DATABASE, "DROP TABLE referring");
    }

    @Test
    void batchWrites_besideUpdatesOfTheSameItems_neverDeadlock() throws Exception {
        Race.run(THREADS, writer -> () -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (writer % 4 == 0) {
                    table.update(UpdateRequest.of(SCHEMA, key((writer * 7 + round) % KEYS), add("updates", 1)));
                } else {
                    table.batchWrite(batch(writer, round));
                }
            }
            return writer;
        });

        assertThat(Batches.over(table)
                        .get(BatchGetRequest.of(SCHEMA, keys(upTo(KEYS))))
                        .left())
                .isEmpty();
    }

    @Test
    void batchWrite_ofPutsAndDeletes_leavesNoPlaceholder() {
        table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items(upTo(10), "old")));

        table.batchWrite(BatchWriteRequest.of(SCHEMA, items(List.of(3, 20), "new"), keys(List.of(4, 30))));

        assertThat(TestServer.rows(
                        DATABASE, "SELECT n, item->>'v', item_size FROM \"Batched\" WHERE n >= 3 ORDER BY n"))
                .containsExactly("3|new|12", "5|old|12", "6|old|12", "7|old|12", "8|old|12", "9|old|12", "20|new|12");
    }

    @Test
    void batchWrite_ofPutsAndDeletes_marksItsPlaceholdersBySize() {
        TestServer.execute(DATABASE, "ALTER TABLE \"Batched\" ADD CHECK (item_size = -1 OR item ->> 'v' IS NOT NULL)");
        table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items(upTo(2), "old")));

        table.batchWrite(BatchWriteRequest.of(SCHEMA, items(List.of(0), "new"), keys(List.of(1, 2))));

        assertThat(TestServer.rows(DATABASE, "SELECT n, item->>'v' FROM \"Batched\""))
                .containsExactly("0|new");
    }

    @Test
    void batchGet_ofMoreThan4Mebibytes_tellsWhatItLeft() {
        String text = "x".repeat(400_000);
        List<Integer> numbers = upTo(50);
        Batches.over(table).write(BatchWriteRequest.ofPuts(SCHEMA, items(numbers, text)));

        BatchGetResult result = table.batchGet(BatchGetRequest.of(SCHEMA, keys(numbers)));
        BatchGetReport report = Batches.over(table).get(BatchGetRequest.of(SCHEMA, keys(numbers)));

        assertThat(result.items()).hasSize(11);
        assertThat(result.unprocessed()).isEqualTo(keys(numbers.subList(11, 50)));
        assertThat(report.items().values()).containsExactlyElementsOf(items(numbers, text));
    }

    @Test
    void batchWrite_ofMoreThan16Mebibytes_tellsWhatItLeft() {
        List<Integer> numbers = upTo(50);

        BatchWriteResult result =
                table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items(numbers, "x".repeat(400_000))));

        assertThat(result.unprocessed()).isEqualTo(keys(numbers.subList(42, 50)));
        assertThat(TestServer.rows(DATABASE, "SELECT count(*) FROM \"Batched\""))
                .containsExactly("42");
    }

    @Test
    void batchGet_overARowThatCannotBeRead_saysWhereItIs() {
        table.put(item(0, "good"));
        TestServer.execute(DATABASE, "INSERT INTO \"Batched\" VALUES ('B', 1, '{\"v\": {\"$note\": 1}}', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> table.batchGet(BatchGetRequest.of(SCHEMA, keys(upTo(5)))))
                .withMessageContaining(
                        "batch of table Batched: column item of the row of item {\"name\":{\"S\":\"B\"},")
                .withMessageContaining("correct or delete the row");
        table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items(upTo(5), "good")));
        assertThat(table.batchGet(BatchGetRequest.of(SCHEMA, keys(upTo(5)))).items())
                .hasSize(5);
    }

    @Test
    void batchGet_overARowWhoseItemHasAnotherKey_findsItByItsColumns() {
        TestServer.execute(DATABASE, "INSERT INTO \"Batched\" VALUES ('B', 1, '{\"name\": \"x\", \"v\": \"y\"}', 10)");

        BatchGetResult result = table.batchGet(BatchGetRequest.of(SCHEMA, keys(upTo(5))));

        assertThat(result.items()).isEqualTo(Map.of(key(1), Item.of("name", "x", "v", "y")));
    }
}
