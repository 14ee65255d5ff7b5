// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;

/** Says whether a condition holds on an item. Every leaf is true or false, never unknown, and nothing here fails. */
final class ConditionEvaluator implements Condition.Visitor<Boolean>, Operand.Visitor<Optional<AttributeValue>> {
    private final Item item;

    ConditionEvaluator(Item item) {
        this.item = item;
    }

    @Override
    public Optional<AttributeValue> path(Operand.Path operand) {
        return operand.path().in(item);
    }

    @Override
    public Optional<AttributeValue> literal(Operand.Literal operand) {
        return Optional.of(operand.value());
    }

    @Override
    public Optional<AttributeValue> size(Operand.Size operand) {
        return operand.operand().accept(this).flatMap(ConditionEvaluator::sizeOf);
    }

    private static Optional<AttributeValue> sizeOf(AttributeValue value) {
        OptionalInt size = OptionalInt.empty();
        if (value instanceof StringValue text) {
            size = OptionalInt.of(text.text().length());
        } else if (value instanceof BinaryValue binary) {
            size = OptionalInt.of(binary.bytes().length());
        } else if (value instanceof ListValue list) {
            size = OptionalInt.of(list.elements().size());
        } else if (value instanceof MapValue map) {
            size = OptionalInt.of(map.entries().size());
        } else if (value instanceof StringSetValue set) {
            size = OptionalInt.of(set.members().size());
        } else if (value instanceof NumberSetValue set) {
            size = OptionalInt.of(set.members().size());
        } else if (value instanceof BinarySetValue set) {
            size = OptionalInt.of(set.members().size());
        }
        return size.isPresent() ? Optional.of(Values.number(size.getAsInt())) : Optional.empty();
    }

    @Override
    public Boolean comparison(Condition.Comparison condition) {
        return compare(
                condition.left().accept(this),
                condition.comparator(),
                condition.right().accept(this));
    }

    private static boolean compare(
            Optional<AttributeValue> left, Comparator comparator, Optional<AttributeValue> right) {
        boolean equal = left.isPresent() && left.equals(right);
        if (!comparator.isOrdering()) {
            return equal == (comparator == Comparator.EQUAL);
        }
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        OptionalInt order = ValueOrder.compare(left.get(), right.get());
        return order.isPresent() && comparator.accepts(order.getAsInt());
    }

    @Override
    public Boolean between(Condition.Between condition) {
        Optional<AttributeValue> value = condition.operand().accept(this);
        return compare(value, Comparator.GREATER_OR_EQUAL, condition.lower().accept(this))
                && compare(value, Comparator.LESS_OR_EQUAL, condition.upper().accept(this));
    }

    @Override
    public Boolean in(Condition.In condition) {
        Optional<AttributeValue> value = condition.operand().accept(this);
        return condition.candidates().stream()
                .anyMatch(candidate -> compare(value, Comparator.EQUAL, candidate.accept(this)));
    }

    @Override
    public Boolean attributeExists(Condition.AttributeExists condition) {
        return condition.path().in(item).isPresent();
    }

    @Override
    public Boolean attributeNotExists(Condition.AttributeNotExists condition) {
        return condition.path().in(item).isEmpty();
    }

    @Override
    public Boolean hasType(Condition.HasType condition) {
        return condition
                .operand()
                .accept(this)
                .filter(value -> value.type() == condition.type())
                .isPresent();
    }

    @Override
    public Boolean beginsWith(Condition.BeginsWith condition) {
        Optional<AttributeValue> value = condition.operand().accept(this);
        Optional<AttributeValue> prefix = condition.prefix().accept(this);
        return value.isPresent() && prefix.isPresent() && beginsWith(value.get(), prefix.get());
    }

    static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
        if (value instanceof StringValue text && prefix instanceof StringValue start) {
            // The same question in UTF-8 bytes has the same answer: well-formed text never begins in the middle of a
            // pair.
            return text.text().startsWith(start.text());
        }
        return value instanceof BinaryValue binary
                && prefix instanceof BinaryValue start
                && binary.bytes().startsWith(start.bytes());
    }

    @Override
    public Boolean contains(Condition.Contains condition) {
        Optional<AttributeValue> value = condition.operand().accept(this);
        Optional<AttributeValue> part = condition.part().accept(this);
        return value.isPresent() && part.isPresent() && contains(value.get(), part.get());
    }

    private static boolean contains(AttributeValue value, AttributeValue part) {
        if (value instanceof ListValue list) {
            return list.elements().contains(part);
        } else if (part instanceof StringValue text) {
            return value instanceof StringValue string && Utf8.contains(string.text(), text.text())
                    || value instanceof StringSetValue set && set.members().contains(text.text());
        } else if (part instanceof BinaryValue bytes) {
            return value instanceof BinaryValue binary && binary.bytes().contains(bytes.bytes())
                    || value instanceof BinarySetValue set && set.members().contains(bytes.bytes());
        }
        return part instanceof NumberValue number
                && value instanceof NumberSetValue set
                && set.members().contains(number);
    }

    @Override
    public Boolean and(Condition.And condition) {
        return condition.conditions().stream().allMatch(each -> each.accept(this));
    }

    @Override
    public Boolean or(Condition.Or condition) {
        return condition.conditions().stream().anyMatch(each -> each.accept(this));
    }

    @Override
    public Boolean not(Condition.Not condition) {
        return !condition.condition().accept(this);
    }
}
