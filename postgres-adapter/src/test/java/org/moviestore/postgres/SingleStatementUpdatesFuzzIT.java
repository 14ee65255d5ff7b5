// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Random updates of random items, done by SQL and by core's evaluator. */
class SingleStatementUpdatesFuzzIT {
    private static final int CASES = 1000;
    private static final String DATABASE = TestServer.newDatabase();

    private final TableSchema schema =
            TableSchema.builder("Fuzz").partitionKey("id", AttributeType.NUMBER).build();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_130, 424_242})
    void update_atRandom_makesWhatTheEvaluatorDoes(long seed) throws SQLException {
        RandomUpdates random = new RandomUpdates(seed);
        Random choices = new Random(seed);
        int single = 0;
        try (StatementLog log = new StatementLog(DATABASE);
                Connection connection = TestServer.connect(DATABASE);
                PostgresStore store = PostgresStore.over(log.dataSource())) {
            DocumentTable table = store.createTable(schema);
            for (int i = 0; i < CASES; i++) {
                Item item = random.item(i);
                UpdateRequest request = request(random, choices, item);
                String about = "seed %d, case %d: %s of %s".formatted(seed, i, request, item);
                table.put(item);
                log.take();

                Object expected = outcome(() -> request.appliedTo(Optional.of(item))
                        .flatMap(changed ->
                                request.returning().select(request.update(), Optional.of(item), Optional.of(changed))));
                Object actual = outcome(() -> table.update(request).item());

                single += log.take().size() == 1 ? 1 : 0;
                assertThat(actual).as(about).isEqualTo(expected);
                Item stored = expected instanceof Optional<?>
                        ? request.appliedTo(Optional.of(item)).orElseThrow()
                        : item;
                assertStored(connection, stored, about);
            }
            store.dropTable("Fuzz");
        }
        System.out.println(single + " of " + CASES + " updates took one statement");
        assertThat(single).isGreaterThan(CASES / 3);
    }

    private UpdateRequest request(RandomUpdates random, Random choices, Item item) {
        while (true) {
            try {
                UpdateRequest.Builder request = UpdateRequest.builder(schema, schema.keyOf(item), random.update(item));
                if (choices.nextInt(6) == 0) {
                    request.condition(random.items().condition(1));
                }
                if (choices.nextInt(3) == 0) {
                    request.returning(ReturnValues.values()[choices.nextInt(ReturnValues.values().length)]);
                }
                return request.build();
            } catch (InvalidRequestException e) {
                // Such as an update of the key: another one.
                continue;
            }
        }
    }

    private interface Call {
        Object make();
    }

    /** Returns what a call returns, or how it fails. */
    private static Object outcome(Call call) {
        try {
            return call.make();
        } catch (UpdateRejectedException e) {
            return e.code();
        } catch (ConditionFailedException e) {
            return ConditionFailedException.class;
        }
    }

    /** Checks the row to the letter: the digits of each number too, which reading would hide. */
    private static void assertStored(Connection connection, Item item, String about) throws SQLException {
        Sql row = Sql.of("SELECT t.item_size, t.item::text, CAST(? AS jsonb)::text FROM \"Fuzz\" AS t WHERE t.id = ?")
                .with(ItemJson.write(item), NativeValue.of(item.attribute("id").orElseThrow()));
        try (PreparedStatement statement = row.prepare(connection);
                ResultSet found = statement.executeQuery()) {
            assertThat(found.next()).as(about).isTrue();
            assertThat(found.getString(2)).as(about).isEqualTo(found.getString(3));
            assertThat(found.getInt(1)).as(about).isEqualTo(item.sizeInBytes());
        }
    }
}
