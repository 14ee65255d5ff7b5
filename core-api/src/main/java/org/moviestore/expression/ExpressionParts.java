// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;

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

    private final class ConditionWalk implements Condition.Visitor<Integer>, Operand.Visitor<Integer> {
        private int operator(Operand... operands) {
            for (Operand operand : operands) {
                operand.accept(this);
            }
            return ++operators;
        }

        @Override
        public Integer path(Operand.Path operand) {
            paths.add(operand.path());
            return operators;
        }

        @Override
        public Integer literal(Operand.Literal operand) {
            literals.add(operand.value());
            return operators;
        }

        @Override
        public Integer size(Operand.Size operand) {
            return operator(operand.operand());
        }

        @Override
        public Integer comparison(Condition.Comparison condition) {
            return operator(condition.left(), condition.right());
        }

        @Override
        public Integer between(Condition.Between condition) {
            return operator(condition.operand(), condition.lower(), condition.upper());
        }

        @Override
        public Integer in(Condition.In condition) {
            condition.candidates().forEach(candidate -> candidate.accept(this));
            return operator(condition.operand());
        }

        @Override
        public Integer attributeExists(Condition.AttributeExists condition) {
            paths.add(condition.path());
            return operator();
        }

        @Override
        public Integer attributeNotExists(Condition.AttributeNotExists condition) {
            paths.add(condition.path());
            return operator();
        }

        @Override
        public Integer hasType(Condition.HasType condition) {
            literals.add(new AttributeValue.StringValue(condition.type().code()));
            return operator(condition.operand());
        }

        @Override
        public Integer beginsWith(Condition.BeginsWith condition) {
            return operator(condition.operand(), condition.prefix());
        }

        @Override
        public Integer contains(Condition.Contains condition) {
            return operator(condition.operand(), condition.part());
        }

        @Override
        public Integer and(Condition.And condition) {
            return joined(condition.conditions());
        }

        @Override
        public Integer or(Condition.Or condition) {
            return joined(condition.conditions());
        }

        private int joined(List<Condition> conditions) {
            conditions.forEach(condition -> condition.accept(this));
            operators += conditions.size() - 1;
            return operators;
        }

        @Override
        public Integer not(Condition.Not condition) {
            condition.condition().accept(this);
            return operator();
        }
    }

    private final class UpdateWalk implements Update.Visitor<Integer>, UpdateValue.Visitor<Integer> {
        @Override
        public Integer set(Update.Set action) {
            paths.add(action.path());
            action.value().accept(this);
            return ++operators;
        }

        @Override
        public Integer remove(Update.Remove action) {
            paths.add(action.path());
            return ++operators;
        }

        @Override
        public Integer add(Update.Add action) {
            paths.add(action.path());
            literals.add(action.operand());
            return ++operators;
        }

        @Override
        public Integer delete(Update.Delete action) {
            paths.add(action.path());
            literals.add(action.operand());
            return ++operators;
        }

        @Override
        public Integer attribute(UpdateValue.Attribute value) {
            paths.add(value.path());
            return operators;
        }

        @Override
        public Integer literal(UpdateValue.Literal value) {
            literals.add(value.value());
            return operators;
        }

        @Override
        public Integer ifNotExists(UpdateValue.IfNotExists value) {
            paths.add(value.path());
            value.fallback().accept(this);
            return ++operators;
        }

        @Override
        public Integer listAppend(UpdateValue.ListAppend value) {
            return both(value.first(), value.second());
        }

        @Override
        public Integer plus(UpdateValue.Plus value) {
            return both(value.left(), value.right());
        }

        @Override
        public Integer minus(UpdateValue.Minus value) {
            return both(value.left(), value.right());
        }

        private int both(UpdateValue first, UpdateValue second) {
            first.accept(this);
            second.accept(this);
            return ++operators;
        }
    }
}
