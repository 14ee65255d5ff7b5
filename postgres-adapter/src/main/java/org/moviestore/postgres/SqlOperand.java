// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;

/**
 * An operand as SQL sees it. A leaf of a condition writes it as often as it needs it; what it writes is always one
 * closed expression, and SQL's NULL where the value is missing.
 */
final class SqlOperand {
    private final SqlExpression json;
    private final @Nullable AttributeType type;
    private final @Nullable AttributeValue literal;

    private SqlOperand(SqlExpression json, @Nullable AttributeType type, @Nullable AttributeValue literal) {
        this.json = json;
        this.type = type;
        this.literal = literal;
    }

    /** Returns the operand over the items of a column such as {@code t.item}. */
    static SqlOperand of(Operand operand, String column) {
        return operand.accept(new Reader(column));
    }

    static SqlOperand of(AttributePath path, String column) {
        return new SqlOperand(out -> writePath(out, column, path.steps()), null, null);
    }

    /** Returns a value given with the request. */
    static SqlOperand of(AttributeValue literal) {
        String text = ItemJson.write(literal);
        return new SqlOperand(out -> out.add("CAST(? AS jsonb)", text), literal.type(), literal);
    }

    private record Reader(String column) implements Operand.Visitor<SqlOperand> {
        @Override
        public SqlOperand path(Operand.Path operand) {
            return of(operand.path(), column);
        }

        @Override
        public SqlOperand literal(Operand.Literal operand) {
            return of(operand.value());
        }

        @Override
        public SqlOperand size(Operand.Size operand) {
            SqlOperand measured = operand.operand().accept(this);
            return new SqlOperand(out -> writeSize(out, measured), AttributeType.NUMBER, null);
        }
    }

    private static Sql writePath(Sql out, String column, List<AttributePath.Step> steps) {
        if (steps.isEmpty()) {
            return out.add(column);
        }
        List<AttributePath.Step> parent = steps.subList(0, steps.size() - 1);
        AttributePath.Step last = steps.get(steps.size() - 1);
        if (last instanceof AttributePath.Name name) {
            return writePath(out.add("("), column, parent).add(" -> ?)", ItemJson.escape(name.name()));
        }
        return writeElement(out, column, parent, ((AttributePath.Index) last).index());
    }

    /** A scalar answers to the index 0, hence the guard. */
    private static Sql writeElement(Sql out, String column, List<AttributePath.Step> list, int index) {
        if (list.stream().noneMatch(AttributePath.Index.class::isInstance)) {
            writePath(out.add("(CASE WHEN jsonb_typeof("), column, list).add(") = 'array' THEN ");
            return writePath(out, column, list).add(" -> " + index + " END)");
        }
        // The guard names the list twice, which for a list in a list in a list would double each time.
        out.add("(SELECT CASE WHEN jsonb_typeof(o.v) = 'array' THEN o.v -> " + index + " END FROM (SELECT ");
        return writePath(out, column, list).add(" AS v OFFSET 0) o)");
    }

    /** OFFSET 0 keeps the planner from putting the operand in place of each {@code o.v}. */
    private static Sql writeSize(Sql out, SqlOperand measured) {
        out.add("""
                (SELECT to_jsonb(CASE jsonb_typeof(o.v)
                  WHEN 'string' THEN char_length(o.v #>> '{}')
                    + char_length(regexp_replace(o.v #>> '{}', '[^\\U00010000-\\U0010FFFF]', '', 'g'))
                  WHEN 'array' THEN jsonb_array_length(o.v)
                  WHEN 'object' THEN CASE
                    WHEN o.v -> '$B' IS NOT NULL THEN octet_length(decode(o.v ->> '$B', 'base64'))
                    WHEN o.v -> '$SS' IS NOT NULL THEN jsonb_array_length(o.v -> '$SS')
                    WHEN o.v -> '$NS' IS NOT NULL THEN jsonb_array_length(o.v -> '$NS')
                    WHEN o.v -> '$BS' IS NOT NULL THEN jsonb_array_length(o.v -> '$BS')
                    ELSE (SELECT count(*)::int FROM jsonb_object_keys(o.v)) END END)
                FROM (SELECT\s""");
        return measured.json(out).add(" AS v OFFSET 0) o)");
    }

    /** Says whether the operand can have the type, as far as is known without an item. */
    boolean mayBe(AttributeType other) {
        return type == null || type == other;
    }

    /** Says whether the type is the operand's on every item, unless it is missing. */
    boolean isAlways(AttributeType other) {
        return type == other;
    }

    /** Writes the value as jsonb. */
    Sql json(Sql out) {
        return json.writeTo(out);
    }

    /** Writes the value as text in the order of its bytes, given that it is text. */
    Sql text(Sql out) {
        if (literal != null) {
            return out.add("CAST(? AS text) COLLATE \"C\"", NativeValue.of(literal));
        }
        out.add("(");
        return json(out).add(" #>> '{}') COLLATE \"C\"");
    }

    /** Writes the value as bytea, given that it is binary. */
    Sql bytes(Sql out) {
        if (literal != null) {
            return out.add("CAST(? AS bytea)", NativeValue.of(literal));
        }
        out.add("decode(");
        return json(out).add(" ->> '$B', 'base64')");
    }

    /** Writes what is stored under a tag of binary or a set, given that the value is one. */
    Sql tagged(Sql out, AttributeType tag) {
        out.add("(");
        return json(out).add(" -> '$").add(tag.code()).add("')");
    }

    /** Writes whether the value has the type: NULL or false where it is missing. */
    Sql hasType(Sql out, AttributeType tested) {
        return switch (tested) {
            case STRING -> jsonType(out, "string");
            case NUMBER -> jsonType(out, "number");
            case BOOLEAN -> jsonType(out, "boolean");
            case NULL -> jsonType(out, "null");
            case LIST -> jsonType(out, "array");
            case BINARY, STRING_SET, NUMBER_SET, BINARY_SET ->
                tagged(out, tested).add(" IS NOT NULL");
            case MAP -> {
                // The function of the operator ?|, in which the driver would see a placeholder.
                json(jsonType(out, "object").add(" AND NOT jsonb_exists_any("));
                yield out.add(", '{$B,$SS,$NS,$BS}')");
            }
        };
    }

    private Sql jsonType(Sql out, String name) {
        out.add("jsonb_typeof(");
        return json(out).add(") = '").add(name).add("'");
    }
}
