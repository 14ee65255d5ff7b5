// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * What requests about tables ask of the service that no store can do; it is refused, never ignored. What says no more
 * than what is so anyway is accepted: no stream, no key of the caller's, the standard class, no protection.
 */
final class UnservedParameters {
    private static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");

    private final String operation;

    private UnservedParameters(String operation) {
        this.operation = operation;
    }

    /** @throws UnsupportedOperationException that names the operation and the first such parameter */
    static void refuse(CreateTableRequest request) {
        UnservedParameters create = new UnservedParameters("CreateTable");
        create.stream(request.streamSpecification());
        create.encryption(request.sseSpecification());
        create.tableClass(request.tableClassAsString());
        create.protection(request.deletionProtectionEnabled());
        create.refuseIf("Tags", !request.tags().isEmpty());
        create.refuseSet("WarmThroughput", request.warmThroughput());
        create.refuseSet("OnDemandThroughput", request.onDemandThroughput());
        create.refuseSet("ResourcePolicy", request.resourcePolicy());
        create.refuseSet("GlobalTableSourceArn", request.globalTableSourceArn());
        create.refuseSet("GlobalTableSettingsReplicationMode", request.globalTableSettingsReplicationModeAsString());
        create.refuseIf("VectorIndexes", !request.vectorIndexes().isEmpty());
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            create.refuseSet("GlobalSecondaryIndexes.WarmThroughput", index.warmThroughput());
            create.refuseSet("GlobalSecondaryIndexes.OnDemandThroughput", index.onDemandThroughput());
            create.refuseOtherUnits(
                    "GlobalSecondaryIndexes.ProvisionedThroughput",
                    index.provisionedThroughput(),
                    request.provisionedThroughput());
        }
    }

    /** @throws UnsupportedOperationException that names the operation and the first such parameter */
    static void refuse(UpdateTableRequest request) {
        UnservedParameters update = new UnservedParameters("UpdateTable");
        update.stream(request.streamSpecification());
        update.encryption(request.sseSpecification());
        update.tableClass(request.tableClassAsString());
        update.protection(request.deletionProtectionEnabled());
        update.refuseIf("ReplicaUpdates", !request.replicaUpdates().isEmpty());
        update.refuseSet("MultiRegionConsistency", request.multiRegionConsistencyAsString());
        update.refuseIf(
                "GlobalTableWitnessUpdates",
                !request.globalTableWitnessUpdates().isEmpty());
        update.refuseSet("OnDemandThroughput", request.onDemandThroughput());
        update.refuseSet("WarmThroughput", request.warmThroughput());
        update.refuseSet("GlobalTableSettingsReplicationMode", request.globalTableSettingsReplicationModeAsString());
        update.refuseIf("VectorIndexUpdates", !request.vectorIndexUpdates().isEmpty());
        request.globalSecondaryIndexUpdates().forEach(update::index);
    }

    private void index(GlobalSecondaryIndexUpdate change) {
        @Nullable CreateGlobalSecondaryIndexAction create = change.create();
        if (create != null) {
            refuseSet("GlobalSecondaryIndexUpdates.Create.WarmThroughput", create.warmThroughput());
            refuseSet("GlobalSecondaryIndexUpdates.Create.OnDemandThroughput", create.onDemandThroughput());
        }
        @Nullable UpdateGlobalSecondaryIndexAction update = change.update();
        if (update != null) {
            refuseSet("GlobalSecondaryIndexUpdates.Update.WarmThroughput", update.warmThroughput());
            refuseSet("GlobalSecondaryIndexUpdates.Update.OnDemandThroughput", update.onDemandThroughput());
        }
    }

    /**
     * Refuses units of indexes that are not those of their table.
     *
     * @param ofTable what the table has after the request
     * @throws UnsupportedOperationException that names the operation and the first such parameter
     */
    static void refuseOtherUnits(UpdateTableRequest request, Throughput ofTable) {
        UnservedParameters update = new UnservedParameters("UpdateTable");
        @Nullable
        ProvisionedThroughput units = ofTable instanceof Throughput.Provisioned provisioned
                ? ProvisionedThroughput.builder()
                        .readCapacityUnits(provisioned.readUnits())
                        .writeCapacityUnits(provisioned.writeUnits())
                        .build()
                : null;
        for (GlobalSecondaryIndexUpdate change : request.globalSecondaryIndexUpdates()) {
            String parameter = "GlobalSecondaryIndexUpdates.";
            if (change.create() != null) {
                update.refuseOtherUnits(
                        parameter + "Create.ProvisionedThroughput",
                        change.create().provisionedThroughput(),
                        units);
            } else if (change.update() != null) {
                update.refuseOtherUnits(
                        parameter + "Update.ProvisionedThroughput",
                        change.update().provisionedThroughput(),
                        units);
            }
        }
    }

    private void refuseOtherUnits(
            String parameter, @Nullable ProvisionedThroughput units, @Nullable ProvisionedThroughput ofTable) {
        if (units != null && !units.equals(ofTable)) {
            throw new UnsupportedOperationException(operation + " with " + parameter + " other than the table's is not"
                    + " served by a client of a document store, where an index has the throughput of its table; give"
                    + " both the same units");
        }
    }

    private void stream(@Nullable StreamSpecification stream) {
        refuseIf("StreamSpecification", stream != null && stream.streamEnabled());
    }

    private void encryption(@Nullable SSESpecification encryption) {
        refuseIf(
                "SSESpecification",
                encryption != null
                        && (Boolean.TRUE.equals(encryption.enabled())
                                || encryption.sseTypeAsString() != null
                                || encryption.kmsMasterKeyId() != null));
    }

    private void tableClass(@Nullable String name) {
        if (name == null) {
            return;
        } else if (!TABLE_CLASSES.contains(name)) {
            throw ServiceErrors.validation("Invalid table-class parameter provided. Please try again with a valid"
                    + " table-class value: " + TABLE_CLASSES + ".");
        }
        refuseIf("TableClass", !name.equals(TableClass.STANDARD.toString()));
    }

    private void protection(@Nullable Boolean enabled) {
        refuseIf("DeletionProtectionEnabled", Boolean.TRUE.equals(enabled));
    }

    private void refuseSet(String parameter, @Nullable Object value) {
        refuseIf(parameter, value != null);
    }

    private void refuseIf(String parameter, boolean asked) {
        if (asked) {
            throw new UnsupportedOperationException(operation + " with " + parameter
                    + " is not served by a client of a document store; leave " + parameter
                    + " out, and see to it with the backend's own means");
        }
    }
}
