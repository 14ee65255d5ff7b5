// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * Creates, describes, changes, deletes and lists tables. A store answers when what it was asked for is done, so a table
 * that was made or changed is active in the answer already, where the service says that it is being made or changed.
 * Thread-safe.
 */
final class TableOperations {
    private static final int MOST_NAMES = 100;

    private final KnownTables tables;

    TableOperations(KnownTables tables) {
        this.tables = tables;
    }

    CreateTableResponse create(CreateTableRequest request) {
        String name = TableNames.given(request.tableName());
        DocumentTable created = call(name, () -> tables.store().createTable(TableRequests.schema(request)));
        return CreateTableResponse.builder()
                .tableDescription(active(tables.remember(created).schema()))
                .build();
    }

    private static software.amazon.awssdk.services.dynamodb.model.TableDescription active(TableSchema schema) {
        return TableAnswers.describe(TableDescription.active(schema));
    }

    DescribeTableResponse describe(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(TableAnswers.describe(look(request.tableName())))
                .build();
    }

    private TableDescription look(@Nullable String given) {
        String name = TableNames.existing(given);
        TableDescription described = call(name, () -> tables.store().describeTable(name));
        tables.hear(described.schema());
        return described;
    }

    /** Has a table called, with the service's errors of operations on tables. */
    private <R> R call(String table, Supplier<R> call) {
        try {
            return call.get();
        } catch (TableNotFoundException e) {
            tables.forget(table);
            throw ServiceErrors.tableNotFound(table, e);
        } catch (TableExistsException e) {
            throw ServiceErrors.tableExists(e);
        } catch (ContentionException e) {
            throw ServiceErrors.inUse("Attempt to change a resource which is still in use: " + e.getMessage(), e);
        } catch (InvalidRequestException e) {
            throw ServiceErrors.validation(KeyDefinitions.INVALID + e.getMessage(), e);
        }
    }

    DeleteTableResponse delete(DeleteTableRequest request) {
        TableDescription table = look(request.tableName());
        String name = table.schema().tableName();
        call(name, () -> {
            tables.store().dropTable(name);
            return name;
        });
        tables.forget(name);
        return DeleteTableResponse.builder()
                .tableDescription(TableAnswers.describeGoing(table))
                .build();
    }

    /** Lists the tables after a name, which need not be that of a table. The store lists them all for each page. */
    ListTablesResponse list(ListTablesRequest request) {
        SchemaConstraints.check(request);
        @Nullable String start = request.exclusiveStartTableName();
        @Nullable Integer limit = request.limit();
        // Table names are ASCII, so this is the order in which the store lists them.
        List<String> names = tables.store().listTables().stream()
                .filter(name -> start == null || name.compareTo(start) > 0)
                .toList();
        int most = limit == null ? MOST_NAMES : limit;
        if (names.size() <= most) {
            return ListTablesResponse.builder().tableNames(names).build();
        }
        return ListTablesResponse.builder()
                .tableNames(names.subList(0, most))
                .lastEvaluatedTableName(names.get(most - 1))
                .build();
    }

    /**
     * Changes a table. All that is asked for is checked first; if the store fails at the second of two changes, the
     * first, that of an index, stays.
     */
    UpdateTableResponse update(UpdateTableRequest request) {
        String name = TableNames.existing(request.tableName());
        UpdateConstraints.check(request);
        TableDescription table = look(name);
        if (request.streamSpecification() != null) {
            throw ServiceErrors.validation("Table has no stream to disable: TableName: " + name);
        }
        List<TableChange> changes = call(name, () -> TableChanges.of(request, table.schema()));
        TableSchema changed = table.schema();
        for (TableChange change : changes) {
            changed = call(name, () -> tables.remember(tables.store().updateTable(name, change)))
                    .schema();
        }
        return UpdateTableResponse.builder()
                .tableDescription(changes.isEmpty() ? TableAnswers.describe(table) : active(changed))
                .build();
    }

    /** Items of a store live until they are deleted. */
    DescribeTimeToLiveResponse timeToLive(DescribeTimeToLiveRequest request) {
        look(request.tableName());
        return DescribeTimeToLiveResponse.builder()
                .timeToLiveDescription(live -> live.timeToLiveStatus(TimeToLiveStatus.DISABLED))
                .build();
    }
}
