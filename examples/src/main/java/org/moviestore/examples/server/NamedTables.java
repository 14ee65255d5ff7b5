// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.remote.protocol.SchemaSource;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * The tables that one request names, of those that are remembered. It is carried out on the very objects by whose
 * schemas it was made, whatever becomes of the tables meanwhile. Not thread-safe.
 */
final class NamedTables implements SchemaSource {
    private final ServedTables served;
    private final boolean ofTransaction;
    private final Map<String, DocumentTable> named = new HashMap<>();

    /**
     * @param ofTransaction whether the request is a transaction. What one of its actions would store, and a global
     *     index cannot take, is for the store to tell, by a reason of that action's: the client may know nothing of the
     *     index.
     */
    NamedTables(ServedTables served, boolean ofTransaction) {
        this.served = served;
        this.ofTransaction = ofTransaction;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnknownTableException if the store has to be asked for the table first
     */
    @Override
    public TableSchema schemaOf(String table, Optional<List<KeyAttribute>> expectedKey, Optional<String> index) {
        TableSchema schema = named(table).schema();
        // A client that says what key the table has made the request from a schema, by which it may be out of date.
        expectedKey.ifPresent(expected -> checkFits(schema, expected, index));
        return ofTransaction ? withoutGlobalIndexes(schema) : schema;
    }

    private static void checkFits(TableSchema schema, List<KeyAttribute> expectedKey, Optional<String> index) {
        String table = "table " + schema.tableName();
        if (!expectedKey.equals(schema.keyAttributes())) {
            throw new RequestRejectedException(table + " has another key than the request was made for: "
                    + schema.keyAttributes() + ", not " + expectedKey + "; ask the store for the table again");
        }
        index.filter(name ->
                        schema.indexes().stream().noneMatch(each -> each.name().equals(name)))
                .ifPresent(name -> {
                    throw new RequestRejectedException(
                            table + " has no index " + name + " any more; ask the store for the table again");
                });
    }

    private static TableSchema withoutGlobalIndexes(TableSchema schema) {
        List<SecondaryIndex> local = schema.indexes().stream()
                .filter(index -> index.scope() == IndexScope.LOCAL)
                .toList();
        return local.size() == schema.indexes().size()
                ? schema
                : new TableSchema(schema.tableName(), schema.keyAttributes(), local, schema.throughput());
    }

    private DocumentTable named(String name) {
        @Nullable DocumentTable known = named.get(name);
        if (known != null) {
            return known;
        }
        DocumentTable table = served.remembered(name).orElseThrow(() -> new UnknownTableException(name));
        named.put(name, table);
        return table;
    }

    /** Returns the table that a schema was given of. */
    DocumentTable table(TableSchema schema) {
        return Objects.requireNonNull(named.get(schema.tableName()), "table");
    }

    /** Says whether a table may have become another than the one that the request was made for. */
    boolean mayBeOutdated() {
        return named.values().stream().anyMatch(served::mayBeOutdated);
    }

    /** Says whether a table has become another than the one that the request was made for. May ask the store. */
    boolean isOutdated() {
        boolean isOutdated = false;
        for (DocumentTable table : named.values()) {
            isOutdated |= served.isOutdated(table);
        }
        return isOutdated;
    }
}
