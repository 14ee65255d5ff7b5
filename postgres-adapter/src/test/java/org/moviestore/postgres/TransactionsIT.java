// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.postgres.TransactedTables.LATER;
import static org.moviestore.postgres.TransactedTables.SCHEMA;
import static org.moviestore.postgres.TransactedTables.absent;
import static org.moviestore.postgres.TransactedTables.item;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** The rows that transactions make and leave, and those that they cannot use. */
@Timeout(300)
class TransactionsIT {
    private static final TransactedTables TABLES = new TransactedTables();

    @BeforeEach
    void create() {
        TABLES.create();
    }

    @AfterEach
    void drop() {
        TABLES.drop();
    }

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void transaction_ofAbsentItems_leavesNoPlaceholder() {
        TABLES.transact(
                absent(1),
                PutRequest.of(SCHEMA, item(2)),
                DeleteRequest.of(SCHEMA, SCHEMA.key(3)),
                UpdateRequest.of(SCHEMA, SCHEMA.key(4), remove("a")),
                UpdateRequest.of(SCHEMA, SCHEMA.key(5), add("n", 1)));

        assertThat(TABLES.rows("SELECT id, item, item_size FROM \"Items\" ORDER BY id"))
                .containsExactly("2|{\"id\": 2}|4", "5|{\"n\": 1, \"id\": 5}|7");
    }

    @Test
    void transaction_thatIsCanceled_leavesNoPlaceholder() {
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> TABLES.transact(
                        absent(1),
                        PutRequest.of(SCHEMA, item(2)),
                        ConditionCheck.of(LATER, LATER.key(1), attribute("id").exists())));

        assertThat(TABLES.rows("SELECT id FROM \"Items\" UNION SELECT id FROM \"Later\""))
                .isEmpty();
    }

    @Test
    void transaction_thatChecksAnItem_doesNotWriteItsRow() {
        TABLES.items().put(item(1));
        List<String> before = TABLES.rows("SELECT xmin, ctid, item_size FROM \"Items\"");

        TABLES.transact(
                ConditionCheck.of(SCHEMA, SCHEMA.key(1), attribute("id").exists()), PutRequest.of(LATER, item(1)));

        assertThat(TABLES.rows("SELECT xmin, ctid, item_size FROM \"Items\"")).isEqualTo(before);
    }

    @Test
    void transaction_thatChangesAnItem_writesItsRowOnce() {
        TABLES.items().put(item(1));

        TABLES.transact(UpdateRequest.of(SCHEMA, SCHEMA.key(1), add("n", 1)));

        // the second version of the row, not a third
        assertThat(TABLES.rows("SELECT ctid FROM \"Items\"")).containsExactly("(0,2)");
    }

    @Test
    void transaction_overARowThatCannotBeRead_namesItAndChangesNothing() {
        TestServer.execute(TABLES.database(), "INSERT INTO \"Items\" VALUES (1, '{\"id\": 1, \"$note\": 1}', 10)");
        List<String> before = TABLES.rows("SELECT xmin, item FROM \"Items\"");

        for (Runnable call : List.<Runnable>of(
                () -> TABLES.transact(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1))),
                () -> TABLES.store()
                        .transactGet(TransactGetRequest.of(
                                GetRequest.of(LATER, LATER.key(1)), GetRequest.of(SCHEMA, SCHEMA.key(1)))))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining(
                            "column item of item {\"id\":{\"N\":\"1\"}} of table Items holds what this library");
        }

        assertThat(TABLES.rows("SELECT xmin, item FROM \"Items\"")).isEqualTo(before);
        assertThat(TABLES.later().get(LATER.key(1))).isEmpty();
    }

    @Test
    void transactGet_ofMoreThan4MebibytesByTheirColumns_readsNoMore() {
        TestServer.execute(
                TABLES.database(),
                "INSERT INTO \"Items\" VALUES (1, '{\"id\": 1}', 4194304), (2, '{\"id\": 2, \"$note\": 1}', 10)");

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> TABLES.store()
                        .transactGet(TransactGetRequest.of(
                                GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(SCHEMA, SCHEMA.key(2)))))
                .withMessageContaining("more than 4194304 bytes");
    }

    @Test
    void transactionOfGets_ofWhichSomeAreProjected_countsTheOthersByTheirColumns() {
        TestServer.execute(
                TABLES.database(),
                "INSERT INTO \"Items\" VALUES (1, '{\"id\": 1, \"n\": 7}', 4194304), (2, '{\"id\": 2}', 4194304),"
                        + " (3, '{\"id\": 3, \"$note\": 1}', 10)");
        GetRequest part = GetRequest.builder(SCHEMA, SCHEMA.key(1)).project("n").build();
        GetRequest unreadable =
                GetRequest.builder(SCHEMA, SCHEMA.key(3)).project("n").build();

        assertThat(TABLES.store()
                        .transactGet(TransactGetRequest.of(part, GetRequest.of(SCHEMA, SCHEMA.key(2))))
                        .items())
                .containsExactly(Optional.of(Item.of("n", 7)), Optional.of(item(2)));
        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> TABLES.store()
                        .transactGet(TransactGetRequest.of(part, GetRequest.of(SCHEMA, SCHEMA.key(2)), unreadable)))
                .withMessageContaining("more than 4194304 bytes");
    }

    @Test
    void transactionOfGets_whosePartsAreTooMuch_readsNoMore() {
        String text = "x".repeat(400_000);
        for (int id = 1; id <= 11; id++) {
            TABLES.items().put(item(id).with("text", text));
        }
        TestServer.execute(TABLES.database(), "INSERT INTO \"Items\" VALUES (12, '{\"id\": 12, \"$note\": 1}', 10)");
        List<GetRequest> gets = IntStream.rangeClosed(1, 12)
                .mapToObj(id -> GetRequest.builder(SCHEMA, SCHEMA.key(id))
                        .project("text")
                        .build())
                .toList();

        assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> TABLES.store().transactGet(TransactGetRequest.of(gets)))
                .withMessageContaining("more than 4194304 bytes");
        assertThat(TABLES.store()
                        .transactGet(TransactGetRequest.of(gets.subList(0, 10)))
                        .items())
                .containsOnly(Optional.of(Item.of("text", text)));
    }

    /** What is left of a list has other indexes. */
    @Test
    void transactionOfGets_ofAnElementOfAList_returnsItAlone() {
        TABLES.items().put(item(1).with("list", List.of("a", "b", "c")));

        assertThat(TABLES.store()
                        .transactGet(TransactGetRequest.of(GetRequest.builder(SCHEMA, SCHEMA.key(1))
                                .project("list[2]")
                                .build()))
                        .items())
                .containsExactly(Optional.of(Item.of("list", List.of("c"))));
    }

    @Test
    void transaction_onATableDroppedByHand_namesIt() {
        TestServer.execute(TABLES.database(), "ALTER TABLE \"Later\" RENAME TO \"Gone\"");

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> TABLES.transact(PutRequest.of(SCHEMA, item(1)), PutRequest.of(LATER, item(1))))
                .returns("Later", from(TableNotFoundException::tableName));
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> TABLES.store()
                        .transactGet(TransactGetRequest.of(
                                GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(LATER, LATER.key(1)))))
                .returns("Later", from(TableNotFoundException::tableName));
        assertThat(TABLES.items().get(SCHEMA.key(1))).isEmpty();
        TestServer.execute(TABLES.database(), "ALTER TABLE \"Gone\" RENAME TO \"Later\"");
    }

    @Test
    void transaction_byRoleThatMayNotInsert_namesTheMissingRights() {
        TestServer.execute(
                TABLES.database(),
                "CREATE ROLE checker LOGIN PASSWORD 'checker'; GRANT SELECT, UPDATE ON \"Items\" TO checker");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(TABLES.database(), "checker", "checker"))) {
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.transactWrite(TransactWriteRequest.of(absent(1))))
                    .withMessageContaining("SELECT, INSERT, UPDATE and DELETE on each of its tables");
            assertThat(store.transactGet(TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1))))
                            .items())
                    .hasSize(1);
        }
    }
}
