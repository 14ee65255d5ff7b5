// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Update;
import org.moviestore.item.InvalidRequestException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The limits of expressions, which those parameters from before expressions have here as well that the store is sent as
 * one. The service has none of them for these. Thread-safe.
 */
final class LegacyLimits {
    private LegacyLimits() {}

    /** Returns the condition that {@code Expected} comes to, unless that is more than an expression may be. */
    static Optional<Condition> expected(Optional<Condition> condition) {
        try {
            condition.ifPresent(ExpressionLimits::check);
        } catch (InvalidRequestException e) {
            throw refused("the conditions of Expected", e);
        }
        return condition;
    }

    /** Returns the update that {@code AttributeUpdates} come to, unless that is more than an expression may be. */
    static Update attributeUpdates(Update update) {
        try {
            ExpressionLimits.check(update);
        } catch (InvalidRequestException e) {
            throw refused("the attributes of AttributeUpdates", e);
        }
        return update;
    }

    private static DynamoDbException refused(String what, InvalidRequestException limit) {
        return ServiceErrors.validation(
                ServiceWords.INVALID_VALUES + what + " come to more than "
                        + switch (limit.code()) {
                            case EXPR_OPERATORS -> ExpressionLimits.MAX_OPERATORS + " operators";
                            case EXPR_LENGTH -> ExpressionLimits.MAX_TEXT_BYTES + " bytes of an expression";
                            default -> ExpressionLimits.MAX_VALUES_BYTES + " bytes of names and values";
                        }
                        + ", which this client refuses, unlike DynamoDB; give fewer of them",
                limit);
    }
}
