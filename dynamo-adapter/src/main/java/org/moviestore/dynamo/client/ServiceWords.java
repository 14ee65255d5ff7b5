// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.EnumMap;
import java.util.Map;
import org.moviestore.item.ErrorCode;

/** What the service says of broken rules, as far as its documentation tells. Immutable. */
final class ServiceWords {
    static final String TOO_PRECISE = "Attempting to store more than 38 significant digits in a Number";
    static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported range";
    static final String UNDERFLOW =
            "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    static final String TOO_DEEP = "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
            + " levels beyond supported limit";
    static final String NO_NAME = "Empty attribute name";
    static final String LONG_NAME = "Attribute name is too large, must be less than 65536 bytes";

    static final String LARGE_ITEM = "Item size has exceeded the maximum allowed size";

    static final String OTHER_KEY = "The provided key element does not match the schema";
    /** What most refusals of values begin with. */
    static final String INVALID_VALUES = "One or more parameter values were invalid: ";
    /** Said of a path into a key attribute, before whose key that is. */
    static final String NO_SCALAR =
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";

    static final String LONG_INDEX_KEY =
            "The update expression attempted to update the secondary index key beyond allowed size limits";

    private static final Map<ErrorCode, String> UPDATES = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    ErrorCode.OPERAND_MISSING,
                    "The provided expression refers to an attribute that does not exist in the item"),
            Map.entry(ErrorCode.OPERAND_TYPE, "An operand in the update expression has an incorrect data type"),
            Map.entry(
                    ErrorCode.PATH_INVALID,
                    "The document path provided in the update expression is invalid for update"),
            Map.entry(ErrorCode.ITEM_SIZE, "Item size to update has exceeded the maximum allowed size"),
            Map.entry(ErrorCode.NESTING, "Nesting Levels have exceeded supported limits"),
            Map.entry(ErrorCode.NUMBER_PRECISION, OVERFLOW),
            Map.entry(ErrorCode.NUMBER_RANGE, OVERFLOW),
            Map.entry(
                    ErrorCode.KEY_TYPE,
                    "The update expression attempted to update the secondary index key to unsupported type"),
            Map.entry(
                    ErrorCode.KEY_EMPTY,
                    "One or more parameter values are not valid. The update expression attempted to update a secondary"
                            + " index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value."),
            Map.entry(ErrorCode.KEY_LENGTH, LONG_INDEX_KEY)));

    private static final Map<ErrorCode, String> REQUESTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ErrorCode.NUMBER_PRECISION, TOO_PRECISE),
            Map.entry(ErrorCode.NUMBER_RANGE, OVERFLOW),
            Map.entry(ErrorCode.NAME_EMPTY, NO_NAME),
            Map.entry(ErrorCode.NAME_LENGTH, LONG_NAME),
            Map.entry(ErrorCode.NESTING, TOO_DEEP),
            Map.entry(ErrorCode.ITEM_SIZE, LARGE_ITEM),
            Map.entry(ErrorCode.KEY_MISSING, OTHER_KEY),
            Map.entry(ErrorCode.KEY_EXTRA, OTHER_KEY),
            Map.entry(ErrorCode.KEY_TYPE, OTHER_KEY),
            Map.entry(ErrorCode.TX_DUPLICATE, "Transaction request cannot include multiple operations on one item")));

    /** Said behind limits that the service has wider, of what stores are sent. */
    private static final Map<ErrorCode, String> NARROWER = new EnumMap<>(Map.of(
            ErrorCode.EXPR_LENGTH,
            " as it is sent to a store, with a placeholder for each name and each use of a value, which this client"
                    + " refuses, unlike DynamoDB; use fewer of them",
            ErrorCode.EXPR_VALUES_SIZE,
            ", each counted as often as it is used, which this client refuses, unlike DynamoDB; use fewer or shorter"
                    + " ones"));

    private ServiceWords() {}

    /** Returns what the service says if an update cannot be applied to a stored item. */
    static String ofUpdate(ErrorCode code) {
        String words = UPDATES.get(code);
        return words == null ? INVALID_VALUES + code : words;
    }

    /** Returns what the service says of a request, or the given words behind its own where it has none. */
    static String ofRequest(ErrorCode code, String otherwise) {
        String words = REQUESTS.get(code);
        return words == null ? INVALID_VALUES + otherwise + NARROWER.getOrDefault(code, "") : words;
    }
}
