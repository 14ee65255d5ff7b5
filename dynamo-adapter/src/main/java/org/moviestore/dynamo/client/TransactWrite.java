// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.ContentionException;
import org.moviestore.error.StoreException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * The answer to one transaction that writes. If capacity is asked for, the items are read before, since what a write
 * consumes depends on what it replaces; where others write them between, it is an estimate, and where the store does
 * not tell them all, it is left out. No store says that a transaction was sent before with its token, so such a one is
 * told the units of writing it to the items as they are now, where the service tells those of reading them. Not
 * thread-safe.
 *
 * <p><i>Source:</i> "TransactWriteItems" in the Amazon DynamoDB API Reference, at {@code ClientRequestToken}.
 */
final class TransactWrite {
    private static final int MAX_TOKEN_LENGTH = 36;

    private final KnownTables tables;
    private final TransactWriteItemsRequest request;
    private final boolean isMetered;

    /**
     * The transaction for the store.
     *
     * @param before the items before it, if they are known
     */
    private record Made(TransactWriteRequest transaction, Optional<Map<TransactionItems.Place, Item>> before) {}

    TransactWrite(KnownTables tables, TransactWriteItemsRequest request) {
        this.tables = tables;
        this.request = request;
        this.isMetered = CapacityMeter.isWanted(request.returnConsumedCapacity());
    }

    TransactWriteItemsResponse answer() {
        constrain();
        List<RequestedWrite> asked =
                request.transactItems().stream().map(TransactWrite::checked).toList();
        Set<String> names =
                asked.stream().map(RequestedWrite::table).collect(Collectors.toCollection(LinkedHashSet::new));
        KnownTables.Answered<Map<String, DocumentTable>, Made, ?> written = write(asked, names);
        return response(asked, written.tables(), written.request());
    }

    private KnownTables.Answered<Map<String, DocumentTable>, Made, ?> write(
            List<RequestedWrite> asked, Set<String> names) {
        try {
            return tables.callAll(
                    names, found -> made(asked, found), made -> tables.store().transactWrite(made.transaction()));
        } catch (ContentionException e) {
            throw ServiceErrors.conflict(asked.size(), e);
        }
    }

    private void constrain() {
        ParameterConstraints constraints = new ParameterConstraints()
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .returnItemCollectionMetrics(request.returnItemCollectionMetricsAsString());
        @Nullable String token = request.clientRequestToken();
        if (token != null && (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH)) {
            constraints.refuse("Value '" + token + "' at 'clientRequestToken' failed to satisfy constraint: Member must"
                    + " have length "
                    + (token.isEmpty() ? "greater than or equal to 1" : "less than or equal to " + MAX_TOKEN_LENGTH));
        }
        TransactionItems.constrain(constraints, request.hasTransactItems() ? request.transactItems() : null);
        List<TransactWriteItem> actions = request.transactItems();
        for (int i = 0; i < actions.size(); i++) {
            String parameter = TransactionItems.parameter(i);
            WriteParameters.allOf(actions.get(i)).forEach(each -> each.constrain(constraints, parameter));
        }
        constraints.check();
    }

    private static RequestedWrite checked(TransactWriteItem action) {
        List<WriteParameters> all = WriteParameters.allOf(action);
        if (all.isEmpty()) {
            throw ServiceErrors.validation(
                    "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        } else if (all.size() > 1) {
            throw ServiceErrors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return all.get(0).check();
    }

    private Made made(List<RequestedWrite> asked, Map<String, DocumentTable> found) {
        List<WriteAction> actions = TransactionItems.makeAll(
                asked, each -> each.on(of(found, each.table()).schema()), TransactWrite::place);
        TransactWriteRequest transaction = transaction(actions);
        Optional<Map<TransactionItems.Place, Item>> before = isMetered
                ? TransactionItems.read(
                        found, actions.stream().map(TransactWrite::place).toList())
                : Optional.empty();
        return new Made(transaction, before);
    }

    private TransactWriteItemsResponse response(
            List<RequestedWrite> asked, Map<String, DocumentTable> found, Made made) {
        TransactWriteItemsResponse.Builder response = TransactWriteItemsResponse.builder();
        @Nullable ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
        if (wanted != null && made.before().isPresent()) {
            List<WriteAction> actions = made.transaction().actions();
            response.consumedCapacity(consumedBy(actions, made.before().get()).values().stream()
                    .map(meter -> meter.consumed(wanted))
                    .toList());
        }
        Map<String, List<ItemCollectionMetrics>> collections = readMetrics(asked, found);
        if (!collections.isEmpty()) {
            response.itemCollectionMetrics(collections);
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    private static DocumentTable of(Map<String, DocumentTable> tables, String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private static TransactionItems.Place place(WriteAction action) {
        return new TransactionItems.Place(action.schema().tableName(), action.key());
    }

    private TransactWriteRequest transaction(List<WriteAction> actions) {
        try {
            TransactWriteRequest transaction = TransactWriteRequest.of(actions);
            @Nullable String token = request.clientRequestToken();
            return token == null ? transaction : transaction.withClientToken(token);
        } catch (InvalidRequestException e) {
            if (e.code() == ErrorCode.TX_BYTES) {
                throw ServiceErrors.validation("Transaction payload size cannot exceed 4MB: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static Map<String, CapacityMeter> consumedBy(
            List<WriteAction> actions, Map<TransactionItems.Place, Item> before) {
        Map<String, CapacityMeter> meters = new LinkedHashMap<>();
        for (WriteAction action : actions) {
            Optional<Item> old = Optional.ofNullable(before.get(place(action)));
            meters.computeIfAbsent(action.schema().tableName(), name -> new CapacityMeter(action.schema(), true))
                    .write(old, after(action, old));
        }
        return meters;
    }

    /** Of an item that others changed meanwhile the action may be impossible, though it was carried out. */
    private static Optional<Item> after(WriteAction action, Optional<Item> before) {
        try {
            return action.appliedTo(before);
        } catch (StoreException | InvalidRequestException e) {
            return before;
        }
    }

    /** Reads each collection that was written to, once, and returns their metrics, if they are asked for. */
    private Map<String, List<ItemCollectionMetrics>> readMetrics(
            List<RequestedWrite> asked, Map<String, DocumentTable> found) {
        Map<String, Set<AttributeValue>> partitions = new LinkedHashMap<>();
        for (RequestedWrite write : asked) {
            String partitionKey =
                    of(found, write.table()).schema().partitionKey().name();
            if (!write.onlyChecks()) {
                write.attributes()
                        .attribute(partitionKey)
                        .ifPresent(partition -> partitions
                                .computeIfAbsent(write.table(), name -> new LinkedHashSet<>())
                                .add(partition));
            }
        }
        CollectionMetrics wanted = new CollectionMetrics(request.returnItemCollectionMetrics());
        Map<String, List<ItemCollectionMetrics>> collections = new LinkedHashMap<>();
        partitions.forEach((name, each) -> {
            List<ItemCollectionMetrics> metrics = new ArrayList<>();
            each.forEach(partition -> wanted.read(of(found, name), partition).ifPresent(metrics::add));
            if (!metrics.isEmpty()) {
                collections.put(name, metrics);
            }
        });
        return collections;
    }
}
