// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Creates, describes, changes, lists and drops tables, and waits until that is done. */
final class Tables {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Connection connection;
    private final Pause pause;
    private final Duration deadline;

    /** How to let time pass between two looks at a table. */
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    Tables(Connection connection, Pause pause, Duration deadline) {
        this.connection = connection;
        this.pause = pause;
        this.deadline = deadline;
    }

    void create(TableSchema schema) {
        CreateTableRequest create = TableSchemas.encode(schema);
        Call call = Call.ofTable(Call.Kind.CREATE_TABLE, "CreateTable", schema.tableName());
        try {
            connection.call(call, client -> client.createTable(create));
        } catch (OutcomeUnknownException e) {
            throw explained(schema.tableName(), e);
        }
        await(call, () -> ifThere(schema.tableName()).filter(TableUpdates::isActive));
    }

    /** DynamoDB Local fails inside where a table's name differs from another's in case alone; the service need not. */
    private OutcomeUnknownException explained(String name, OutcomeUnknownException failure) {
        if (!(failure.getCause() instanceof AwsServiceException answer) || answer.statusCode() != 500) {
            return failure;
        }
        List<String> names = namesIfAny(failure);
        for (String other : names) {
            if (other.equalsIgnoreCase(name) && !names.contains(name)) {
                return new OutcomeUnknownException(
                        failure.getMessage() + "; DynamoDB Local creates no table " + name + " beside table " + other
                                + ", since it does not tell upper from lower case in table names",
                        failure);
            }
        }
        return failure;
    }

    private List<String> namesIfAny(OutcomeUnknownException failure) {
        try {
            return list();
        } catch (StoreException e) {
            failure.addSuppressed(e);
            return List.of();
        }
    }

    /** A table that was just created may not be found at first. */
    private Optional<TableDescription> ifThere(String name) {
        try {
            return Optional.of(describe(name));
        } catch (TableNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Changes a table and returns what it is when that is done. */
    TableSchema update(String name, TableChange change) {
        var table = look(name);
        TableSchema before = TableSchemas.decode(table).schema();
        Optional<UpdateTableRequest> update = change.accept(new TableUpdates(table, change.appliedTo(before)));
        if (update.isEmpty()) {
            return before;
        }
        Call call = Call.ofTable(Call.Kind.WRITE, "UpdateTable", name);
        try {
            connection.call(call, client -> client.updateTable(update.get()));
        } catch (TableNotFoundException e) {
            // DynamoDB says the same of an index that has gone meanwhile.
            change.appliedTo(describe(name).schema());
            throw e;
        }
        return await(call, () -> Optional.of(describe(name)).filter(seen -> TableUpdates.isDone(change, seen)))
                .schema();
    }

    TableDescription describe(String name) {
        return TableSchemas.decode(look(name));
    }

    software.amazon.awssdk.services.dynamodb.model.TableDescription look(String name) {
        DescribeTableRequest describe =
                DescribeTableRequest.builder().tableName(name).build();
        return connection
                .call(Call.ofTable(Call.Kind.READ, "DescribeTable", name), client -> client.describeTable(describe))
                .table();
    }

    List<String> list() {
        List<String> names = new ArrayList<>();
        Call call = Call.ofTable(Call.Kind.READ, "ListTables", "");
        @Nullable String after = null;
        do {
            ListTablesRequest list =
                    ListTablesRequest.builder().exclusiveStartTableName(after).build();
            ListTablesResponse page = connection.call(call, client -> client.listTables(list));
            names.addAll(page.tableNames());
            after = page.lastEvaluatedTableName();
        } while (after != null);
        // Table names are ASCII, so this is the order of their bytes.
        names.sort(Comparator.naturalOrder());
        return names;
    }

    void drop(String name) {
        DeleteTableRequest drop = DeleteTableRequest.builder().tableName(name).build();
        Call call = Call.ofTable(Call.Kind.DROP_TABLE, "DeleteTable", name);
        @Nullable
        String id = connection
                .call(call, client -> client.deleteTable(drop))
                .tableDescription()
                .tableId();
        await(call, () -> isGone(name, id) ? Optional.of(name) : Optional.empty());
    }

    /** Somebody may create a table of the same name as soon as the old one is gone. */
    private boolean isGone(String name, @Nullable String id) {
        try {
            @Nullable String now = look(name).tableId();
            return id != null && now != null && !id.equals(now);
        } catch (TableNotFoundException e) {
            return true;
        }
    }

    /** The call was accepted, so from here on no failure may say that nothing happened. */
    private <T> T await(Call call, Supplier<Optional<T>> done) {
        Duration waited = Duration.ZERO;
        Duration next = FIRST_PAUSE;
        while (true) {
            long start = System.nanoTime();
            @Nullable StoreException unavailable = null;
            try {
                Optional<T> seen = done.get();
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (StoreUnavailableException e) {
                unavailable = e;
            } catch (StoreException e) {
                throw new OutcomeUnknownException(
                        call + " was accepted, but it cannot be seen whether it is finished: " + e.getMessage(), e);
            }
            waited = waited.plusNanos(System.nanoTime() - start);
            if (waited.compareTo(deadline) >= 0) {
                throw notFinished(call, unavailable);
            }
            pause(call, next);
            waited = waited.plus(next);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private OutcomeUnknownException notFinished(Call call, @Nullable StoreException unavailable) {
        String message = call + " was accepted but is not known to be finished after " + deadline.toSeconds()
                + " s; look at the status of the table, and do not send it again";
        return new OutcomeUnknownException(message, unavailable == null ? new TimeoutException(message) : unavailable);
    }

    private void pause(Call call, Duration duration) {
        try {
            pause.await(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException(call + " was accepted; waiting for its end was interrupted", e);
        }
    }
}
