// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;

/**
 * A declared part of a table's key. Immutable.
 *
 * @param name the attribute's name, 1 to 255 UTF-8 bytes
 * @param type text, number or binary
 */
public record KeyAttribute(String name, AttributeType type) {
    /** The longest name of a key attribute, in UTF-8 bytes. */
    public static final int MAX_NAME_BYTES = 255;

    /**
     * Checks the declaration.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_TYPE} or a code of the name
     */
    public KeyAttribute {
        ItemLimits.checkName(name, MAX_NAME_BYTES);
        Objects.requireNonNull(type, "type");
        if (!type.isOrdered()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_TYPE, "key attribute " + name + " must be S, N or B, got " + type.code());
        }
    }
}
