// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.error.ContentionException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteAction;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The transactions of a store; what one that writes does between its tries is {@link TransactionTries}. */
final class Transactions {
    /** How often a transaction is tried that meets others; one for which there is no capacity as often as any call. */
    static final int ATTEMPTS = 10;

    /** So many items are never too large to be read together. */
    private static final int SURELY_SMALL = 10;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Connection connection;
    private final Tables tables;
    private final Tables.Pause pause;

    Transactions(Connection connection, Tables tables, Tables.Pause pause) {
        this.connection = connection;
        this.tables = tables;
        this.pause = pause;
    }

    TransactWriteResult write(TransactWriteRequest request) {
        return new TransactionTries(this, request).untilDone();
    }

    /**
     * Sends actions with a client token, by which the SDK may send them again.
     *
     * @param whenUncertain run if it fails, and a try of the SDK's before the last may still be carried out
     */
    TransactWriteResult send(
            List<WriteAction> actions, String clientToken, CapacityReport report, Runnable whenUncertain) {
        TransactWriteItemsRequest write = TransactRequests.write(actions, clientToken, report);
        return onTables(
                Call.Kind.TRANSACTION, "TransactWriteItems", actions.stream().map(WriteAction::schema), call -> {
                    TransactWriteItemsResponse response =
                            connection.call(call, client -> client.transactWriteItems(write), whenUncertain);
                    return new TransactWriteResult(units(report, response.consumedCapacity()));
                });
    }

    TransactGetResult get(TransactGetRequest request) {
        int met = 0;
        int throttled = 0;
        while (true) {
            try {
                return getOnce(request);
            } catch (ContentionException e) {
                met++;
                if (met == ATTEMPTS) {
                    throw e;
                }
                pause(met);
            } catch (StoreUnavailableException e) {
                throttled++;
                pauseIfThrottled(throttled, e);
            }
        }
    }

    private TransactGetResult getOnce(TransactGetRequest request) {
        TransactGetItemsRequest get = TransactRequests.get(request);
        Stream<TableSchema> schemas = request.gets().stream().map(GetRequest::schema);
        return onTables(Call.Kind.READ, "TransactGetItems", schemas, call -> {
            TransactGetItemsResponse response = connection.call(call, client -> client.transactGetItems(get));
            return new TransactGetResult(
                    response.responses().stream()
                            .map(found -> DynamoTable.item(found.hasItem(), found.item()))
                            .toList(),
                    units(request.capacityReport(), response.consumedCapacity()));
        });
    }

    /** Reads the items of the actions: as they are at one moment if they are not too large for that, or by tens. */
    List<Optional<Item>> read(List<WriteAction> actions) {
        try {
            return get(TransactGetRequest.of(actions.stream()
                            .map(action -> GetRequest.of(action.schema(), action.key()))
                            .toList()))
                    .items();
        } catch (RequestRejectedException e) {
            if (!isTooLarge(e) || actions.size() <= SURELY_SMALL) {
                throw e;
            }
        }
        List<Optional<Item>> items = new ArrayList<>();
        for (int from = 0; from < actions.size(); from += SURELY_SMALL) {
            items.addAll(read(actions.subList(from, Math.min(from + SURELY_SMALL, actions.size()))));
        }
        return items;
    }

    /** Returns what the table of each action is now. */
    List<TableSchema> tablesOf(List<WriteAction> actions) {
        Map<String, TableSchema> described = new HashMap<>();
        return actions.stream()
                .map(action -> described.computeIfAbsent(
                        action.schema().tableName(),
                        name -> tables.describe(name).schema()))
                .toList();
    }

    static boolean isTooLarge(RequestRejectedException e) {
        return e.code().filter(code -> code == ErrorCode.TX_BYTES).isPresent();
    }

    private interface Work<T> {
        T of(Call call);
    }

    private <T> T onTables(Call.Kind kind, String operation, Stream<TableSchema> schemas, Work<T> work) {
        TreeSet<String> names = schemas.map(TableSchema::tableName).collect(Collectors.toCollection(TreeSet::new));
        try {
            return work.of(Call.ofTable(kind, operation, String.join(", ", names)));
        } catch (TableNotFoundException e) {
            throw names.size() == 1 ? e : missing(names, e);
        }
    }

    /** DynamoDB says that a table is missing, and not which. */
    private RuntimeException missing(Iterable<String> names, TableNotFoundException cause) {
        for (String name : names) {
            try {
                tables.describe(name);
            } catch (TableNotFoundException e) {
                e.addSuppressed(cause);
                return e;
            }
        }
        return new ContentionException(
                "a table of the transaction was being made or dropped; nothing has changed, try again", cause);
    }

    private static OptionalDouble units(CapacityReport report, List<ConsumedCapacity> consumed) {
        return report == CapacityReport.NONE
                ? OptionalDouble.empty()
                : OptionalDouble.of(consumed.stream()
                        .mapToDouble(ConsumedCapacity::capacityUnits)
                        .sum());
    }

    /**
     * Pauses after so many tries that were canceled for lack of capacity, which the SDK does not send again as it does
     * what is throttled as a whole.
     *
     * @throws StoreUnavailableException the failure itself, if these were enough or it is another
     */
    void pauseIfThrottled(int tries, StoreUnavailableException failure) {
        if (tries == Retries.ATTEMPTS || !DynamoExceptions.isOfCancellation(failure)) {
            throw failure;
        }
        pause(Retries.STANDARD.throttledPause(tries + 1));
    }

    /** Pauses for a random while, so that transactions that met come apart, and for longer the more often they met. */
    void pause(int attempts) {
        long most = Math.min(SHORTEST_PAUSE.toNanos() << attempts, LONGEST_PAUSE.toNanos());
        pause(Duration.ofNanos(ThreadLocalRandom.current().nextLong(1, most + 1)));
    }

    private void pause(Duration duration) {
        try {
            pause.await(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContentionException(
                    "the transaction was interrupted between two of its tries; nothing has changed", e);
        }
    }
}
