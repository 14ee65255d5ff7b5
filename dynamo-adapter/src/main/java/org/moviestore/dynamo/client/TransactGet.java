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
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.ContentionException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/**
 * The answer to one transaction that reads. If capacity is asked for, items of which a projection keeps less are read
 * once more, whole; where others write them between, it is an estimate, and where the store does not tell them all, it
 * is left out. Not thread-safe.
 */
final class TransactGet {
    private final KnownTables tables;
    private final TransactGetItemsRequest request;

    /** What is asked for, which nobody has compared with its table. */
    private record Asked(String table, Item key, Optional<Projection> projection) {
        GetRequest on(TableSchema schema) {
            Optional<Projection> sent = LongProjections.sent(schema, projection);
            try {
                return new GetRequest(schema, new Key(key), sent, ReadConsistency.CONSISTENT, CapacityReport.NONE);
            } catch (InvalidRequestException e) {
                throw KeyErrors.ofKey(
                        schema, key, projection.map(Projection::paths).orElse(List.of()), e);
            }
        }

        /** Returns what of an item is asked for, which was read whole if its projection is longer than stores take. */
        Item kept(GetRequest get, Item item) {
            return get.projection().isEmpty() && projection.isPresent()
                    ? projection.get().of(item)
                    : item;
        }
    }

    TransactGet(KnownTables tables, TransactGetItemsRequest request) {
        this.tables = tables;
        this.request = request;
    }

    TransactGetItemsResponse answer() {
        constrain();
        List<Asked> asked =
                request.transactItems().stream().map(TransactGet::checked).toList();
        Set<String> names = asked.stream().map(Asked::table).collect(Collectors.toCollection(LinkedHashSet::new));
        try {
            return tables.callAll(names, found -> read(asked, found));
        } catch (ContentionException e) {
            throw ServiceErrors.conflict(asked.size(), e);
        }
    }

    private void constrain() {
        ParameterConstraints constraints =
                new ParameterConstraints().returnConsumedCapacity(request.returnConsumedCapacityAsString());
        TransactionItems.constrain(constraints, request.hasTransactItems() ? request.transactItems() : null);
        List<TransactGetItem> gets = request.transactItems();
        for (int i = 0; i < gets.size(); i++) {
            @Nullable TransactGetItem action = gets.get(i);
            if (action == null) {
                continue;
            }
            String parameter = TransactionItems.parameter(i) + "get";
            @Nullable Get get = action.get();
            constraints.required(parameter, get);
            if (get != null) {
                constraints.required(parameter + ".tableName", get.tableName());
                TableNames.check(constraints, parameter + ".tableName", get.tableName());
                constraints.required(parameter + ".key", get.hasKey() ? get.key() : null);
            }
        }
        constraints.check();
    }

    private static Asked checked(TransactGetItem action) {
        Get get = action.get();
        RequestExpressions expressions =
                new RequestExpressions(get.hasExpressionAttributeNames() ? get.expressionAttributeNames() : null, null);
        Optional<Projection> projection = expressions.projection(get.projectionExpression());
        expressions.requireAllUsed();
        return new Asked(get.tableName(), RequestValues.item(get.key()), projection);
    }

    private TransactGetItemsResponse read(List<Asked> asked, Map<String, DocumentTable> found) {
        List<GetRequest> gets = TransactionItems.makeAll(
                asked,
                each -> each.on(Objects.requireNonNull(found.get(each.table()), each.table())
                        .schema()),
                TransactGet::place);
        List<Optional<Item>> items = read(gets);
        TransactGetItemsResponse.Builder response =
                TransactGetItemsResponse.builder().responses(responses(asked, gets, items));
        @Nullable ReturnConsumedCapacity wanted = request.returnConsumedCapacity();
        if (wanted != null && CapacityMeter.isWanted(wanted)) {
            readWhole(gets, items, found)
                    .ifPresent(whole -> response.consumedCapacity(consumedBy(gets, whole).values().stream()
                            .map(meter -> meter.consumed(wanted))
                            .toList()));
        }
        ServiceAnswers.complete(response);
        return response.build();
    }

    private List<Optional<Item>> read(List<GetRequest> gets) {
        try {
            return tables.store().transactGet(TransactGetRequest.of(gets)).items();
        } catch (RequestRejectedException e) {
            if (e.code().filter(code -> code == ErrorCode.TX_BYTES).isPresent()) {
                throw ServiceErrors.validation("Payload in response is too large: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static TransactionItems.Place place(GetRequest get) {
        return new TransactionItems.Place(get.schema().tableName(), get.key());
    }

    private static List<ItemResponse> responses(List<Asked> asked, List<GetRequest> gets, List<Optional<Item>> items) {
        List<ItemResponse> responses = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            ItemResponse.Builder response = ItemResponse.builder();
            if (items.get(i).isPresent()) {
                Item kept = asked.get(i).kept(gets.get(i), items.get(i).get());
                response.item(ItemCodec.encode(kept));
            }
            responses.add(response.build());
        }
        return responses;
    }

    /** Returns the items as they are stored, after reading those of which there is a projection; empty if it fails. */
    private static Optional<Map<TransactionItems.Place, Item>> readWhole(
            List<GetRequest> gets, List<Optional<Item>> items, Map<String, DocumentTable> found) {
        List<TransactionItems.Place> projected = gets.stream()
                .filter(get -> get.projection().isPresent())
                .map(TransactGet::place)
                .toList();
        Optional<Map<TransactionItems.Place, Item>> read = TransactionItems.read(found, projected);
        read.ifPresent(whole -> {
            for (int i = 0; i < gets.size(); i++) {
                TransactionItems.Place place = place(gets.get(i));
                if (gets.get(i).projection().isEmpty()) {
                    items.get(i).ifPresent(item -> whole.put(place, item));
                }
            }
        });
        return read;
    }

    private static Map<String, CapacityMeter> consumedBy(
            List<GetRequest> gets, Map<TransactionItems.Place, Item> whole) {
        Map<String, CapacityMeter> meters = new LinkedHashMap<>();
        for (GetRequest get : gets) {
            meters.computeIfAbsent(get.schema().tableName(), name -> new CapacityMeter(get.schema(), true))
                    .get(Optional.ofNullable(whole.get(place(get))), true);
        }
        return meters;
    }
}
