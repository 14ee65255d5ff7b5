// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;

/**
 * Applies an update in two phases: first every action's outcome is computed from the old item, then all outcomes are
 * put in place together. So {@code SET a = b, b = a} swaps, and list indexes are those of the old list.
 */
final class UpdateEvaluator implements Update.Visitor<Change>, UpdateValue.Visitor<AttributeValue> {
    private final Item old;

    private UpdateEvaluator(Item old) {
        this.old = old;
    }

    static Item apply(Update update, Item old) {
        try {
            UpdateEvaluator evaluator = new UpdateEvaluator(old);
            ChangeTree changes = new ChangeTree();
            for (Update.Action action : update.actions()) {
                // Before the operands, because DynamoDB names this mistake of an action before any other.
                evaluator.requireParent(action.path());
                changes.add(action.path(), action.accept(evaluator));
            }
            Item changed = changes.applyTo(old);
            ItemLimits.checkShape(changed);
            return changed;
        } catch (InvalidRequestException e) {
            throw new UpdateRejectedException(e.code(), e.getMessage());
        }
    }

    private void requireParent(AttributePath path) {
        if (path.isTopLevel()) {
            return;
        }
        int last = path.steps().size() - 1;
        Optional<AttributeValue> parent = new AttributePath(path.steps().subList(0, last)).in(old);
        Class<?> required = path.steps().get(last) instanceof AttributePath.Name ? MapValue.class : ListValue.class;
        if (parent.filter(required::isInstance).isEmpty()) {
            throw new UpdateRejectedException(
                    ErrorCode.PATH_INVALID,
                    "the path " + path + " leads through something that is missing or of another type");
        }
    }

    @Override
    public Change set(Update.Set action) {
        return new Change.Put(action.value().accept(this));
    }

    @Override
    public Change remove(Update.Remove action) {
        return new Change.Removal();
    }

    @Override
    public Change add(Update.Add action) {
        Optional<AttributeValue> present = action.path().in(old);
        if (present.isEmpty()) {
            return new Change.Put(action.operand());
        }
        AttributeValue value = present.get();
        if (value instanceof NumberValue number && action.operand() instanceof NumberValue addend) {
            return new Change.Put(new NumberValue(number.value().add(addend.value())));
        } else if (value instanceof StringSetValue set && action.operand() instanceof StringSetValue more) {
            return new Change.Put(new StringSetValue(union(set.members(), more.members())));
        } else if (value instanceof NumberSetValue set && action.operand() instanceof NumberSetValue more) {
            return new Change.Put(new NumberSetValue(union(set.members(), more.members())));
        } else if (value instanceof BinarySetValue set && action.operand() instanceof BinarySetValue more) {
            return new Change.Put(new BinarySetValue(union(set.members(), more.members())));
        }
        throw wrongType("ADD", action.path(), value);
    }

    private static <T> Set<T> union(Set<T> members, Set<T> more) {
        Set<T> union = new LinkedHashSet<>(members);
        union.addAll(more);
        return union;
    }

    @Override
    public Change delete(Update.Delete action) {
        Optional<AttributeValue> present = action.path().in(old);
        if (present.isEmpty()) {
            return new Change.Nothing();
        }
        AttributeValue value = present.get();
        if (value instanceof StringSetValue set && action.operand() instanceof StringSetValue fewer) {
            Set<String> rest = difference(set.members(), fewer.members());
            return rest.isEmpty() ? new Change.Removal() : new Change.Put(new StringSetValue(rest));
        } else if (value instanceof NumberSetValue set && action.operand() instanceof NumberSetValue fewer) {
            Set<NumberValue> rest = difference(set.members(), fewer.members());
            return rest.isEmpty() ? new Change.Removal() : new Change.Put(new NumberSetValue(rest));
        } else if (value instanceof BinarySetValue set && action.operand() instanceof BinarySetValue fewer) {
            var rest = difference(set.members(), fewer.members());
            return rest.isEmpty() ? new Change.Removal() : new Change.Put(new BinarySetValue(rest));
        }
        throw wrongType("DELETE", action.path(), value);
    }

    private static <T> Set<T> difference(Set<T> members, Set<T> fewer) {
        Set<T> difference = new LinkedHashSet<>(members);
        difference.removeAll(fewer);
        return difference;
    }

    @Override
    public AttributeValue attribute(UpdateValue.Attribute value) {
        return value.path()
                .in(old)
                .orElseThrow(() -> new UpdateRejectedException(
                        ErrorCode.OPERAND_MISSING, "the item has no value at " + value.path()));
    }

    @Override
    public AttributeValue literal(UpdateValue.Literal value) {
        return value.value();
    }

    @Override
    public AttributeValue ifNotExists(UpdateValue.IfNotExists value) {
        AttributeValue fallback = value.fallback().accept(this);
        return value.path().in(old).orElse(fallback);
    }

    @Override
    public AttributeValue listAppend(UpdateValue.ListAppend value) {
        List<AttributeValue> elements = new ArrayList<>(list(value.first()));
        elements.addAll(list(value.second()));
        return new ListValue(elements);
    }

    private List<AttributeValue> list(UpdateValue part) {
        AttributeValue value = part.accept(this);
        if (value instanceof ListValue list) {
            return list.elements();
        }
        throw wrongType("list_append", value);
    }

    @Override
    public AttributeValue plus(UpdateValue.Plus value) {
        return new NumberValue(number("+", value.left()).add(number("+", value.right())));
    }

    @Override
    public AttributeValue minus(UpdateValue.Minus value) {
        return new NumberValue(number("-", value.left()).subtract(number("-", value.right())));
    }

    private BigDecimal number(String operator, UpdateValue part) {
        AttributeValue value = part.accept(this);
        if (value instanceof NumberValue number) {
            return number.value();
        }
        throw wrongType(operator, value);
    }

    private static UpdateRejectedException wrongType(String operation, AttributePath path, AttributeValue value) {
        return new UpdateRejectedException(
                ErrorCode.OPERAND_TYPE,
                operation + " cannot change the " + value.type().code() + " at " + path + " by this operand");
    }

    private static UpdateRejectedException wrongType(String operation, AttributeValue value) {
        return new UpdateRejectedException(
                ErrorCode.OPERAND_TYPE,
                operation + " cannot take the " + value.type().code() + " that the item has there");
    }
}
