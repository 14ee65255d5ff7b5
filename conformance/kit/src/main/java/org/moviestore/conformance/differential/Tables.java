// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.TableExistsException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

/** The tables of one store that a history is made on: created for it, and dropped after it. */
final class Tables implements AutoCloseable {
    private static final int RUN_LENGTH = 23;

    private final DocumentStore store;
    private final String run = UUID.randomUUID().toString();
    private final Map<String, DocumentTable> tables = new LinkedHashMap<>();

    private Tables(DocumentStore store) {
        this.store = store;
    }

    /** Creates tables; if one cannot be created, those that were are dropped. */
    static Tables create(DocumentStore store, Collection<TableSchema> schemas) {
        Tables created = new Tables(store);
        try {
            for (TableSchema schema : schemas) {
                created.tables.put(schema.tableName(), create(store, schema));
            }
            return created;
        } catch (RuntimeException e) {
            try {
                created.close();
            } catch (RuntimeException onClose) {
                e.addSuppressed(onClose);
            }
            throw e;
        }
    }

    /**
     * Creates a table, also if the backend fails meanwhile: then by a second try, or by the first if that succeeded.
     */
    private static DocumentTable create(DocumentStore store, TableSchema schema) {
        try {
            return store.createTable(schema);
        } catch (OutcomeUnknownException unknown) {
            try {
                return store.createTable(schema);
            } catch (TableExistsException created) {
                DocumentTable table = store.table(schema.tableName());
                if (table.schema().equals(schema) && table.count(ScanRequest.of(schema)) == 0) {
                    return table;
                }
                created.addSuppressed(unknown);
                throw created;
            }
        }
    }

    /** Returns a client token that was not sent on any other tables, however often they are created anew. */
    String clientToken(int number) {
        return run.substring(0, RUN_LENGTH) + "-" + number;
    }

    DocumentStore store() {
        return store;
    }

    DocumentTable of(TableSchema schema) {
        return Objects.requireNonNull(tables.get(schema.tableName()), schema.tableName());
    }

    /** Returns tables of which each call finds the same one, whatever it asks for. */
    Tables allAs(TableSchema schema) {
        Tables astray = new Tables(store);
        tables.keySet().forEach(name -> astray.tables.put(name, of(schema)));
        return astray;
    }

    @Override
    public void close() {
        tables.keySet().forEach(store::dropTable);
    }
}
