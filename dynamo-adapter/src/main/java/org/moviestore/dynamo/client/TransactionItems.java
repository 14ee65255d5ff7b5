// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.Batches;
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

    /** Requires as many actions as a transaction has; null is that the list is not set. */
    static void constrain(ParameterConstraints constraints, @Nullable List<?> actions) {
        constraints.required(PARAMETER, actions);
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
     * Makes of what was asked what the store takes, in the same order.
     *
     * @throws DynamoDbException if two are for one item, or one cannot be made
     */
    static <Q, A> List<A> made(List<Q> asked, Function<Q, A> making, Function<A, Place> place) {
        List<A> made = new ArrayList<>(asked.size());
        Set<Place> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            A action = made(making, asked.get(i), i, asked.size());
            if (!seen.add(place.apply(action))) {
                throw ServiceErrors.validation("Transaction request cannot include multiple operations on one item");
            }
            made.add(action);
        }
        return made;
    }

    private static <Q, A> A made(Function<Q, A> making, Q asked, int index, int size) {
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
                        || KeyErrors.OTHER_KEY.equals(e.awsErrorDetails().errorMessage()));
    }

    /** Reads the items of some places, one after the other and not at one moment. */
    static Map<Place, Item> read(Map<String, DocumentTable> tables, List<Place> places) {
        return places.stream().collect(Collectors.groupingBy(Place::table)).entrySet().stream()
                .flatMap(each -> read(each.getKey(), tables, each.getValue()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<Place, Item> read(String name, Map<String, DocumentTable> tables, List<Place> places) {
        DocumentTable table = tables.get(name);
        if (table == null) {
            return Map.of();
        }
        BatchGetRequest request = BatchGetRequest.of(
                table.schema(), places.stream().map(Place::key).toList());
        return Batches.over(table).get(request).items().entrySet().stream()
                .collect(Collectors.toMap(each -> new Place(name, each.getKey()), Map.Entry::getValue));
    }
}
