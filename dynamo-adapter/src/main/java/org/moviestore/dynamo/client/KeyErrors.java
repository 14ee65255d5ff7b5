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
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * What the service answers where a request was refused for a key of the table or an index, which it names. A refusal
 * for anything else is returned as it is. Thread-safe.
 */
final class KeyErrors {
    private static final String INVALID = ServiceWords.INVALID_VALUES;
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
     * An update of one item.
     *
     * @param key the attributes that should be the item's key
     * @param update what changes
     * @param condition what must hold of the stored item
     * @param isLegacy whether the request gives the update as {@code AttributeUpdates}
     */
    record Change(Item key, Update update, Optional<Condition> condition, boolean isLegacy) {
        private List<AttributePath> paths() {
            List<AttributePath> paths = new ArrayList<>(ExpressionLimits.paths(update));
            paths.addAll(KeyErrors.paths(condition));
            return paths;
        }
    }

    /** Returns the answer to an update that was refused. */
    static RuntimeException ofUpdate(TableSchema schema, Change change, InvalidRequestException refusal) {
        if (refusal.code() == ErrorCode.KEY_UPDATE) {
            return answer(keyUpdate(schema, change.update()), refusal);
        }
        return answer(problem(schema, change.paths(), refusal, () -> changeProblem(schema, change)), refusal);
    }

    private static @Nullable String changeProblem(TableSchema schema, Change change) {
        @Nullable String problem = keyProblem(schema, change.key());
        return problem == null ? literalProblem(schema, change.update(), change.isLegacy()) : problem;
    }

    /** Returns the paths that a condition reads. */
    static List<AttributePath> paths(Optional<Condition> condition) {
        return condition.map(ExpressionLimits::paths).orElse(List.of());
    }

    /** Finds what is wrong, which is nothing if it is not with a key. */
    private interface Finding {
        @Nullable
        String problem();
    }

    private static @Nullable String problem(
            TableSchema schema, List<AttributePath> paths, InvalidRequestException refusal, Finding values) {
        if (refusal.code() == ErrorCode.KEY_PATH) {
            return KeyRules.pathProblem(schema, paths);
        }
        return OF_VALUES.contains(refusal.code()) ? values.problem() : null;
    }

    private static RuntimeException answer(@Nullable String problem, InvalidRequestException refusal) {
        if (problem != null) {
            return ServiceErrors.validation(problem, refusal);
        }
        // What is too long is the whole key, since no part of it is.
        return refusal.code() == ErrorCode.KEY_LENGTH
                ? ServiceErrors.validation(
                        INVALID + refusal.getMessage()
                                + " here, unlike in DynamoDB, since not every backend can store more",
                        refusal)
                : refusal;
    }

    private static @Nullable String keyProblem(TableSchema schema, Item key) {
        if (key.attributes().size() != schema.keyAttributes().size()) {
            return ServiceWords.OTHER_KEY;
        }
        for (KeyAttribute attribute : schema.keyAttributes()) {
            @Nullable AttributeValue value = key.attributes().get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                return ServiceWords.OTHER_KEY;
            }
            @Nullable String problem = KeyRules.problem(schema, attribute, value);
            if (problem != null) {
                return problem;
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
            }
            @Nullable String problem = KeyRules.problem(schema, attribute, value);
            if (problem != null) {
                return problem;
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
                }
                @Nullable String problem = KeyRules.problem(index, attribute, value);
                if (problem != null) {
                    return problem;
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
                }
                @Nullable
                String problem = isLegacy
                        ? KeyRules.problem(index, attribute, value)
                        : KeyRules.updateProblem(index, attribute, value);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private static String indexType(SecondaryIndex index, KeyAttribute attribute, AttributeValue value) {
        return INVALID + "Type mismatch for Index Key " + attribute.name() + " Expected: "
                + attribute.type().code() + " Actual: " + value.type().code() + " IndexName: " + index.name();
    }
}
