// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;

/** Draws updates, most of which can be applied to the item that they are drawn for. */
final class UpdateGenerator {
    /** As most actions that are drawn alone cannot be applied, most are drawn so often that one can. */
    private static final int TRIES = 30;

    private final Draw draw;
    private final ItemGenerator items;
    private final ExpressionGenerator expressions;

    UpdateGenerator(Draw draw, ItemGenerator items, ExpressionGenerator expressions) {
        this.draw = draw;
        this.items = items;
        this.expressions = expressions;
    }

    /** Draws an update of an item; its key attributes are left out where paths to change are drawn. */
    Update update(Item item, Item withoutKey) {
        return Draw.valid(() -> {
            int size = draw.oneIn(30) ? 0 : draw.oneIn(2) ? 1 : draw.between(2, draw.oneIn(20) ? 12 : 5);
            List<Update.Action> actions = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                actions.add(draw.oneIn(6) ? action(item, withoutKey) : applicable(item, withoutKey));
            }
            return new Update(actions);
        });
    }

    private Update.Action applicable(Item item, Item withoutKey) {
        Update.Action action = action(item, withoutKey);
        for (int tries = 0; tries < TRIES && !isApplicable(action, item); tries++) {
            action = action(item, withoutKey);
        }
        return action;
    }

    private static boolean isApplicable(Update.Action action, Item item) {
        try {
            new Update(List.of(action)).applyTo(item);
            return true;
        } catch (UpdateRejectedException e) {
            return false;
        }
    }

    private Update.Action action(Item item, Item withoutKey) {
        return Draw.valid(() -> {
            AttributePath path = expressions.path(withoutKey);
            return switch (draw.below(10)) {
                case 0, 1, 2, 3, 4 -> new Update.Set(path, value(item));
                case 5, 6 -> new Update.Remove(path);
                case 7, 8 -> new Update.Add(path, draw.oneIn(2) ? items.number() : membersFor(path, item));
                default -> new Update.Delete(path, membersFor(path, item));
            };
        });
    }

    /** Draws a set that often has members of the one that is there. */
    private AttributeValue membersFor(AttributePath path, Item item) {
        AttributeValue stored = path.in(item).orElseGet(items::set);
        if (draw.oneIn(3) || !stored.type().isSet()) {
            return items.set();
        } else if (stored instanceof StringSetValue set) {
            return draw.oneIn(4) ? set : new StringSetValue(java.util.Set.of(draw.oneOf(List.copyOf(set.members()))));
        } else if (stored instanceof NumberSetValue set) {
            return draw.oneIn(4) ? set : new NumberSetValue(java.util.Set.of(draw.oneOf(List.copyOf(set.members()))));
        } else if (stored instanceof BinarySetValue set) {
            return draw.oneIn(4) ? set : new BinarySetValue(java.util.Set.of(draw.oneOf(List.copyOf(set.members()))));
        }
        throw new IllegalStateException("there are three types of sets, and " + stored + " is of another");
    }

    private UpdateValue value(Item item) {
        return switch (draw.below(8)) {
            case 0, 1, 2 -> operand(item);
            case 3, 4 -> new UpdateValue.Plus(operand(item), operand(item));
            case 5 -> new UpdateValue.Minus(operand(item), operand(item));
            case 6 -> new UpdateValue.ListAppend(list(item), list(item));
            default ->
                new UpdateValue.Literal(
                        draw.oneIn(30) ? items.nested(draw.between(20, ItemLimits.MAX_NESTING)) : items.value(2));
        };
    }

    private UpdateValue operand(Item item) {
        return switch (draw.below(8)) {
            case 0, 1, 2 -> new UpdateValue.Attribute(expressions.path(item));
            case 3 ->
                new UpdateValue.IfNotExists(
                        expressions.path(item),
                        draw.oneIn(3) ? operand(item) : new UpdateValue.Literal(expressions.valueIn(item)));
            case 4, 5 -> new UpdateValue.Literal(items.number());
            case 6 -> new UpdateValue.Literal(expressions.valueIn(item));
            default -> new UpdateValue.Literal(items.value(1));
        };
    }

    private UpdateValue list(Item item) {
        return draw.oneIn(2) ? operand(item) : new UpdateValue.Literal(items.list(1));
    }
}
