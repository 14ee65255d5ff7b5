// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.table.IndexScope;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The changes that a request asks of a table, all of them checked against it before the first is made. Errors are the
 * service's. Immutable.
 *
 * <p>A table has one throughput: what a request provides for single indexes must be what the table has after it.
 */
final class TableChanges {
    private static final String INVALID = KeyDefinitions.INVALID;

    private final UpdateTableRequest request;
    private final TableSchema schema;
    private final Throughput throughput;

    private TableChanges(UpdateTableRequest request, TableSchema schema) {
        this.request = request;
        this.schema = schema;
        throughput = throughput();
    }

    /**
     * Returns the changes in the order in which to make them: that of the index, if there is one, and then that of the
     * throughput. The request itself is {@linkplain UpdateConstraints#check checked} already.
     */
    static List<TableChange> of(UpdateTableRequest request, TableSchema schema) {
        TableChanges changes = new TableChanges(request, schema);
        List<TableChange> found = new ArrayList<>();
        changes.indexChange().ifPresent(found::add);
        if (!changes.throughput.equals(schema.throughput())) {
            found.add(TableChange.setThroughput(changes.throughput));
        }
        TableSchema changed = schema;
        for (TableChange change : found) {
            changed = change.appliedTo(changed);
        }
        UnservedParameters.refuseOtherUnits(request, changes.throughput);
        return found;
    }

    private boolean isOnDemand() {
        return throughput.equals(Throughput.onDemand());
    }

    /** Returns the throughput of the table from now on, which may be the one it has. */
    private Throughput throughput() {
        @Nullable ProvisionedThroughput units = request.provisionedThroughput();
        if (units == null) {
            return request.billingMode() == BillingMode.PAY_PER_REQUEST ? Throughput.onDemand() : schema.throughput();
        }
        boolean wasOnDemand = schema.throughput().equals(Throughput.onDemand());
        if (wasOnDemand && request.billingModeAsString() == null) {
            throw ServiceErrors.validation(INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        Throughput wanted = TableRequests.throughput(units, "");
        if (wanted.equals(schema.throughput())
                && request.globalSecondaryIndexUpdates().isEmpty()) {
            throw ServiceErrors.validation(unchanged(units));
        }
        if (wasOnDemand) {
            schema.indexes().forEach(this::requireUnits);
        }
        return wanted;
    }

    private static String unchanged(ProvisionedThroughput units) {
        return "The provisioned throughput for the table will not change. The requested value equals the current value."
                + " Current ReadCapacityUnits provisioned for the table: " + units.readCapacityUnits()
                + ". Requested ReadCapacityUnits: " + units.readCapacityUnits()
                + ". Current WriteCapacityUnits provisioned for the table: " + units.writeCapacityUnits()
                + ". Requested WriteCapacityUnits: " + units.writeCapacityUnits()
                + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.";
    }

    /** A table that is provided for from now on must be so with each of its global indexes. */
    private void requireUnits(SecondaryIndex index) {
        boolean given = index.scope() == IndexScope.LOCAL
                || request.globalSecondaryIndexUpdates().stream()
                        .map(GlobalSecondaryIndexUpdate::update)
                        .anyMatch(update -> update != null
                                && index.name().equals(update.indexName())
                                && update.provisionedThroughput() != null);
        if (!given) {
            throw ServiceErrors.validation(
                    INVALID + "ProvisionedThroughput must be specified for index: " + index.name());
        }
    }

    private Optional<TableChange> indexChange() {
        List<TableChange> changes = new ArrayList<>();
        for (GlobalSecondaryIndexUpdate update : request.globalSecondaryIndexUpdates()) {
            if (update.create() != null) {
                changes.add(TableChange.addIndex(created(update.create())));
            } else if (update.delete() != null) {
                requireGlobal(update.delete().indexName(), "delete");
                changes.add(TableChange.dropIndex(update.delete().indexName()));
            } else {
                checkUpdate(update.update());
            }
        }
        if (changes.size() > 1) {
            throw ServiceErrors.limitExceeded("Subscriber limit exceeded: Only 1 online index can be created or deleted"
                    + " simultaneously per table");
        }
        return changes.stream().findFirst();
    }

    private SecondaryIndex created(CreateGlobalSecondaryIndexAction create) {
        String name = create.indexName();
        if (request.attributeDefinitions().isEmpty()) {
            throw ServiceErrors.validation(INVALID + "AttributeDefinitions is not specified for index: " + name);
        }
        SecondaryIndex index = new RequestedIndexes(new KeyDefinitions(request.attributeDefinitions()))
                .global(name, create.keySchema(), create.projection());
        if (isOnDemand() && create.provisionedThroughput() != null) {
            throw ServiceErrors.validation(INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " for index: " + name + " when BillingMode is PAY_PER_REQUEST");
        } else if (!isOnDemand()) {
            checkUnits(name, create.provisionedThroughput());
        }
        if (find(name).isPresent()) {
            throw ServiceErrors.validation("Attempting to create an index which already exists");
        }
        if (index.partitionKey().equals(schema.partitionKey())) {
            throw ServiceErrors.validation(INVALID + "index " + name + " has the partition key of its table, and not"
                    + " every backend can add such an index later; create it with the table");
        }
        requireRoom();
        return index;
    }

    private void requireRoom() {
        long globals = schema.indexes().stream()
                .filter(index -> index.scope() == IndexScope.GLOBAL)
                .count();
        if (globals >= RequestedIndexes.MOST_GLOBAL) {
            throw ServiceErrors.limitExceeded("Subscriber limit exceeded: Number of global secondary indexes exceeds"
                    + " per-table limit of " + RequestedIndexes.MOST_GLOBAL);
        }
    }

    private void checkUpdate(UpdateGlobalSecondaryIndexAction update) {
        requireGlobal(update.indexName(), "update");
        if (isOnDemand()) {
            throw ServiceErrors.validation(INVALID + "The only Updates for index: " + update.indexName()
                    + " when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
        }
        checkUnits(update.indexName(), update.provisionedThroughput());
    }

    private static void checkUnits(String index, @Nullable ProvisionedThroughput units) {
        if (units == null) {
            throw ServiceErrors.validation(
                    INVALID + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: " + index);
        }
        TableRequests.throughput(units, " for index " + index);
    }

    private Optional<SecondaryIndex> find(String name) {
        return schema.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst();
    }

    private void requireGlobal(String name, String what) {
        SecondaryIndex index = find(name).orElseThrow(() -> ServiceErrors.indexNotFound(schema.tableName(), name));
        if (index.scope() == IndexScope.LOCAL) {
            throw ServiceErrors.validation("Cannot " + what + " an index that is not a GlobalSecondaryIndex: " + name);
        }
    }
}
