// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import java.util.Optional;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Changes of a table as DynamoDB's requests; none where nothing is to be done, which DynamoDB would refuse. */
final class TableUpdates implements TableChange.Visitor<Optional<UpdateTableRequest>> {
    private final software.amazon.awssdk.services.dynamodb.model.TableDescription table;
    private final TableSchema changed;

    /**
     * Creates the writer of requests for a table.
     *
     * @param table the table before the change
     * @param changed its schema after the change
     */
    TableUpdates(software.amazon.awssdk.services.dynamodb.model.TableDescription table, TableSchema changed) {
        this.table = table;
        this.changed = changed;
    }

    private UpdateTableRequest.Builder update() {
        return UpdateTableRequest.builder().tableName(table.tableName());
    }

    @Override
    public Optional<UpdateTableRequest> addIndex(TableChange.AddIndex change) {
        SecondaryIndex index = change.index();
        CreateGlobalSecondaryIndexAction.Builder create = CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.name())
                .keySchema(TableSchemas.encode(index.keyAttributes()))
                .projection(TableSchemas.encode(index.projection()));
        if (changed.throughput() instanceof Throughput.Provisioned provisioned) {
            create.provisionedThroughput(TableSchemas.encode(provisioned));
        }
        return Optional.of(update().attributeDefinitions(TableSchemas.definitions(changed))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create.build())
                        .build())
                .build());
    }

    @Override
    public Optional<UpdateTableRequest> dropIndex(TableChange.DropIndex change) {
        return Optional.of(update().globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(index -> index.indexName(change.name()))
                        .build())
                .build());
    }

    @Override
    public Optional<UpdateTableRequest> setThroughput(TableChange.SetThroughput change) {
        boolean same = TableSchemas.throughput(table).equals(change.throughput());
        if (change.throughput() instanceof Throughput.Provisioned units) {
            return provision(units, same);
        }
        return same
                ? Optional.empty()
                : Optional.of(update().billingMode(BillingMode.PAY_PER_REQUEST).build());
    }

    /** DynamoDB refuses a throughput that is the present one, of the table and of each index. */
    private Optional<UpdateTableRequest> provision(Throughput.Provisioned units, boolean same) {
        List<GlobalSecondaryIndexUpdate> indexes = table.globalSecondaryIndexes().stream()
                .filter(index ->
                        !TableSchemas.throughput(index.provisionedThroughput()).equals(units))
                .map(index -> GlobalSecondaryIndexUpdate.builder()
                        .update(update ->
                                update.indexName(index.indexName()).provisionedThroughput(TableSchemas.encode(units)))
                        .build())
                .toList();
        if (same && indexes.isEmpty()) {
            return Optional.empty();
        }
        UpdateTableRequest.Builder update = update();
        if (!same) {
            update.billingMode(BillingMode.PROVISIONED).provisionedThroughput(TableSchemas.encode(units));
        }
        if (!indexes.isEmpty()) {
            update.globalSecondaryIndexUpdates(indexes);
        }
        return Optional.of(update.build());
    }

    /** Says whether the table can be used with all its indexes. */
    static boolean isActive(TableDescription seen) {
        return seen.status() == TableStatus.ACTIVE
                && seen.indexStatus().values().stream().allMatch(status -> status == TableStatus.ACTIVE);
    }

    /** Says whether a change is done; what others are changing does not matter. */
    static boolean isDone(TableChange change, TableDescription seen) {
        boolean shown = change.accept(new TableChange.Visitor<Boolean>() {
            @Override
            public Boolean addIndex(TableChange.AddIndex added) {
                return seen.indexStatus().get(added.index().name()) == TableStatus.ACTIVE;
            }

            @Override
            public Boolean dropIndex(TableChange.DropIndex dropped) {
                return !seen.indexStatus().containsKey(dropped.name());
            }

            @Override
            public Boolean setThroughput(TableChange.SetThroughput set) {
                return isActive(seen) && seen.schema().throughput().equals(set.throughput());
            }
        });
        return shown && seen.status() == TableStatus.ACTIVE;
    }
}
