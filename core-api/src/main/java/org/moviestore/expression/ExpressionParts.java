// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** What an expression is made of, found by walking its tree: paths, literals and how many operators and functions. */
final class ExpressionParts {
    private final List<AttributePath> paths = new ArrayList<>();
    private final List<AttributeValue> literals = new ArrayList<>();
    private int operators;

    private ExpressionParts() {}

    static ExpressionParts of(Condition condition) {
        ExpressionParts parts = new ExpressionParts();
        condition.accept(parts.new ConditionWalk());
        return parts;
    }

    static ExpressionParts of(Update update) {
        ExpressionParts parts = new ExpressionParts();
        UpdateWalk walk = parts.new UpdateWalk();
        update.actions().forEach(action -> action.accept(walk));
        return parts;
    }

    static ExpressionParts of(Projection projection) {
        ExpressionParts parts = new ExpressionParts();
        parts.paths.addAll(projection.paths());
        return parts;
    }

    List<AttributePath> paths() {
        return paths;
    }

    List<AttributeValue> literals() {
        return literals;
    }

    int operators() {
        return operators;
    }

    /** Counts before what is below is walked, so that no tree is deep enough to use up the stack. */
    private ExpressionParts count(int more) {
        operators += more;
        if (operators > ExpressionLimits.MAX_OPERATORS) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_OPERATORS,
                    "expression uses more than " + ExpressionLimits.MAX_OPERATORS + " operators and functions");
        }
        return this;
    }

    private final class ConditionWalk implements Condition.Visitor<ExpressionParts>, Operand.Visitor<ExpressionParts> {
        private ExpressionParts operator(Operand... operands) {
            count(1);
            for (Operand operand : operands) {
                operand.accept(this);
            }
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts path(Operand.Path operand) {
            paths.add(operand.path());
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts literal(Operand.Literal operand) {
            literals.add(operand.value());
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts size(Operand.Size operand) {
            return operator(operand.operand());
        }

        @Override
        public ExpressionParts comparison(Condition.Comparison condition) {
            return operator(condition.left(), condition.right());
        }

        @Override
        public ExpressionParts between(Condition.Between condition) {
            return operator(condition.operand(), condition.lower(), condition.upper());
        }

        @Override
        public ExpressionParts in(Condition.In condition) {
            condition.candidates().forEach(candidate -> candidate.accept(this));
            return operator(condition.operand());
        }

        @Override
        public ExpressionParts attributeExists(Condition.AttributeExists condition) {
            paths.add(condition.path());
            return operator();
        }

        @Override
        public ExpressionParts attributeNotExists(Condition.AttributeNotExists condition) {
            paths.add(condition.path());
            return operator();
        }

        @Override
        public ExpressionParts hasType(Condition.HasType condition) {
            literals.add(new AttributeValue.StringValue(condition.type().code()));
            return operator(condition.operand());
        }

        @Override
        public ExpressionParts beginsWith(Condition.BeginsWith condition) {
            return operator(condition.operand(), condition.prefix());
        }

        @Override
        public ExpressionParts contains(Condition.Contains condition) {
            return operator(condition.operand(), condition.part());
        }

        @Override
        public ExpressionParts and(Condition.And condition) {
            return joined(condition.conditions());
        }

        @Override
        public ExpressionParts or(Condition.Or condition) {
            return joined(condition.conditions());
        }

        private ExpressionParts joined(List<Condition> conditions) {
            count(conditions.size() - 1);
            conditions.forEach(condition -> condition.accept(this));
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts not(Condition.Not condition) {
            count(1);
            return condition.condition().accept(this);
        }
    }

    private final class UpdateWalk implements Update.Visitor<ExpressionParts>, UpdateValue.Visitor<ExpressionParts> {
        @Override
        public ExpressionParts set(Update.Set action) {
            count(1);
            paths.add(action.path());
            return action.value().accept(this);
        }

        @Override
        public ExpressionParts remove(Update.Remove action) {
            paths.add(action.path());
            return count(1);
        }

        @Override
        public ExpressionParts add(Update.Add action) {
            paths.add(action.path());
            literals.add(action.operand());
            return count(1);
        }

        @Override
        public ExpressionParts delete(Update.Delete action) {
            paths.add(action.path());
            literals.add(action.operand());
            return count(1);
        }

        @Override
        public ExpressionParts attribute(UpdateValue.Attribute value) {
            paths.add(value.path());
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts literal(UpdateValue.Literal value) {
            literals.add(value.value());
            return ExpressionParts.this;
        }

        @Override
        public ExpressionParts ifNotExists(UpdateValue.IfNotExists value) {
            count(1);
            paths.add(value.path());
            return value.fallback().accept(this);
        }

        @Override
        public ExpressionParts listAppend(UpdateValue.ListAppend value) {
            return both(value.first(), value.second());
        }

        @Override
        public ExpressionParts plus(UpdateValue.Plus value) {
            return both(value.left(), value.right());
        }

        @Override
        public ExpressionParts minus(UpdateValue.Minus value) {
            return both(value.left(), value.right());
        }

        private ExpressionParts both(UpdateValue first, UpdateValue second) {
            count(1);
            first.accept(this);
            return second.accept(this);
        }
    }
}
