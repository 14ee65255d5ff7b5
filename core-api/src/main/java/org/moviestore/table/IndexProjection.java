// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;

/**
 * Which attributes of its items a secondary index holds, beside the keys of the table and its own. Immutable.
 *
 * @param kind all, none or some
 * @param included the names of the others, each of 1 to 255 UTF-8 bytes, for {@link Kind#INCLUDE} alone
 */
public record IndexProjection(Kind kind, Set<String> included) {
    /** How much of an item an index holds. Immutable. */
    public enum Kind {
        /** Every attribute. */
        ALL,
        /** The key attributes of table and index. */
        KEYS_ONLY,
        /** The key attributes and some others. */
        INCLUDE
    }

    /**
     * Checks and copies the names.
     *
     * @throws InvalidRequestException with {@link ErrorCode#INDEX_PROJECTION} if there is no name to include, or a name
     *     where none belongs; or with a code of a name
     */
    public IndexProjection {
        Objects.requireNonNull(kind, "kind");
        included = Collections.unmodifiableSet(new LinkedHashSet<>(included));
        included.forEach(name -> ItemLimits.checkName(name, KeyAttribute.MAX_NAME_BYTES));
        if (included.isEmpty() == (kind == Kind.INCLUDE)) {
            throw new InvalidRequestException(
                    ErrorCode.INDEX_PROJECTION,
                    "an index includes attributes if, and only if, its projection says some");
        }
    }

    /** Returns the projection that holds whole items. */
    public static IndexProjection all() {
        return new IndexProjection(Kind.ALL, Set.of());
    }

    /** Returns the projection that holds keys alone. */
    public static IndexProjection keysOnly() {
        return new IndexProjection(Kind.KEYS_ONLY, Set.of());
    }

    /** Returns the projection that holds keys and the attributes of the names. */
    public static IndexProjection include(String... names) {
        return new IndexProjection(Kind.INCLUDE, new LinkedHashSet<>(List.of(names)));
    }
}
