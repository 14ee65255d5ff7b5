// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** The rules for operands that are known before any item is: literal types, and the first operand standing alone. */
final class Operands {
    private Operands() {}

    /** Refuses a size where only operands of other types than numbers make sense. */
    static void refuseSize(String operation, Operand operand) {
        if (operand instanceof Operand.Size) {
            throw new InvalidRequestException(
                    ErrorCode.OPERAND_TYPE,
                    operation + " cannot take a size, which is a number",
                    new ExpressionFault.OperandType(operation, AttributeType.NUMBER));
        }
    }

    static void refuseLiteral(String operation, Operand operand, AttributeType... refused) {
        requireLiteral(operation, operand, type -> !Arrays.asList(refused).contains(type));
    }

    static void requireLiteral(String operation, Operand operand, Predicate<AttributeType> allowed) {
        if (operand instanceof Operand.Literal literal
                && !allowed.test(literal.value().type())) {
            throw literalType(operation, literal.value().type());
        }
    }

    static InvalidRequestException literalType(String operation, AttributeType type) {
        return new InvalidRequestException(
                ErrorCode.OPERAND_TYPE,
                operation + " cannot take a " + type.code() + " literal",
                new ExpressionFault.OperandType(operation, type));
    }

    static void requireDistinct(String operation, Operand first, List<Operand> others) {
        if (first instanceof Operand.Path same && others.contains(first)) {
            throw new InvalidRequestException(
                    ErrorCode.OPERAND_SAME,
                    operation + " compares " + first + " with itself",
                    new ExpressionFault.SameOperand(operation, same.path()));
        }
    }
}
