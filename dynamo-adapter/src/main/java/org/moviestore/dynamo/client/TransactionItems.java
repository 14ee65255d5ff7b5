// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What holds of the items of a transaction, be they written or read. */
final class TransactionItems {
    private static final String PARAMETER = "transactItems";
    private static final int MOST = 100;

    /** For these the service cancels the transaction with a reason of one action; all else is wrong with the whole. */
    private static final Set<ErrorCode> OF_ONE_ACTION = EnumSet.of(
            ErrorCode.KEY_MISSING, ErrorCode.KEY_EXTRA, ErrorCode.KEY_TYPE, ErrorCode.KEY_LENGTH, ErrorCode.KEY_UPDATE);

    private TransactionItems() {}

    /** An item of a table. */
    record Place(String table, Key key) {}

    /** Requires as many actions as a transaction has, all set; null is that the list is not. */
    static void constrain(ParameterConstraints constraints, @Nullable List<?> actions) {
        constraints.required(PARAMETER, actions);
        constraints.requiredElements(PARAMETER, actions == null ? List.of() : actions);
        if (actions != null && actions.isEmpty()) {
            constraints.refuse("Value '[]' at '" + PARAMETER
                    + "' failed to satisfy constraint: Member must have length greater than or equal to 1");
        } else if (actions != null && actions.size() > MOST) {
            constraints.refuse("Value '[" + actions.size() + " actions]' at '" + PARAMETER
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + MOST);
        }
    }

    /** Returns the name of the parameter of one action, counted from 0. */
    static String parameter(int index) {
        return PARAMETER + "." + (index + 1) + ".member.";
    }

    /**
     * Makes of what was asked what the store takes, in the same order; each is compared with its table meanwhile.
     *
     * @throws DynamoDbException if two are for one item, or one cannot be made
     */
    static <Q, A> List<A> makeAll(List<Q> asked, Function<Q, A> making, Function<A, Place> place) {
        List<A> made = new ArrayList<>(asked.size());
        Set<Place> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            A action = make(making, asked.get(i), i, asked.size());
            if (!seen.add(place.apply(action))) {
                throw ServiceErrors.validation("Transaction request cannot include multiple operations on one item");
            }
            made.add(action);
        }
        return made;
    }

    private static <Q, A> A make(Function<Q, A> making, Q asked, int index, int size) {
        try {
            return making.apply(asked);
        } catch (DynamoDbException e) {
            if (isOfOneAction(e)) {
                List<CancellationReason> reasons = new ArrayList<>(Collections.nCopies(size, ServiceErrors.noReason()));
                reasons.set(
                        index,
                        ServiceErrors.reason(
                                ServiceErrors.INVALID, e.awsErrorDetails().errorMessage()));
                throw ServiceErrors.canceled(reasons, e);
            }
            throw e;
        }
    }

    /** A value of another type than the key's may also be refused because it is empty. */
    private static boolean isOfOneAction(DynamoDbException e) {
        return e.getCause() instanceof InvalidRequestException refusal
                && (OF_ONE_ACTION.contains(refusal.code())
                        || ServiceWords.OTHER_KEY.equals(e.awsErrorDetails().errorMessage()));
    }

    /**
     * Reads the items of some places, to tell what the transaction consumes: one table after the other, so not as they
     * were at one moment.
     *
     * @return the items that are there; empty if the store does not tell all of them
     */
    static Optional<Map<Place, Item>> read(Map<String, DocumentTable> tables, List<Place> places) {
        Map<Place, Item> items = new HashMap<>();
        Map<String, List<Key>> keys = places.stream()
                .collect(Collectors.groupingBy(Place::table, Collectors.mapping(Place::key, Collectors.toList())));
        for (Map.Entry<String, List<Key>> each : keys.entrySet()) {
            String name = each.getKey();
            DocumentTable table = Objects.requireNonNull(tables.get(name), name);
            Optional<Map<Key, Item>> found = StoredItems.read(table, each.getValue());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            found.get().forEach((key, item) -> items.put(new Place(name, key), item));
        }
        return Optional.of(items);
    }
}
