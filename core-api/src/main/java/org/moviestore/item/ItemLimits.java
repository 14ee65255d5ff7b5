// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;

/**
 * The limits on what a caller may write, the same on every backend. They are checked when a write or a key is made,
 * never when a value comes back from a backend. Thread-safe.
 */
public final class ItemLimits {
    /** The largest item, in bytes as {@link ItemSize} counts them. */
    public static final int MAX_ITEM_BYTES = 409_600;
    /** The longest attribute name, in UTF-8 bytes. */
    public static final int MAX_NAME_BYTES = 65_535;
    /** The most containers (lists and maps) that may stand inside each other under one attribute. */
    public static final int MAX_NESTING = 31;

    private ItemLimits() {}

    /**
     * Checks all limits of an item that a caller wants to write: names, text, nesting and size.
     *
     * @throws InvalidRequestException with the code of the broken limit
     */
    public static void checkItem(Item item) {
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            checkName(attribute.getKey());
            checkContent(attribute.getValue(), attribute.getKey(), 0);
        }
        checkSize(item);
    }

    /**
     * Checks the limits that the result of an update can break although its parts did not: nesting and size.
     *
     * @throws InvalidRequestException with {@link ErrorCode#NESTING} or {@link ErrorCode#ITEM_SIZE}
     */
    public static void checkShape(Item item) {
        item.attributes().forEach(ItemLimits::checkNesting);
        checkSize(item);
    }

    private static void checkSize(Item item) {
        int size = ItemSize.of(item);
        if (size > MAX_ITEM_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.ITEM_SIZE, "item is " + size + " bytes; limit " + MAX_ITEM_BYTES);
        }
    }

    /**
     * Checks text, names and nesting of a single value that a caller wants to write or compare with.
     *
     * @throws InvalidRequestException with the code of the broken limit
     */
    public static void checkValue(AttributeValue value, String place) {
        checkContent(value, place, 0);
    }

    /**
     * Checks an attribute name: 1 to 65,535 UTF-8 bytes of well-formed text without U+0000.
     *
     * @throws InvalidRequestException with {@link ErrorCode#NAME_EMPTY}, {@link ErrorCode#NAME_LENGTH},
     *     {@link ErrorCode#TEXT_NUL} or {@link ErrorCode#TEXT_SURROGATE}
     */
    public static void checkName(String name) {
        checkName(name, MAX_NAME_BYTES);
    }

    /** Checks an attribute name against another limit of its length; see {@link #checkName(String)}. */
    public static void checkName(String name, int maxBytes) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new InvalidRequestException(ErrorCode.NAME_EMPTY, "attribute name is empty");
        }
        int length = Utf8.length(name);
        if (length > maxBytes) {
            throw new InvalidRequestException(
                    ErrorCode.NAME_LENGTH, "attribute name is " + length + " bytes; limit " + maxBytes);
        }
        checkText(name, "an attribute name");
    }

    /** Checks text, names and nesting of a value inside so many containers; looks no deeper than the limit. */
    private static void checkContent(AttributeValue value, String place, int nesting) {
        if (value instanceof StringValue string) {
            checkText(string.text(), place);
        } else if (value instanceof StringSetValue set) {
            set.members().forEach(member -> checkText(member, place));
        } else if (value instanceof ListValue list) {
            checkNesting(place, nesting);
            for (AttributeValue element : list.elements()) {
                checkContent(element, place, nesting + 1);
            }
        } else if (value instanceof MapValue map) {
            checkNesting(place, nesting);
            for (Map.Entry<String, AttributeValue> entry : map.entries().entrySet()) {
                checkName(entry.getKey());
                checkContent(entry.getValue(), place, nesting + 1);
            }
        }
    }

    private static void checkText(String text, String place) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit != 0 && unit < Character.MIN_SURROGATE) {
                continue;
            }
            if (unit == 0) {
                throw new InvalidRequestException(
                        ErrorCode.TEXT_NUL,
                        "text contains U+0000, which not every backend can store (at " + place + ")");
            }
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new InvalidRequestException(
                            ErrorCode.TEXT_SURROGATE, "text contains an unpaired surrogate (at " + place + ")");
                }
                i++;
            }
        }
    }

    private static void checkNesting(String name, AttributeValue value) {
        if (nestsDeeperThan(MAX_NESTING, value)) {
            throw tooDeep(name);
        }
    }

    private static void checkNesting(String place, int nesting) {
        if (nesting >= MAX_NESTING) {
            throw tooDeep(place);
        }
    }

    private static InvalidRequestException tooDeep(String place) {
        return new InvalidRequestException(
                ErrorCode.NESTING, "value nests more than " + MAX_NESTING + " containers (at " + place + ")");
    }

    /** Looks no deeper than the limit, since a value may nest deeper than the stack. */
    private static boolean nestsDeeperThan(int limit, AttributeValue value) {
        Collection<AttributeValue> inner;
        if (value instanceof ListValue list) {
            inner = list.elements();
        } else if (value instanceof MapValue map) {
            inner = map.entries().values();
        } else {
            return false;
        }
        if (limit == 0) {
            return true;
        }
        for (AttributeValue element : inner) {
            if (nestsDeeperThan(limit - 1, element)) {
                return true;
            }
        }
        return false;
    }
}
