// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Utf8;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * What is true of every value of a key attribute that has the right type, and what the service says where it is not.
 * Thread-safe.
 */
final class KeyRules {
    private static final String NOT_VALID = "One or more parameter values are not valid. ";

    private KeyRules() {}

    /** Returns what is wrong with a value in a key of the table, which is null if nothing is. */
    static @Nullable String problem(TableSchema schema, KeyAttribute attribute, AttributeValue value) {
        if (isEmpty(value)) {
            return NOT_VALID + noEmpty(value) + " Key: " + attribute.name();
        }
        return lengthProblem(schema.keyAttributes(), attribute, value);
    }

    /** Returns what is wrong with a value in a key of an index, which is null if nothing is. */
    static @Nullable String problem(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        if (isEmpty(value)) {
            return NOT_VALID + "A value specified for a secondary index key is not supported. " + noEmpty(value)
                    + " IndexName: " + index.name() + ", IndexKey: " + attribute.name();
        }
        return lengthProblem(index.keyAttributes(), attribute, value);
    }

    /** Returns what is wrong with a value that an update expression gives to a key attribute of an index, or null. */
    static @Nullable String updateProblem(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        if (isEmpty(value)) {
            return NOT_VALID + "The update expression attempted to update a secondary index key to a value that is not"
                    + " supported. " + noEmpty(value);
        }
        return isTooLong(index.keyAttributes(), attribute, value) ? ServiceWords.LONG_INDEX_KEY : null;
    }

    /** Returns what is wrong with paths, none of which may lead into a key attribute, or null. */
    static @Nullable String pathProblem(TableSchema schema, List<AttributePath> paths) {
        for (AttributePath path : paths) {
            String name = path.attribute();
            if (!path.isTopLevel() && schema.isKeyAttribute(name)) {
                return ServiceWords.NO_SCALAR + "Key: " + name;
            } else if (!path.isTopLevel() && schema.indexes().stream().anyMatch(index -> index.isKeyAttribute(name))) {
                return ServiceWords.NO_SCALAR + "IndexKey: " + name;
            }
        }
        return null;
    }

    private static String noEmpty(AttributeValue value) {
        return "The AttributeValue for a key attribute cannot contain an empty "
                + (value.type() == AttributeType.STRING ? "string" : "binary") + " value.";
    }

    private static boolean isEmpty(AttributeValue value) {
        return bytesOf(value) == 0;
    }

    private static @Nullable String lengthProblem(
            List<KeyAttribute> key, KeyAttribute attribute, AttributeValue value) {
        if (!isTooLong(key, attribute, value)) {
            return null;
        }
        return ServiceWords.INVALID_VALUES
                + (isPartition(key, attribute)
                        ? "Size of hashkey has exceeded the maximum size limit of" + TableSchema.MAX_PARTITION_KEY_BYTES
                        : "Aggregated size of all range keys has exceeded the size limit of "
                                + TableSchema.MAX_SORT_KEY_BYTES)
                + " bytes";
    }

    private static boolean isTooLong(List<KeyAttribute> key, KeyAttribute attribute, AttributeValue value) {
        return bytesOf(value)
                > (isPartition(key, attribute) ? TableSchema.MAX_PARTITION_KEY_BYTES : TableSchema.MAX_SORT_KEY_BYTES);
    }

    private static boolean isPartition(List<KeyAttribute> key, KeyAttribute attribute) {
        return attribute.equals(key.get(0));
    }

    /** Numbers are neither empty nor too long. */
    private static int bytesOf(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.length(text.text());
        }
        return value instanceof BinaryValue binary ? binary.bytes().length() : 1;
    }
}
