// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.TransactionRows.Target;

/** Collects the stored items of a transaction from results of {@link TransactionSql}. */
final class TransactionReader {
    private final Call call;
    private final List<Target> targets;
    private final List<Optional<Item>> items;
    private boolean whole = true;

    TransactionReader(Call call, List<Target> targets) {
        this.call = call;
        this.targets = targets;
        this.items = new ArrayList<>(Collections.nCopies(targets.size(), Optional.empty()));
    }

    private void readAll(ResultSet rows) throws SQLException {
        while (rows.next()) {
            int number = rows.getInt(1);
            byte[] json = rows.getBytes(2);
            if (json == null) {
                whole = false;
            } else {
                items.set(number, Optional.of(item(json, targets.get(number))));
            }
        }
    }

    /**
     * Reads the query's result, at which the executed statements stand, and says whether what comes last, the test of
     * the tables' versions, holds.
     */
    boolean readAllIfOfVersion(Statement statement) throws SQLException {
        readAll(result(statement));
        statement.getMoreResults();
        ResultSet version = result(statement);
        version.next();
        return version.getBoolean(1);
    }

    /** Returns the result at hand, which is closed when the next is asked for. */
    private static ResultSet result(Statement statement) throws SQLException {
        return Objects.requireNonNull(statement.getResultSet(), "the statement has no result");
    }

    private Item item(byte[] json, Target target) {
        return ItemJson.read(json, call, target::toString);
    }

    /** Says whether all items came that are there. */
    boolean isWhole() {
        return whole;
    }

    /** Returns the item of each target that was read, in the order of the targets. */
    List<Optional<Item>> items() {
        return items;
    }
}
