// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.TableSchema;
import org.postgresql.PGConnection;

/**
 * Reads a page by COPY: items are made of its first rows while the server is busy with the others, where the driver
 * shows the first row of a SELECT when it has the last. See docs/adr/0019-pages-by-copy.md.
 */
final class PageCopy {
    private final Connections connections;
    private final TableSchema schema;
    private volatile boolean isPossible = true;

    PageCopy(Connections connections, TableSchema schema) {
        this.connections = connections;
        this.schema = schema;
    }

    /** Says whether the connections can do this, as far as is known; such as somebody wrapped may not. */
    boolean isPossible() {
        return isPossible;
    }

    /**
     * Returns the items that a query selects in its only column; nothing if that is NULL in a row, or if it is not
     * possible.
     */
    Optional<List<Item>> items(Call call, Sql query) {
        CopySql copy = CopySql.of(query);
        return connections.read(call, copy.settings(), connection -> {
            isPossible = connection.isWrapperFor(PGConnection.class);
            if (!isPossible) {
                return Optional.empty();
            }
            try (CopiedItems rows = CopiedItems.begin(connection, copy.text())) {
                return items(call, rows);
            }
        });
    }

    private Optional<List<Item>> items(Call call, CopiedItems rows) throws SQLException {
        List<Item> items = new ArrayList<>();
        boolean isWhole = true;
        while (rows.next()) {
            Optional<ByteBuffer> json = rows.json();
            isWhole &= json.isPresent();
            // What follows is read all the same: it is little, and to cancel it takes a connection.
            if (isWhole) {
                items.add(ItemJson.read(json.orElseThrow(), call, () -> place(items)));
            }
        }
        return isWhole ? Optional.of(items) : Optional.empty();
    }

    private String place(List<Item> before) {
        return before.isEmpty()
                ? "the first row that was read"
                : "the row that follows item " + schema.storedKeyOf(before.get(before.size() - 1));
    }
}
