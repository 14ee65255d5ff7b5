// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Values;

/** The SQL function that counts as core does. */
class SizeOfIT {
    private static final String DATABASE = TestServer.newDatabase();

    @BeforeAll
    static void migrate() {
        PostgresStore.migrate(TestServer.url(DATABASE));
    }

    private static void assertSameSize(List<AttributeValue> values) throws SQLException {
        List<String> json = values.stream().map(ItemJson::write).toList();
        Sql sizes = Sql.of(
                "SELECT moviestore.size_of(CAST(v.j AS jsonb)) FROM unnest(CAST(? AS text[])) WITH ORDINALITY v(j, n)"
                        + " ORDER BY v.n",
                new SqlArray(SqlArray.Type.TEXT, json));
        try (Connection connection = TestServer.connect(DATABASE);
                PreparedStatement statement = sizes.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            for (AttributeValue value : values) {
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1)).as("%s", value).isEqualTo(ItemSize.of(value));
            }
        }
    }

    @Test
    void sizeOf_numbersOfAllLengthsAndExponents_isThatOfCore() throws SQLException {
        List<AttributeValue> numbers = new ArrayList<>();
        for (String digits : List.of("0", "1", "9", "10", "12", "99", "101", "123", "1001", "12345", "1".repeat(38))) {
            for (int exponent = -130; exponent <= 87; exponent++) {
                if (exponent > -100 - digits.length() || digits.length() < 6) {
                    numbers.add(Values.number(digits + "E" + exponent));
                    numbers.add(Values.number("-" + digits + "E" + exponent));
                }
            }
        }

        assertSameSize(numbers);
    }

    @Test
    void sizeOf_binaryOfAllPaddings_isThatOfCore() throws SQLException {
        List<AttributeValue> values = new ArrayList<>();
        for (int length = 0; length < 100; length++) {
            Bytes bytes = Bytes.of(new byte[length]);
            values.add(Values.binary(bytes));
            values.add(Values.binarySet(bytes, Bytes.of(new byte[] {1})));
        }

        assertSameSize(values);
    }

    @Test
    void sizeOf_valuesAtRandom_isThatOfCore() throws SQLException {
        RandomItems random = new RandomItems(20_130);
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            values.add(random.value(4));
        }

        assertSameSize(values);
    }
}
