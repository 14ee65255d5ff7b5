// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Update;
import org.moviestore.item.ItemLimits;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/**
 * Writes updates as single statements. Such a statement changes the row to exactly what {@link Update#applyTo} would
 * make of its item, if its condition holds and SQL can be exact on what is stored; else it changes no row.
 */
final class UpdateSql {
    /** Each action writes the item once more, so many of them are dearer than to read it. */
    private static final int MOST_ACTIONS = 8;

    private static final String SET = "UPDATE {table} AS t SET item = ";
    private static final String WHERE = " WHERE {key} AND t.item_size <= ?";

    private final TableSql sql;
    private final String set;
    private final String where;

    UpdateSql(TableSql sql) {
        this.sql = sql;
        this.set = sql.fill(SET);
        this.where = sql.fill(WHERE);
    }

    /**
     * Returns the statement, which returns the new item if the request asks for any of it; none for an update that is
     * not of the kinds that SQL does exactly.
     */
    Optional<Sql> write(UpdateRequest request) {
        int actions = request.update().actions().size();
        if (actions == 0 || actions > MOST_ACTIONS || !mayReturn(request.returning()) || touchesIndex(request)) {
            return Optional.empty();
        }
        List<SqlChange> changes = new ArrayList<>(actions);
        for (Update.Action action : request.update().actions()) {
            Optional<SqlChange> change = SqlChanges.of(action);
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
        }
        int mostSize = mostSize(request.schema(), changes);
        return mostSize > 0 ? Optional.of(statement(request, changes, mostSize)) : Optional.empty();
    }

    private static boolean mayReturn(ReturnValues returning) {
        return switch (returning) {
            case NONE, ALL_NEW, UPDATED_NEW -> true;
            case ALL_OLD, UPDATED_OLD -> false;
        };
    }

    /** What an index cannot take must be rejected, and only core knows it. */
    private static boolean touchesIndex(UpdateRequest request) {
        for (SecondaryIndex index : request.schema().indexes()) {
            for (KeyAttribute key : index.keyAttributes()) {
                for (Update.Action action : request.update().actions()) {
                    if (action.path().attribute().equals(key.name())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Returns the largest size of an item that the changes cannot make too large, whatever they do to it. A copied
     * value is no larger than the item, nor is what a local index holds of it. The names and values of a request have a
     * million bytes at most, so that the sums are far from the end of an int.
     */
    private static int mostSize(TableSchema schema, List<SqlChange> changes) {
        int holders = 1;
        for (SecondaryIndex index : schema.indexes()) {
            holders += index.scope() == IndexScope.LOCAL ? 1 : 0;
        }
        int growth = 0;
        int copies = 0;
        for (SqlChange change : changes) {
            growth += change.mostGrowth();
            copies += change.copies();
        }
        return (ItemLimits.MAX_ITEM_BYTES / holders - growth) / (1 + copies);
    }

    private Sql statement(UpdateRequest request, List<SqlChange> changes, int mostSize) {
        Sql out = sql.begin(set);
        item(out, changes).add(", item_size = t.item_size");
        for (SqlChange change : changes) {
            change.growth().writeTo(out.add(" "));
        }
        out.add(where).with(sql.layout().keyValues(request.key())).with(mostSize);
        writeGuards(out, changes);
        request.condition().ifPresent(condition -> SqlCondition.write(out.add(" AND "), condition, TableSql.ITEM));
        return request.returning() == ReturnValues.NONE ? out : out.add(" RETURNING t.item");
    }

    /** The places do not overlap, so that each change finds its own as it was, in whatever order they are made. */
    private static Sql item(Sql out, List<SqlChange> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            out.add(changes.get(i).value().isPresent() ? "jsonb_set(" : "(");
        }
        out.add(TableSql.ITEM);
        for (SqlChange change : changes) {
            out.add(change.value().isPresent() ? ", CAST(? AS text[])" : " #- CAST(? AS text[])")
                    .with(change.place().steps());
            change.value().ifPresent(value -> value.writeTo(out.add(", ")));
            out.add(")");
        }
        return out;
    }

    /** The parent of places is asked for once; those guards come first. */
    private static void writeGuards(Sql out, List<SqlChange> changes) {
        List<List<String>> parents = new ArrayList<>(changes.size());
        for (SqlChange change : changes) {
            List<String> parent = change.place().parent();
            if (!parents.contains(parent)) {
                parents.add(parent);
                change.place().isInMap(out.add(" AND "));
            }
        }
        for (SqlChange change : changes) {
            for (SqlExpression guard : change.guards()) {
                guard.writeTo(out.add(" AND "));
            }
        }
    }
}
