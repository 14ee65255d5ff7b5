// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.Optional;
import org.moviestore.item.InvalidRequestException;

/**
 * What a caller wants a table to do beyond what its backend does, without versions unless told otherwise. Immutable.
 *
 * @param versionAttribute the attribute in which each item has a version, if it has one; see {@link Versions}
 */
public record TableOptions(Optional<String> versionAttribute) {
    private static final TableOptions NONE = new TableOptions(Optional.empty());

    /**
     * Checks the options.
     *
     * @throws InvalidRequestException with a code of attribute names
     */
    public TableOptions {
        Objects.requireNonNull(versionAttribute, "versionAttribute").ifPresent(Versions::of);
    }

    /** Returns the options of a table that does what its backend does. */
    public static TableOptions none() {
        return NONE;
    }

    /**
     * Returns the same options, and that every write checks and raises the version of its item, which is in the
     * attribute. Writes that do not say which version they expect are refused, as batch writes are, which cannot check;
     * reads are as ever. A put expects the version that its item has, and an update or delete that of its request.
     */
    public TableOptions withVersionAttribute(String name) {
        return new TableOptions(Optional.of(name));
    }

    DocumentTable over(DocumentTable table) {
        return versionAttribute
                .<DocumentTable>map(name -> new VersionedTable(table, Versions.of(name)))
                .orElse(table);
    }
}
