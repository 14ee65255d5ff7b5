// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import org.moviestore.item.AttributePath;
import org.moviestore.item.Values;

/**
 * Makes conditions and updates that read like what they say; import its methods statically. Paths are written like
 * {@code info.actors[0]}, see {@link AttributePath#parse}; values are Java values, see {@link Values#of(Object)}.
 * Thread-safe.
 */
public final class Expressions {
    private Expressions() {}

    /** Returns the operand that stands for the value at a path. */
    public static Operand.Path attribute(String path) {
        return new Operand.Path(AttributePath.parse(path));
    }

    /** Returns the operand that stands for the value at a path. */
    public static Operand.Path attribute(AttributePath path) {
        return new Operand.Path(path);
    }

    /** Returns the condition that holds where the given one does not. */
    public static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    /**
     * Returns the given condition; it makes a write read as it works: {@code update(…, onlyIf(attribute(…).exists()))}.
     */
    public static Condition onlyIf(Condition condition) {
        return condition;
    }

    /** Returns the update that stores a value at a path. */
    public static Update set(String path, Object value) {
        return Update.none().set(path, value);
    }

    /** Returns the update that removes the value at a path. */
    public static Update remove(String path) {
        return Update.none().remove(path);
    }

    /** Returns the update that adds to the number, or members to the set, at a path. */
    public static Update add(String path, Object operand) {
        return Update.none().add(path, operand);
    }

    /** Returns the update that removes members from the set at a path. */
    public static Update delete(String path, Object operand) {
        return Update.none().delete(path, operand);
    }

    /** Returns the update value: what is at the path, or the fallback if nothing is. */
    public static UpdateValue ifNotExists(String path, Object fallback) {
        return new UpdateValue.IfNotExists(AttributePath.parse(path), UpdateValue.of(fallback));
    }

    /** Returns the update value: two lists, one after the other. */
    public static UpdateValue listAppend(Object first, Object second) {
        return new UpdateValue.ListAppend(UpdateValue.of(first), UpdateValue.of(second));
    }
}
