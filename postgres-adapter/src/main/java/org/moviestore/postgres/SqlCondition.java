// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;

/**
 * Writes a condition as SQL. Every leaf is true or false on every item, never NULL and never an error, so AND, OR and
 * NOT mean in SQL what they mean in a condition. Names and values are parameters. Types are tested by CASE and not by
 * AND, whose sides SQL evaluates in any order.
 */
final class SqlCondition implements Condition.Visitor<Sql> {
    private static final List<AttributeType> ORDERED =
            List.of(AttributeType.NUMBER, AttributeType.STRING, AttributeType.BINARY);

    private final Sql out;
    private final String column;

    private SqlCondition(Sql out, String column) {
        this.out = out;
        this.column = column;
    }

    /** Adds the condition, in parentheses where they are needed, on the items of a column such as {@code t.item}. */
    static Sql write(Sql out, Condition condition, String column) {
        return new SqlCondition(out, column).write(condition);
    }

    private Sql write(Condition condition) {
        if (ExpressionLimits.paths(condition).isEmpty()) {
            return out.add(String.valueOf(condition.holdsOn(Item.EMPTY)));
        }
        return condition.accept(this);
    }

    private SqlOperand operand(Operand operand) {
        return SqlOperand.of(operand, column);
    }

    @Override
    public Sql comparison(Condition.Comparison condition) {
        return compare(operand(condition.left()), condition.comparator(), operand(condition.right()));
    }

    private Sql compare(SqlOperand left, Comparator comparator, SqlOperand right) {
        return switch (comparator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> {
                out.add("NOT ");
                yield equal(left, right);
            }
            default -> ordered(left, comparator, right);
        };
    }

    private Sql equal(SqlOperand left, SqlOperand right) {
        left.json(out.add("coalesce(")).add(" = ");
        return right.json(out).add(", false)");
    }

    private Sql ordered(SqlOperand left, Comparator comparator, SqlOperand right) {
        if (isAboveNumber(left, comparator, right)) {
            return aboveNumber(left, comparator, right);
        } else if (isAboveNumber(right, comparator.swapped(), left)) {
            return aboveNumber(right, comparator.swapped(), left);
        }
        Cases cases = new Cases();
        String sign = comparator.sign();
        for (AttributeType type : ORDERED) {
            if (left.mayBe(type) && right.mayBe(type)) {
                cases.when(type, left, right);
                switch (type) {
                    case STRING -> right.text(left.text(out).add(" ").add(sign).add(" "));
                    case BINARY ->
                        right.bytes(left.bytes(out).add(" ").add(sign).add(" "));
                    default -> right.json(left.json(out).add(" ").add(sign).add(" "));
                }
            }
        }
        return cases.end();
    }

    private static boolean isAboveNumber(SqlOperand left, Comparator comparator, SqlOperand right) {
        return right.isAlways(AttributeType.NUMBER)
                && left.mayBe(AttributeType.NUMBER)
                && !left.isAlways(AttributeType.NUMBER)
                && (comparator == Comparator.GREATER || comparator == Comparator.GREATER_OR_EQUAL);
    }

    /**
     * In the order of jsonb only numbers stand between a number and the booleans, so that the type needs no look: most
     * items fail the first test, and that is all that is computed of them.
     */
    private Sql aboveNumber(SqlOperand left, Comparator comparator, SqlOperand right) {
        right.json(
                left.json(out.add("coalesce(")).add(" ").add(comparator.sign()).add(" "));
        return left.json(out.add(" AND ")).add(" < 'false'::jsonb, false)");
    }

    /** The arms of a CASE, one for each type that the operands may share, which is false where none fits. */
    private final class Cases {
        private boolean any;

        /** Begins the arm for operands that have the given types; what it comes to must be written next. */
        void when(AttributeType type, SqlOperand... operands) {
            out.add(any ? " WHEN " : "coalesce(CASE WHEN ");
            any = true;
            String separator = "";
            for (SqlOperand operand : operands) {
                if (!operand.isAlways(type)) {
                    operand.hasType(out.add(separator), type);
                    separator = " AND ";
                }
            }
            out.add(separator.isEmpty() ? "true THEN " : " THEN ");
        }

        Sql end() {
            return out.add(any ? " END, false)" : "false");
        }
    }

    @Override
    public Sql between(Condition.Between condition) {
        SqlOperand operand = operand(condition.operand());
        out.add("(");
        compare(operand, Comparator.GREATER_OR_EQUAL, operand(condition.lower()))
                .add(" AND ");
        return compare(operand, Comparator.LESS_OR_EQUAL, operand(condition.upper()))
                .add(")");
    }

    @Override
    public Sql in(Condition.In condition) {
        operand(condition.operand()).json(out.add("coalesce(")).add(" IN (");
        String separator = "";
        for (Operand candidate : condition.candidates()) {
            operand(candidate).json(out.add(separator));
            separator = ", ";
        }
        return out.add("), false)");
    }

    @Override
    public Sql attributeExists(Condition.AttributeExists condition) {
        return SqlOperand.of(condition.path(), column).json(out).add(" IS NOT NULL");
    }

    @Override
    public Sql attributeNotExists(Condition.AttributeNotExists condition) {
        return SqlOperand.of(condition.path(), column).json(out).add(" IS NULL");
    }

    @Override
    public Sql hasType(Condition.HasType condition) {
        return operand(condition.operand())
                .hasType(out.add("coalesce("), condition.type())
                .add(", false)");
    }

    @Override
    public Sql beginsWith(Condition.BeginsWith condition) {
        SqlOperand operand = operand(condition.operand());
        SqlOperand prefix = operand(condition.prefix());
        Cases cases = new Cases();
        if (operand.mayBe(AttributeType.STRING) && prefix.mayBe(AttributeType.STRING)) {
            cases.when(AttributeType.STRING, operand, prefix);
            operand.text(out.add("starts_with(")).add(", ");
            prefix.text(out).add(")");
        }
        if (operand.mayBe(AttributeType.BINARY) && prefix.mayBe(AttributeType.BINARY)) {
            cases.when(AttributeType.BINARY, operand, prefix);
            operand.bytes(out.add("substring(")).add(" FROM 1 FOR octet_length(");
            prefix.bytes(out).add(")) = ");
            prefix.bytes(out);
        }
        return cases.end();
    }

    @Override
    public Sql contains(Condition.Contains condition) {
        SqlOperand whole = operand(condition.operand());
        SqlOperand part = operand(condition.part());
        Cases cases = new Cases();
        if (whole.mayBe(AttributeType.STRING) && part.mayBe(AttributeType.STRING)) {
            cases.when(AttributeType.STRING, whole, part);
            whole.text(out.add("strpos(")).add(", ");
            part.text(out).add(") > 0");
        }
        if (whole.mayBe(AttributeType.LIST)) {
            cases.when(AttributeType.LIST, whole);
            // Not @>, for which a map contains another that has fewer entries.
            whole.json(out.add("EXISTS (SELECT 1 FROM jsonb_array_elements("));
            part.json(out.add(") e(v) WHERE e.v = ")).add(")");
        }
        if (whole.mayBe(AttributeType.BINARY) && part.mayBe(AttributeType.BINARY)) {
            cases.when(AttributeType.BINARY, whole, part);
            part.bytes(out.add("position(")).add(" IN ");
            whole.bytes(out).add(") > 0");
        }
        member(cases, whole, AttributeType.STRING_SET, part, AttributeType.STRING);
        member(cases, whole, AttributeType.NUMBER_SET, part, AttributeType.NUMBER);
        member(cases, whole, AttributeType.BINARY_SET, part, AttributeType.BINARY);
        return cases.end();
    }

    private void member(Cases cases, SqlOperand set, AttributeType setType, SqlOperand member, AttributeType type) {
        if (!set.mayBe(setType) || !member.mayBe(type)) {
            return;
        }
        cases.when(setType, set);
        if (!member.isAlways(type)) {
            member.hasType(out, type).add(" AND ");
        }
        set.tagged(out, setType).add(" @> ");
        if (type == AttributeType.BINARY) {
            member.tagged(out, type);
        } else {
            member.json(out);
        }
    }

    @Override
    public Sql and(Condition.And condition) {
        return joined(condition.conditions(), " AND ");
    }

    @Override
    public Sql or(Condition.Or condition) {
        return joined(condition.conditions(), " OR ");
    }

    private Sql joined(List<Condition> conditions, String operator) {
        out.add("(");
        String separator = "";
        for (Condition condition : conditions) {
            out.add(separator);
            write(condition);
            separator = operator;
        }
        return out.add(")");
    }

    @Override
    public Sql not(Condition.Not condition) {
        out.add("(NOT ");
        return write(condition.condition()).add(")");
    }
}
