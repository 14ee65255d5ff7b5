// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

class SqlConditionFuzzIT {
    private static final int ITEMS = 80;
    private static final int STATEMENTS = 75;
    private static final int CONDITIONS_EACH = 20;
    private static final String DATABASE = TestServer.newDatabase();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_130, 424_242})
    void write_ofRandomConditions_meansWhatTheEvaluatorSays(long seed) throws SQLException {
        RandomItems random = new RandomItems(seed);
        List<Item> items = new ArrayList<>();
        String name = "Fuzz_" + seed;
        try (PostgresStore store = PostgresStore.connect(TestServer.url(DATABASE));
                Connection connection = TestServer.connect(DATABASE)) {
            DocumentTable table = store.createTable(TableSchema.builder(name)
                    .partitionKey("id", AttributeType.NUMBER)
                    .build());
            for (int id = 0; id < ITEMS; id++) {
                Item item = random.item(id);
                items.add(item);
                table.put(item);
            }

            for (int i = 0; i < STATEMENTS; i++) {
                List<Condition> conditions = new ArrayList<>();
                for (int j = 0; j < CONDITIONS_EACH; j++) {
                    conditions.add(random.condition(3));
                }
                compare(connection, name, items, conditions, seed);
            }
        }
    }

    private static void compare(
            Connection connection, String table, List<Item> items, List<Condition> conditions, long seed)
            throws SQLException {
        Sql sql = Sql.of("SELECT ");
        String separator = "";
        for (Condition condition : conditions) {
            SqlCondition.write(sql.add(separator), condition, TableSql.ITEM);
            separator = ",\n";
        }
        sql.add(" FROM \"" + table + "\" AS t ORDER BY t.id");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            for (Item item : items) {
                assertThat(rows.next()).isTrue();
                for (int i = 0; i < conditions.size(); i++) {
                    Condition condition = conditions.get(i);
                    assertThat(rows.getObject(i + 1))
                            .as("seed %d, %s on %s", seed, condition, item)
                            .isEqualTo(condition.holdsOn(item));
                }
            }
        }
    }
}
