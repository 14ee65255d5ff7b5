// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * What the service answers where a request was refused for a key of the table or an index, which it names. A refusal
 * for anything else is returned as it is. Thread-safe.
 */
final class KeyErrors {
    static final String OTHER_KEY = "The provided key element does not match the schema";
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NOT_VALID = "One or more parameter values are not valid. ";
    private static final Set<ErrorCode> OF_VALUES = EnumSet.of(
            ErrorCode.KEY_MISSING, ErrorCode.KEY_EXTRA, ErrorCode.KEY_TYPE, ErrorCode.KEY_EMPTY, ErrorCode.KEY_LENGTH);

    private KeyErrors() {}

    /** Returns the answer to a key that was refused, or to a path of an expression that came with it. */
    static RuntimeException ofKey(
            TableSchema schema, Item key, List<AttributePath> paths, InvalidRequestException refusal) {
        return answer(problem(schema, paths, refusal, () -> keyProblem(schema, key)), refusal);
    }

    /** Returns the answer to an item that was refused, or to a path of its condition. */
    static RuntimeException ofItem(
            TableSchema schema, Item item, List<AttributePath> paths, InvalidRequestException refusal) {
        return answer(problem(schema, paths, refusal, () -> itemProblem(schema, item)), refusal);
    }

    /**
     * Returns the answer to an update that was refused.
     *
     * @param isLegacy whether the request gives it as {@code AttributeUpdates}
     */
    static RuntimeException ofUpdate(
            TableSchema schema,
            Item key,
            Update update,
            boolean isLegacy,
            List<AttributePath> paths,
            InvalidRequestException refusal) {
        if (refusal.code() == ErrorCode.KEY_UPDATE) {
            return answer(keyUpdate(schema, update), refusal);
        }
        return answer(
                problem(schema, paths, refusal, () -> {
                    @Nullable String problem = keyProblem(schema, key);
                    return problem == null ? literalProblem(schema, update, isLegacy) : problem;
                }),
                refusal);
    }

    /** Returns the paths that a condition reads. */
    static List<AttributePath> paths(Optional<Condition> condition) {
        return condition.map(ExpressionLimits::paths).orElse(List.of());
    }

    /** Returns the paths of an update and of its condition. */
    static List<AttributePath> paths(Update update, Optional<Condition> condition) {
        List<AttributePath> paths = new ArrayList<>(ExpressionLimits.paths(update));
        paths.addAll(paths(condition));
        return paths;
    }

    /** Finds what is wrong, which is nothing if it is not with a key. */
    private interface Finding {
        @Nullable
        String problem();
    }

    private static @Nullable String problem(
            TableSchema schema, List<AttributePath> paths, InvalidRequestException refusal, Finding values) {
        if (refusal.code() == ErrorCode.KEY_PATH) {
            return pathProblem(schema, paths);
        }
        return OF_VALUES.contains(refusal.code()) ? values.problem() : null;
    }

    private static RuntimeException answer(@Nullable String problem, InvalidRequestException refusal) {
        return problem == null ? refusal : ServiceErrors.validation(problem, refusal);
    }

    private static @Nullable String keyProblem(TableSchema schema, Item key) {
        if (key.attributes().size() != schema.keyAttributes().size()) {
            return OTHER_KEY;
        }
        for (KeyAttribute attribute : schema.keyAttributes()) {
            @Nullable AttributeValue value = key.attributes().get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                return OTHER_KEY;
            } else if (isEmpty(value)) {
                return NOT_VALID + noEmpty(value) + " Key: " + attribute.name();
            } else if (isTooLong(schema.keyAttributes(), attribute, value)) {
                return tooLong(schema.keyAttributes(), attribute);
            }
        }
        return null;
    }

    private static @Nullable String itemProblem(TableSchema schema, Item item) {
        for (KeyAttribute attribute : schema.keyAttributes()) {
            @Nullable AttributeValue value = item.attributes().get(attribute.name());
            if (value == null) {
                return INVALID + "Missing the key " + attribute.name() + " in the item";
            } else if (value.type() != attribute.type()) {
                return INVALID + "Type mismatch for key " + attribute.name() + " expected: "
                        + attribute.type().code() + " actual: " + value.type().code();
            } else if (isEmpty(value)) {
                return NOT_VALID + noEmpty(value) + " Key: " + attribute.name();
            } else if (isTooLong(schema.keyAttributes(), attribute, value)) {
                return tooLong(schema.keyAttributes(), attribute);
            }
        }
        return indexProblem(schema, item);
    }

    private static @Nullable String indexProblem(TableSchema schema, Item item) {
        for (SecondaryIndex index : schema.indexes()) {
            for (KeyAttribute attribute : index.keyAttributes()) {
                @Nullable AttributeValue value = item.attributes().get(attribute.name());
                if (value == null) {
                    continue;
                } else if (value.type() != attribute.type()) {
                    return indexType(index, attribute, value);
                } else if (isEmpty(value)) {
                    return noEmptyIndexKey(index, attribute, value);
                } else if (isTooLong(index.keyAttributes(), attribute, value)) {
                    return tooLong(index.keyAttributes(), attribute);
                }
            }
        }
        return null;
    }

    private static @Nullable String keyUpdate(TableSchema schema, Update update) {
        for (KeyAttribute attribute : schema.keyAttributes()) {
            for (Update.Action action : update.actions()) {
                if (action.path().attribute().equals(attribute.name())) {
                    return INVALID + "Cannot update attribute " + attribute.name()
                            + ". This attribute is part of the key";
                }
            }
        }
        return null;
    }

    /** Finds what is wrong with a value that an update gives to a key attribute of an index. */
    private static @Nullable String literalProblem(TableSchema schema, Update update, boolean isLegacy) {
        for (Update.Action action : update.actions()) {
            if (action instanceof Update.Set set
                    && set.path().isTopLevel()
                    && set.value() instanceof UpdateValue.Literal literal) {
                @Nullable String problem = literalProblem(schema, set.path().attribute(), literal.value(), isLegacy);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private static @Nullable String literalProblem(
            TableSchema schema, String name, AttributeValue value, boolean isLegacy) {
        for (SecondaryIndex index : schema.indexes()) {
            for (KeyAttribute attribute : index.keyAttributes()) {
                if (!attribute.name().equals(name)) {
                    continue;
                } else if (value.type() != attribute.type()) {
                    return indexType(index, attribute, value);
                } else if (isEmpty(value)) {
                    return isLegacy
                            ? noEmptyIndexKey(index, attribute, value)
                            : NOT_VALID + "The update expression attempted to update a secondary index key to a value"
                                    + " that is not supported. " + noEmpty(value);
                } else if (isTooLong(index.keyAttributes(), attribute, value)) {
                    return "The update expression attempted to update the secondary index key beyond allowed size"
                            + " limits";
                }
            }
        }
        return null;
    }

    private static @Nullable String pathProblem(TableSchema schema, List<AttributePath> paths) {
        for (AttributePath path : paths) {
            String name = path.attribute();
            if (!path.isTopLevel() && schema.isKeyAttribute(name)) {
                return noScalar("Key: " + name);
            } else if (!path.isTopLevel() && schema.indexes().stream().anyMatch(index -> index.isKeyAttribute(name))) {
                return noScalar("IndexKey: " + name);
            }
        }
        return null;
    }

    private static String noScalar(String key) {
        return "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " + key;
    }

    private static String indexType(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        return INVALID + "Type mismatch for Index Key " + attribute.name() + " Expected: "
                + attribute.type().code() + " Actual: " + value.type().code() + " IndexName: " + index.name();
    }

    private static String noEmptyIndexKey(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        return NOT_VALID + "A value specified for a secondary index key is not supported. " + noEmpty(value)
                + " IndexName: " + index.name() + ", IndexKey: " + attribute.name();
    }

    private static String noEmpty(AttributeValue value) {
        return "The AttributeValue for a key attribute cannot contain an empty "
                + (value.type() == AttributeType.STRING ? "string" : "binary") + " value.";
    }

    private static boolean isEmpty(AttributeValue value) {
        return bytesOf(value) == 0;
    }

    private static boolean isTooLong(List<KeyAttribute> key, KeyAttribute attribute, AttributeValue value) {
        return bytesOf(value)
                > (attribute.equals(key.get(0)) ? TableSchema.MAX_PARTITION_KEY_BYTES : TableSchema.MAX_SORT_KEY_BYTES);
    }

    private static String tooLong(List<KeyAttribute> key, KeyAttribute attribute) {
        return attribute.equals(key.get(0))
                ? INVALID + "Size of hashkey has exceeded the maximum size limit of"
                        + TableSchema.MAX_PARTITION_KEY_BYTES + " bytes"
                : INVALID + "Aggregated size of all range keys has exceeded the size limit of "
                        + TableSchema.MAX_SORT_KEY_BYTES + " bytes";
    }

    /** Numbers are neither empty nor too long. */
    private static int bytesOf(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.length(text.text());
        }
        return value instanceof BinaryValue binary ? binary.bytes().length() : 1;
    }
}
