// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Projection;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What a page brings of each item. Immutable.
 *
 * @param select how much of it
 * @param projection what of it, for {@link Select#SPECIFIC_ATTRIBUTES} alone
 */
record PageSelection(Select select, Optional<Projection> projection) {
    /** The values of the parameter, in the service's order. */
    static final List<String> VALUES =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    /**
     * Returns what a request asks for, unless its parts do not go together.
     *
     * @param select what the request says, if anything
     * @param attributes what {@code AttributesToGet} asks for
     * @param projection what {@code ProjectionExpression} asks for, if not the other
     * @param isOfIndex whether an index is read
     */
    static PageSelection of(
            @Nullable Select select,
            Optional<Projection> attributes,
            Optional<Projection> projection,
            boolean isOfIndex) {
        Optional<Projection> specific = projection.or(() -> attributes);
        if (select == null) {
            Select all = isOfIndex ? Select.ALL_PROJECTED_ATTRIBUTES : Select.ALL_ATTRIBUTES;
            return new PageSelection(specific.isPresent() ? Select.SPECIFIC_ATTRIBUTES : all, specific);
        }
        if (specific.isPresent() && select != Select.SPECIFIC_ATTRIBUTES) {
            throw ServiceErrors.validation("Cannot specify the "
                    + (attributes.isPresent() ? "AttributesToGet" : "ProjectionExpression") + " when choosing to get "
                    + (select == Select.COUNT ? "only the Count" : select.toString()));
        }
        if (specific.isEmpty() && select == Select.SPECIFIC_ATTRIBUTES) {
            throw ServiceErrors.validation("Must specify the AttributesToGet or ProjectionExpression when choosing to"
                    + " get SPECIFIC_ATTRIBUTES");
        }
        if (select == Select.ALL_PROJECTED_ATTRIBUTES && !isOfIndex) {
            throw ServiceErrors.validation(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return new PageSelection(select, specific);
    }

    /** Says whether items are only counted. */
    boolean isCount() {
        return select == Select.COUNT;
    }
}
