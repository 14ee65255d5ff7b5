// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Arrays;
import java.util.List;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * The paths of an item to return. The result keeps the hierarchy above each path; list elements are moved together in
 * the order of their indexes; paths without a value vanish with their empty parents. Immutable.
 *
 * @param paths one or more paths, none inside another
 */
public record Projection(List<AttributePath> paths) {
    /**
     * Checks the paths.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_SYNTAX} if there is none,
     *     {@link ErrorCode#PATH_OVERLAP} or {@link ErrorCode#PATH_CONFLICT}
     */
    public Projection {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new InvalidRequestException(ErrorCode.EXPR_SYNTAX, "a projection names at least one path");
        }
        Paths.checkDisjoint(paths);
    }

    /** Returns the projection of paths written like {@code info.actors[0]}; see {@link AttributePath#parse}. */
    public static Projection of(String... paths) {
        return new Projection(Arrays.stream(paths).map(AttributePath::parse).toList());
    }

    /**
     * Parses DynamoDB's text of a projection expression.
     *
     * @throws InvalidRequestException with a code as in {@link Condition#parse}, or of a rule that the projection
     *     breaks
     */
    public static Projection parse(String text, Placeholders placeholders) {
        return ExpressionParser.lenient(placeholders).projection(text);
    }

    /** Returns what this projection keeps of the item, which may be nothing. */
    public Item of(Item item) {
        return ProjectionEvaluator.project(paths, item);
    }
}
