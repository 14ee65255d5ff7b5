// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.ItemSize;

/**
 * Says what an action does at its place as SQL, or that SQL would not do it exactly as the evaluator does. All that it
 * writes is computed of the old item.
 */
final class SqlChanges implements Update.Visitor<Optional<SqlChange>>, UpdateValue.Visitor<Optional<SqlChange>> {
    /**
     * The longest text of a number to add to or from. Of two such numbers the sum has at most 20 digits before the
     * point and 17 behind it, so it is exact and in range.
     */
    private static final int MOST_NUMBER_TEXT = 19;

    /** The most bytes of a number: 20 pairs of its 38 digits, its sign and one more. */
    private static final int MOST_NUMBER_BYTES = 22;

    /** Such values nest nothing. Binary and sets are objects in the column, as maps are. */
    private static final String SCALARS = "'string', 'number', 'boolean', 'null'";

    private final SqlPlace place;

    private SqlChanges(SqlPlace place) {
        this.place = place;
    }

    static Optional<SqlChange> of(Update.Action action) {
        return SqlPlace.of(action.path()).flatMap(place -> action.accept(new SqlChanges(place)));
    }

    private SqlChange change(SqlExpression value, SqlExpression growth, int mostGrowth, SqlExpression... guards) {
        return new SqlChange(place, Optional.of(value), growth, mostGrowth, 0, List.of(guards));
    }

    @Override
    public Optional<SqlChange> set(Update.Set action) {
        return action.value().accept(this);
    }

    @Override
    public Optional<SqlChange> remove(Update.Remove action) {
        return Optional.of(
                new SqlChange(place, Optional.empty(), out -> place.oldBytes(out.add("- ")), 0, 0, List.of()));
    }

    @Override
    public Optional<SqlChange> add(Update.Add action) {
        if (!(action.operand() instanceof NumberValue addend) || !isShort(addend)) {
            return Optional.empty();
        }
        SqlExpression sum = out -> place.old(out.add("trim_scale(coalesce(CAST("))
                .add(" AS numeric), 0) + CAST(? AS numeric))", addend.value());
        SqlExpression isNumber =
                out -> isShortNumber(out.add("coalesce("), place::old).add(", true)");
        return Optional.of(number(sum, List.of(isNumber)));
    }

    /** Sets are ordered and compared by core alone. */
    @Override
    public Optional<SqlChange> delete(Update.Delete action) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlChange> literal(UpdateValue.Literal value) {
        AttributeValue literal = value.value();
        if (!place.takes(literal)) {
            return Optional.empty();
        }
        int bytes = place.bytesWith(literal);
        return Optional.of(
                change(SqlOperand.of(literal)::json, out -> place.oldBytes(out.add("+ ? - ", bytes)), bytes));
    }

    @Override
    public Optional<SqlChange> attribute(UpdateValue.Attribute value) {
        return Optional.of(copy(SqlRead.of(value)));
    }

    @Override
    public Optional<SqlChange> ifNotExists(UpdateValue.IfNotExists value) {
        if (!value.path().equals(place.path()) || !(value.fallback() instanceof UpdateValue.Literal fallback)) {
            return Optional.of(copy(SqlRead.of(value)));
        }
        if (!place.takes(fallback.value())) {
            return Optional.empty();
        }
        int bytes = place.bytesWith(fallback.value());
        return Optional.of(change(SqlRead.of(value).json(), growthIfAbsent(bytes, 0), bytes));
    }

    /** Writes how much the item grows where nothing is in the place, and where something is. */
    private SqlExpression growthIfAbsent(int absent, int present) {
        return out -> place.old(out.add("+ CASE WHEN ")).add(" IS NULL THEN ? ELSE ? END", absent, present);
    }

    /**
     * Only values that nest nothing are copied, so that no copy can nest too deep. What comes to the place is of the
     * item, and so no larger than it, or the last fallback: the request may have given that, as large as it likes.
     */
    private SqlChange copy(SqlRead read) {
        List<SqlExpression> guards = new ArrayList<>(read.guards());
        guards.add(read.hasType(SCALARS));
        int most = place.entryBytes() + read.fallbackBytes();
        return new SqlChange(place, Optional.of(read.json()), growthTo(read.json()), most, 1, guards);
    }

    /** Writes how much the item grows when a computed value comes to the place. */
    private SqlExpression growthTo(SqlExpression json) {
        return out -> place.oldBytes(
                SqlPlace.bytes(out.add("+ ? + ", place.entryBytes()), json).add(" - "));
    }

    /** Appends to the list in the place, or to a given one where there is none: the commonest way by far. */
    @Override
    public Optional<SqlChange> listAppend(UpdateValue.ListAppend value) {
        if (value.second() instanceof UpdateValue.Literal added) {
            return appended(value, value.first(), (ListValue) added.value());
        } else if (value.first() instanceof UpdateValue.Literal added) {
            return appended(value, value.second(), (ListValue) added.value());
        }
        return Optional.empty();
    }

    private Optional<SqlChange> appended(UpdateValue.ListAppend value, UpdateValue list, ListValue added) {
        Optional<ListValue> fallback = fallback(list);
        boolean isInPlace = fallback.isPresent()
                || list instanceof UpdateValue.Attribute attribute
                        && attribute.path().equals(place.path());
        if (!isInPlace || !place.takes(added) || !fallback.map(place::takes).orElse(true)) {
            return Optional.empty();
        }
        SqlRead first = SqlRead.of(value.first());
        SqlRead second = SqlRead.of(value.second());
        int more = ItemSize.of(added) - ItemSize.of(new ListValue(List.of()));
        int whole = fallback.map(place::bytesWith).orElse(0) + more;
        return Optional.of(change(
                out -> second.json()
                        .writeTo(first.json().writeTo(out.add("(")).add(" || "))
                        .add(")"),
                growthIfAbsent(whole, more),
                whole,
                SqlRead.of(list).hasType("'array'")));
    }

    private Optional<ListValue> fallback(UpdateValue list) {
        return list instanceof UpdateValue.IfNotExists ifNotExists
                        && ifNotExists.path().equals(place.path())
                        && ifNotExists.fallback() instanceof UpdateValue.Literal literal
                        && literal.value() instanceof ListValue fallback
                ? Optional.of(fallback)
                : Optional.empty();
    }

    @Override
    public Optional<SqlChange> plus(UpdateValue.Plus value) {
        return arithmetic(SqlRead.of(value.left()), " + ", SqlRead.of(value.right()));
    }

    @Override
    public Optional<SqlChange> minus(UpdateValue.Minus value) {
        return arithmetic(SqlRead.of(value.left()), " - ", SqlRead.of(value.right()));
    }

    private Optional<SqlChange> arithmetic(SqlRead left, String operator, SqlRead right) {
        List<SqlExpression> guards = new ArrayList<>();
        for (SqlRead operand : List.of(left, right)) {
            if (operand.literal().isEmpty()) {
                guards.addAll(operand.guards());
                guards.add(out -> isShortNumber(out, operand.json()));
            } else if (!isShort((NumberValue) operand.literal().get())) {
                return Optional.empty();
            }
        }
        return Optional.of(number(
                out -> numeric(numeric(out.add("trim_scale("), left).add(operator), right)
                        .add(")"),
                guards));
    }

    private static Sql numeric(Sql out, SqlRead operand) {
        return operand.literal()
                .map(literal -> out.add("CAST(? AS numeric)", NativeValue.of(literal)))
                .orElseGet(() -> operand.json().writeTo(out.add("CAST(")).add(" AS numeric)"));
    }

    private SqlChange number(SqlExpression number, List<SqlExpression> guards) {
        SqlExpression json = out -> number.writeTo(out.add("to_jsonb(")).add(")");
        int most = place.entryBytes() + MOST_NUMBER_BYTES;
        return new SqlChange(place, Optional.of(json), growthTo(json), most, 0, guards);
    }

    private static boolean isShort(NumberValue number) {
        return number.text().length() <= MOST_NUMBER_TEXT;
    }

    private static Sql isShortNumber(Sql out, SqlExpression json) {
        json.writeTo(out.add("(jsonb_typeof(")).add(") = 'number' AND octet_length(");
        return json.writeTo(out).add(" #>> '{}') <= " + MOST_NUMBER_TEXT + ")");
    }
}
