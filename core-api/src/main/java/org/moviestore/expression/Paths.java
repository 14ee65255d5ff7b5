// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** The rule for the paths of one update or projection: none inside another, and no place both a map and a list. */
final class Paths {
    private final Map<Step, Paths> children = new HashMap<>();
    /** The path that ends here, if one does. */
    private @Nullable AttributePath end;
    /** One of the paths that go on from here. */
    private @Nullable AttributePath through;

    private Paths() {}

    static void checkDisjoint(List<AttributePath> paths) {
        Paths root = new Paths();
        paths.forEach(root::add);
    }

    private void add(AttributePath path) {
        Paths place = this;
        for (Step step : path.steps()) {
            if (place.end != null) {
                throw overlap(place.end, path);
            }
            if (place.through != null) {
                place.checkSameKind(step, place.through, path);
            }
            place.through = path;
            place = place.children.computeIfAbsent(step, key -> new Paths());
        }
        AttributePath other = place.end != null ? place.end : place.through;
        if (other != null) {
            throw overlap(other, path);
        }
        place.end = path;
    }

    private void checkSameKind(Step step, AttributePath other, AttributePath path) {
        Step known = children.keySet().iterator().next();
        if (known instanceof Name != step instanceof Name) {
            throw new InvalidRequestException(
                    ErrorCode.PATH_CONFLICT,
                    "paths " + other + " and " + path + " conflict: one treats a place as a map, the other as a list",
                    new ExpressionFault.MeetingPaths(other, path));
        }
    }

    private static InvalidRequestException overlap(AttributePath one, AttributePath other) {
        return new InvalidRequestException(
                ErrorCode.PATH_OVERLAP,
                "paths " + one + " and " + other + " overlap",
                new ExpressionFault.MeetingPaths(one, other));
    }
}
