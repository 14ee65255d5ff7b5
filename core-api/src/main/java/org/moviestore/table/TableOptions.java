// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * What a caller wants a table to do beyond what its backend does, without versions and filter indexes unless told
 * otherwise. Immutable.
 *
 * @param versionAttribute the attribute in which each item has a version, if it has one; see {@link Versions}
 * @param filterIndexes the paths by which filters are to find items; see {@link #withFilterIndex}
 */
public record TableOptions(Optional<String> versionAttribute, Set<AttributePath> filterIndexes) {
    private static final TableOptions NONE = new TableOptions(Optional.empty(), Set.of());

    /**
     * Checks the options.
     *
     * @throws InvalidRequestException with a code of attribute names, or {@link ErrorCode#EXPR_SYNTAX} if a path of a
     *     filter index leads to an element of a list
     */
    public TableOptions {
        Objects.requireNonNull(versionAttribute, "versionAttribute").ifPresent(Versions::of);
        filterIndexes = Set.copyOf(filterIndexes);
        filterIndexes.forEach(TableOptions::checkNames);
    }

    private static void checkNames(AttributePath path) {
        if (path.steps().stream().anyMatch(AttributePath.Index.class::isInstance)) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_SYNTAX,
                    "a filter index is on a path of names, got " + path + "; it finds lists by any of their elements");
        }
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
        return new TableOptions(Optional.of(name), filterIndexes);
    }

    /**
     * Returns the same options, and that filters which ask for equality with a value at a path such as
     * {@code info.actors}, or for something that the value there contains, find the items by an index. It changes no
     * answer, only the time that it takes, of scans without a limit and of their counts: a limit counts the items that
     * are looked at, so all of them must be.
     *
     * <p>It helps where few items are found. To look for text inside text, all items with text at the path must be
     * looked at; a store {@linkplain DocumentStore#withoutFullScans without full scans} refuses such scans as any
     * other.
     *
     * <p>PostgreSQL makes the index, unless it is there, when the table is asked for with these options, which takes a
     * while for a table with many items, and keeps writers waiting; from then on all who ask for the table use it, also
     * without these options. Each write of the table takes longer for it. It refuses a path whose names are more than
     * 1,024 bytes together. Other backends have no such index and do without.
     */
    public TableOptions withFilterIndex(AttributePath path) {
        Set<AttributePath> more = new LinkedHashSet<>(filterIndexes);
        more.add(Objects.requireNonNull(path, "path"));
        return new TableOptions(versionAttribute, more);
    }

    /** Returns the same options with a filter index by a path; see {@link AttributePath#parse}. */
    public TableOptions withFilterIndex(String path) {
        return withFilterIndex(AttributePath.parse(path));
    }

    /** Returns the table with the versions of these options, for a store that sees to the rest of them by itself. */
    public DocumentTable over(DocumentTable table) {
        return versionAttribute
                .<DocumentTable>map(name -> new VersionedTable(table, Versions.of(name)))
                .orElse(table);
    }
}
