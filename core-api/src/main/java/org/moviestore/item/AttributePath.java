// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The place of a value inside an item: an attribute name, then names of map entries and indexes of list elements, as in
 * {@code info.actors[0]}. Immutable.
 *
 * @param steps the way to the value; the first step is a name
 */
public record AttributePath(List<Step> steps) {
    /** The most elements a path may have. */
    public static final int MAX_STEPS = 32;

    /** One step of a path. */
    public sealed interface Step {}

    /**
     * A step to an attribute or a map entry. Dots and brackets in it are part of the name.
     *
     * @param name the attribute name, 1 to 65,535 UTF-8 bytes
     */
    public record Name(String name) implements Step {
        /** Checks the name. */
        public Name {
            ItemLimits.checkName(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A step to a list element.
     *
     * @param index the element's index, from 0
     */
    public record Index(int index) implements Step {
        /** Checks the index. */
        public Index {
            if (index < 0) {
                throw new InvalidRequestException(ErrorCode.LIST_INDEX, "list index " + index + " is out of range");
            }
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /**
     * Checks the path.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_PATH_DEPTH} if there are more than {@value #MAX_STEPS}
     *     steps, or {@link ErrorCode#EXPR_SYNTAX} if there is none or the first is an index
     */
    public AttributePath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.get(0) instanceof Index) {
            throw new InvalidRequestException(ErrorCode.EXPR_SYNTAX, "a path begins with an attribute name");
        }
        if (steps.size() > MAX_STEPS) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_PATH_DEPTH,
                    "path has " + steps.size() + " elements; limit " + MAX_STEPS,
                    new ExpressionFault.PathDepth(steps.size()));
        }
    }

    /** Returns the path of a top-level attribute; dots and brackets are part of its name. */
    public static AttributePath of(String name) {
        return new AttributePath(List.of(new Name(name)));
    }

    /**
     * Reads a path from text such as {@code info.actors[0]}: names end at a dot or a bracket and are otherwise free, so
     * that {@code info.release date} is two names. For a name that holds a dot or a bracket use {@link #of} and
     * {@link #name}.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_SYNTAX} if the text is no path
     */
    public static AttributePath parse(String text) {
        Objects.requireNonNull(text, "text");
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = endOfName(text, at);
            if (end == at) {
                throw notAPath(text);
            }
            steps.add(new Name(text.substring(at, end)));
            at = end;
            while (at < text.length() && text.charAt(at) == '[') {
                int close = text.indexOf(']', at);
                steps.add(new Index(parseIndex(text, at + 1, close)));
                at = close + 1;
            }
            if (at == text.length()) {
                return new AttributePath(steps);
            }
            if (text.charAt(at) != '.') {
                throw notAPath(text);
            }
            at++;
        }
    }

    private static int endOfName(String text, int from) {
        int end = from;
        while (end < text.length() && ".[]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int parseIndex(String text, int from, int to) {
        if (to <= from || !text.substring(from, to).matches("0|[1-9][0-9]*")) {
            throw notAPath(text);
        }
        try {
            return Integer.parseInt(text, from, to, 10);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    ErrorCode.LIST_INDEX, "list index " + text.substring(from, to) + " is out of range");
        }
    }

    private static InvalidRequestException notAPath(String text) {
        return new InvalidRequestException(
                ErrorCode.EXPR_SYNTAX, "\"" + text + "\" is not a path; write it like info.actors[0]");
    }

    /** Returns this path with one more name. */
    public AttributePath name(String name) {
        return plus(new Name(name));
    }

    /** Returns this path with one more list index. */
    public AttributePath index(int index) {
        return plus(new Index(index));
    }

    private AttributePath plus(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new AttributePath(longer);
    }

    /** Returns the name of the top-level attribute that this path begins at. */
    public String attribute() {
        return ((Name) steps.get(0)).name();
    }

    /** Says whether this path is a top-level attribute and nothing deeper. */
    public boolean isTopLevel() {
        return steps.size() == 1;
    }

    /**
     * Returns the value at this path in the item. It is missing where a name meets anything but a map that has it, or
     * an index anything but a list that reaches that far; that is never an error.
     */
    public Optional<AttributeValue> in(Item item) {
        AttributeValue value = item.attributes().get(attribute());
        for (int i = 1; value != null && i < steps.size(); i++) {
            value = child(value, steps.get(i)).orElse(null);
        }
        return Optional.ofNullable(value);
    }

    private static Optional<AttributeValue> child(AttributeValue parent, Step step) {
        if (step instanceof Name name && parent instanceof AttributeValue.MapValue map) {
            return Optional.ofNullable(map.entries().get(name.name()));
        }
        if (step instanceof Index index && parent instanceof AttributeValue.ListValue list) {
            int at = index.index();
            return at < list.elements().size() ? Optional.of(list.elements().get(at)) : Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(attribute());
        for (Step step : steps.subList(1, steps.size())) {
            if (step instanceof Name) {
                text.append('.');
            }
            text.append(step);
        }
        return text.toString();
    }
}
