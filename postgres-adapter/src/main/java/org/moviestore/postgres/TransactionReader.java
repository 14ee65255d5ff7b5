// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.TransactionRows.Target;
import org.moviestore.table.TransactWriteRequest;

/**
 * Collects the stored items of a transaction, or what projections keep of them, from results of {@link TransactionSql}.
 * It ends once what projections keep is more than a transaction may read.
 */
final class TransactionReader {
    private final Call call;
    private final List<Target> targets;
    private final Map<Integer, Projection> projections;
    private final List<Optional<Item>> items;
    private long projectedBytes;
    private boolean whole = true;

    /** @param projections what is kept of items, by the numbers of their targets; all of the other items */
    TransactionReader(Call call, List<Target> targets, Map<Integer, Projection> projections) {
        this.call = call;
        this.targets = targets;
        this.projections = projections;
        this.items = new ArrayList<>(Collections.nCopies(targets.size(), Optional.empty()));
    }

    private void readAll(ResultSet rows) throws SQLException {
        while (whole && rows.next()) {
            int number = rows.getInt(1);
            byte[] json = rows.getBytes(2);
            if (json == null) {
                whole = false;
            } else {
                items.set(number, Optional.of(kept(number, item(json, targets.get(number)))));
            }
        }
    }

    private Item kept(int number, Item item) {
        Projection projection = projections.get(number);
        if (projection == null) {
            return item;
        }
        Item kept = projection.of(item);
        projectedBytes += kept.sizeInBytes();
        whole = projectedBytes <= TransactWriteRequest.MAX_BYTES;
        return kept;
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

    /** Says whether all items came that are there, and were no more than a transaction may read. */
    boolean isWhole() {
        return whole;
    }

    /** Returns what is kept of the item of each target that was read, in the order of the targets. */
    List<Optional<Item>> items() {
        return items;
    }
}
