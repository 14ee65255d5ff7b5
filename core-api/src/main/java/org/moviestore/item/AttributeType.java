// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.List;
import java.util.Optional;

/** The ten types an {@link AttributeValue} can have, with the codes that DynamoDB writes for them. Immutable. */
public enum AttributeType {
    /** Text. */
    STRING("S"),
    /** An exact decimal number. */
    NUMBER("N"),
    /** Bytes. */
    BINARY("B"),
    /** True or false. */
    BOOLEAN("BOOL"),
    /** The null value, which is not the same as a missing attribute. */
    NULL("NULL"),
    /** An ordered list of values of any type. */
    LIST("L"),
    /** Names and values of any type. */
    MAP("M"),
    /** A set of distinct texts. */
    STRING_SET("SS"),
    /** A set of distinct numbers. */
    NUMBER_SET("NS"),
    /** A set of distinct byte strings. */
    BINARY_SET("BS");

    /** Not copied for each search, as {@link #values} is. */
    private static final List<AttributeType> ALL = List.of(values());

    private final String code;

    AttributeType(String code) {
        this.code = code;
    }

    /** Returns DynamoDB's code of this type, such as {@code S} or {@code BOOL}. */
    public String code() {
        return code;
    }

    /** Returns the type with the given code (case matters), or empty if there is none. */
    public static Optional<AttributeType> fromCode(String code) {
        for (AttributeType type : ALL) {
            if (type.code.equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Says whether values of this type have an order ({@code <}, {@code BETWEEN}) and may be keys: S, N and B. */
    public boolean isOrdered() {
        return this == STRING || this == NUMBER || this == BINARY;
    }

    /** Says whether this is one of the three set types. */
    public boolean isSet() {
        return this == STRING_SET || this == NUMBER_SET || this == BINARY_SET;
    }
}
