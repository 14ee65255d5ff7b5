// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.proof.sdk.Differences.Difference;

/**
 * A way in which DynamoDB Local is known to answer otherwise than the service, or than a store can, as
 * {@code docs/sdk-client.md} lists them.
 */
sealed interface KnownDifference permits ItemDifference, TransactionDifference, TableDifference {
    List<KnownDifference> ALL = Stream.of(
                    ItemDifference.values(), TransactionDifference.values(), TableDifference.values())
            .<KnownDifference>flatMap(Stream::of)
            .toList();

    String name();

    /** Says whether two answers differ as a whole in this way. */
    default boolean explains(Exchange exchange) {
        return false;
    }

    /** Says whether two answers of one outcome differ in one place in this way. */
    default boolean explains(Exchange exchange, Difference difference) {
        return false;
    }

    /** Returns the differences that explain why two answers are not the same; none if nothing does. */
    static Set<KnownDifference> between(Exchange exchange) {
        Optional<KnownDifference> whole =
                ALL.stream().filter(each -> each.explains(exchange)).findFirst();
        if (whole.isPresent()) {
            return Set.of(whole.get());
        } else if (!exchange.local().outcome().equals(exchange.other().outcome())) {
            return Set.of();
        }
        List<Optional<KnownDifference>> explaining = exchange.differences().stream()
                .map(difference -> ALL.stream()
                        .filter(each -> each.explains(exchange, difference))
                        .findFirst())
                .toList();
        return explaining.stream().allMatch(Optional::isPresent)
                ? explaining.stream().flatMap(Optional::stream).collect(Collectors.toSet())
                : Set.of();
    }

    /** Says whether an exchange may leave DynamoDB Local with other items, even if the answers are the same. */
    static boolean leavesOthers(Exchange exchange) {
        return exchange.removesFromNothing() || exchange.hasUpdateWithoutAction() || exchange.changesNumberSet();
    }
}
