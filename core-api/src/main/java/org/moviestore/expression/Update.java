// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Values;

/**
 * How an item changes: actions that are applied together, all reading the item as it was before. Immutable.
 *
 * @param actions the actions, whose paths do not overlap; none at all creates an item of its key alone
 */
public record Update(List<Action> actions) {

    /** One change at one path. */
    public sealed interface Action {
        /** Returns the place that changes. */
        AttributePath path();

        /** Calls the visitor's method for this kind of action and returns its result. */
        <R> R accept(Visitor<R> visitor);
    }

    /**
     * Stores a value. A list element within the list is replaced; one beyond its end is appended.
     *
     * @param path the place, whose parent must be there
     * @param value the value
     */
    public record Set(AttributePath path, UpdateValue value) implements Action {
        /** Checks the parts. */
        public Set {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.set(this);
        }
    }

    /**
     * Removes a value, if it is there. Indexes of list elements are those of the old list.
     *
     * @param path the place, whose parent must be there
     */
    public record Remove(AttributePath path) implements Action {
        /** Checks the path. */
        public Remove {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.remove(this);
        }
    }

    /**
     * Adds to a number, or members to a set; a missing value becomes the operand.
     *
     * @param path the place
     * @param operand a number or a set
     */
    public record Add(AttributePath path, AttributeValue operand) implements Action {
        /**
         * Checks the parts.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} if the operand is neither number nor set
         */
        public Add {
            Objects.requireNonNull(path, "path");
            ItemLimits.checkValue(operand, path.toString());
            if (operand.type() != AttributeType.NUMBER && !operand.type().isSet()) {
                throw Operands.literalType("ADD", operand.type());
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /**
     * Removes members from a set; a set that loses its last member is removed.
     *
     * @param path the place
     * @param operand a set
     */
    public record Delete(AttributePath path, AttributeValue operand) implements Action {
        /**
         * Checks the parts.
         *
         * @throws InvalidRequestException with {@link ErrorCode#OPERAND_TYPE} if the operand is no set
         */
        public Delete {
            Objects.requireNonNull(path, "path");
            ItemLimits.checkValue(operand, path.toString());
            if (!operand.type().isSet()) {
                throw Operands.literalType("DELETE", operand.type());
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delete(this);
        }
    }

    /**
     * One method for each kind of action.
     *
     * @param <R> what each method returns
     */
    public interface Visitor<R> {
        /** Visits an action that stores a value. */
        R set(Set action);

        /** Visits an action that removes a value. */
        R remove(Remove action);

        /** Visits an action that adds to a number or a set. */
        R add(Add action);

        /** Visits an action that removes members from a set. */
        R delete(Delete action);
    }

    /**
     * Checks the actions together.
     *
     * @throws InvalidRequestException with {@link ErrorCode#PATH_OVERLAP} or {@link ErrorCode#PATH_CONFLICT}
     */
    public Update {
        actions = List.copyOf(actions);
        if (actions.size() > 1) {
            Paths.checkDisjoint(actions.stream().map(Action::path).toList());
        }
    }

    /** Returns the update that changes nothing, but creates a missing item with its key alone. */
    public static Update none() {
        return new Update(List.of());
    }

    /**
     * Parses DynamoDB's text of an update expression.
     *
     * @throws InvalidRequestException with a code as in {@link Condition#parse}, or of a rule that the update breaks
     */
    public static Update parse(String text, Placeholders placeholders) {
        return ExpressionParser.lenient(placeholders).update(text);
    }

    /** Returns this update with a SET action added; see {@link Expressions#set}. */
    public Update set(String path, Object value) {
        return with(new Set(AttributePath.parse(path), UpdateValue.of(value)));
    }

    /** Returns this update with a REMOVE action added; see {@link Expressions#remove}. */
    public Update remove(String path) {
        return with(new Remove(AttributePath.parse(path)));
    }

    /** Returns this update with an ADD action added; see {@link Expressions#add}. */
    public Update add(String path, Object operand) {
        return with(new Add(AttributePath.parse(path), Values.of(operand)));
    }

    /** Returns this update with a DELETE action added; see {@link Expressions#delete}. */
    public Update delete(String path, Object operand) {
        return with(new Delete(AttributePath.parse(path), Values.of(operand)));
    }

    /** Returns this update with an action added. */
    public Update with(Action action) {
        List<Action> longer = new ArrayList<>(actions);
        longer.add(action);
        return new Update(longer);
    }

    /**
     * Says whether this update creates an item where there is none: it does unless it has only REMOVE and DELETE
     * actions, which then change nothing.
     */
    public boolean createsItem() {
        return actions.isEmpty() || actions.stream().anyMatch(action -> action instanceof Set || action instanceof Add);
    }

    /**
     * Returns the item that this update makes of the old one, which for a missing item is its key attributes alone. All
     * actions read the old item.
     *
     * @throws UpdateRejectedException with {@link ErrorCode#OPERAND_MISSING}, {@link ErrorCode#OPERAND_TYPE},
     *     {@link ErrorCode#PATH_INVALID}, or the code of a limit that the result breaks
     */
    public Item applyTo(Item old) {
        return UpdateEvaluator.apply(this, old);
    }
}
