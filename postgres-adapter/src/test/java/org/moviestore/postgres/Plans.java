// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the server plans for a statement. */
final class Plans {
    private Plans() {}

    /** Returns the plan that the server makes for the values of a statement. */
    static String plan(String database, Sql statement) throws SQLException {
        return plan(database, Sql.of("SELECT true"), statement);
    }

    /** Returns the same in a transaction that begins with a statement for settings. */
    static String plan(String database, Sql settings, Sql statement) throws SQLException {
        Sql explained = Sql.of("EXPLAIN " + statement.text()).with(statement.parameters());
        try (Connection connection = TestServer.connect(database)) {
            connection.setAutoCommit(false);
            try (PreparedStatement first = settings.prepare(connection)) {
                first.execute();
            }
            try (PreparedStatement prepared = explained.prepare(connection);
                    ResultSet rows = prepared.executeQuery()) {
                List<String> plan = new ArrayList<>();
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
                return String.join("\n", plan);
            }
        }
    }

    /** Returns the plan that the server makes once for all values, as it may after some executions. */
    static String genericPlan(String database, Sql statement) throws SQLException {
        return genericPlan(database, Sql.of("SELECT true"), statement);
    }

    /** Returns the same in a transaction that begins with a statement for settings. */
    static String genericPlan(String database, Sql settings, Sql statement) throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> values = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (String part : statement.text().split("\\?", -1)) {
            text.append(part);
            if (values.size() < statement.parameters().size()) {
                Object value = statement.parameters().get(values.size());
                types.add(value instanceof String ? "varchar" : value instanceof Integer ? "int4" : "numeric");
                values.add(value instanceof String ? Identifiers.literal((String) value) : value.toString());
                text.append('$').append(values.size());
            }
        }
        try (Connection connection = TestServer.connect(database);
                Statement plain = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (PreparedStatement first = settings.prepare(connection)) {
                first.execute();
            }
            plain.execute("SET plan_cache_mode = force_generic_plan");
            plain.execute("PREPARE page (" + String.join(", ", types) + ") AS " + text);
            try (ResultSet rows = plain.executeQuery("EXPLAIN EXECUTE page (" + String.join(", ", values) + ")")) {
                List<String> plan = new ArrayList<>();
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
                return String.join("\n", plan);
            }
        }
    }
}
