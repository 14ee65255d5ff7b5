// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Optional;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/** The tables of a server, by whose schemas requests are made. Implementations are thread-safe. */
public interface SchemaSource {
    /**
     * Returns the schema of a table.
     *
     * @param table its name
     * @param expectedKey the key that the client thinks it has, if the client says so
     * @param index the secondary index that the request reads, if it reads one; whoever keeps schemas asks for the
     *     table anew if the index is not in what was kept
     * @throws TableNotFoundException if there is none of that name
     * @throws RequestRejectedException if it has another key than the client thinks
     */
    TableSchema schemaOf(String table, Optional<List<KeyAttribute>> expectedKey, Optional<String> index);
}
