// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

/**
 * Why a request was refused or an update rejected. The same mistake has the same code on every backend, so programs and
 * tests compare codes and never message text.
 */
public enum ErrorCode {
    /** The text is not a decimal number. */
    NUMBER_SYNTAX,
    /** The number needs more than 38 significant digits. */
    NUMBER_PRECISION,
    /** The number is neither zero nor between 1E-130 and 9.99…E125 in magnitude. */
    NUMBER_RANGE,
    /** Text or a name contains U+0000. */
    TEXT_NUL,
    /** Text or a name contains an unpaired surrogate. */
    TEXT_SURROGATE,
    /** A set has no member. */
    SET_EMPTY,
    /** A set repeats a member. */
    SET_DUPLICATE,
    /** An attribute name is empty. */
    NAME_EMPTY,
    /** An attribute name is too long. */
    NAME_LENGTH,
    /** A value nests more than 31 containers. */
    NESTING,
    /** An item is larger than 409,600 bytes. */
    ITEM_SIZE,
    /** A table name is not 3 to 255 of letters, digits, {@code _}, {@code .} and {@code -}. */
    TABLE_NAME,
    /** A key attribute is missing. */
    KEY_MISSING,
    /** A key has an attribute that is not part of the table's key. */
    KEY_EXTRA,
    /** A key attribute has another type than the table declares. */
    KEY_TYPE,
    /** A key attribute is empty. */
    KEY_EMPTY,
    /** A key attribute is too long. */
    KEY_LENGTH,
    /** A path leads into a key attribute. */
    KEY_PATH,
    /** Expression text does not follow the grammar. */
    EXPR_SYNTAX,
    /** An expression is longer than 4,096 bytes. */
    EXPR_LENGTH,
    /** An expression uses more than 300 operators and functions. */
    EXPR_OPERATORS,
    /** A path has more than 32 elements. */
    EXPR_PATH_DEPTH,
    /** A placeholder is not defined, is badly named, or (in strict mode) is never used. */
    EXPR_PLACEHOLDER,
    /** Names and values of an expression total more than 1,000,000 bytes. */
    EXPR_VALUES_SIZE,
    /** IN lists no value, or more than 100. */
    IN_SIZE,
    /** An operator or function cannot take an operand of this type, or an update met one in the stored item. */
    OPERAND_TYPE,
    /** An operator compares a path with itself. */
    OPERAND_SAME,
    /** An update reads an attribute that the item does not have. */
    OPERAND_MISSING,
    /** The bounds of BETWEEN are reversed or of different types. */
    BETWEEN_BOUNDS,
    /** Two paths of an update or a projection overlap. */
    PATH_OVERLAP,
    /** Two paths treat the same place as a map and as a list. */
    PATH_CONFLICT,
    /** The path of an update leads through something that is missing or of the wrong type. */
    PATH_INVALID,
    /** An update names a key attribute. */
    KEY_UPDATE,
    /** A list index is negative or too large. */
    LIST_INDEX,
    /** A page limit, or a number of calls at once, is below 1. */
    LIMIT_RANGE,
    /** The filter of a query names a key attribute. */
    QUERY_FILTER_KEY,
    /** A key condition is not equality on the partition key with at most one test of the sort key. */
    KEY_CONDITION,
    /** A page token or start position does not fit the query. */
    PAGE_TOKEN,
    /** The name of a secondary index is not one, or is used twice. */
    INDEX_NAME,
    /** A table has too many indexes, or a local one is to be added to it or dropped. */
    INDEX_LIMIT,
    /** The table declares no index of that name. */
    INDEX_UNKNOWN,
    /** An index does not hold an attribute that a request asks of it, or says badly which attributes it holds. */
    INDEX_PROJECTION,
    /** A consistent read of a global index. */
    INDEX_CONSISTENCY,
    /** A segment of a scan does not exist. */
    SEGMENTS,
    /** A full scan, of a store that refuses them. */
    FULL_SCAN,
    /** A request to count items has a projection. */
    SELECT_COUNT,
    /** A transaction has no action, or more than 100. */
    TX_SIZE,
    /** The actions of a transaction are larger than 4 MiB together, or the items that it reads. */
    TX_BYTES,
    /** A transaction names an item twice. */
    TX_DUPLICATE,
    /** A client token is not 1 to 36 characters. */
    TX_TOKEN,
    /** A client token was used for another transaction. */
    TX_TOKEN_MISMATCH,
    /** An action of a transaction asks for something to be returned on success. */
    TX_RETURN_VALUES,
    /** A batch get names no key, a key twice, or more keys than one call takes. */
    BATCH_GET,
    /** A batch write has nothing to write, writes a key twice, or more than one call takes. */
    BATCH_WRITE,
    /** A write of a versioned table does not say which version it expects, or says so where no version is kept. */
    VERSION,
    /** A request was made from another table's schema. */
    TABLE_MISMATCH,
    /** Provisioned throughput is below one unit. */
    THROUGHPUT_RANGE,
    /** The text is not well-formed JSON, or not JSON of the expected form. */
    JSON_SYNTAX,
    /** A JSON object gives a member twice. */
    JSON_DUPLICATE,
    /** A record cannot be a movie: its year or title is missing or of the wrong type. */
    MOVIE_FORM,
    /** A store URL cannot be understood. */
    STORE_URL
}
