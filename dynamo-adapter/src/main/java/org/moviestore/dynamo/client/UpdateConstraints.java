// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What is checked of a request to change a table before the table is looked at, in the service's order. */
final class UpdateConstraints {
    private static final String INVALID = KeyDefinitions.INVALID;

    private UpdateConstraints() {}

    static void check(UpdateTableRequest request) {
        SchemaConstraints.check(request);
        checkSomething(request);
        checkAlone(request);
        checkBilling(request);
        if (request.hasGlobalSecondaryIndexUpdates()) {
            checkIndexes(request);
        }
        UnservedParameters.refuse(request);
        checkStream(request);
    }

    private static void checkSomething(UpdateTableRequest request) {
        boolean something = Stream.of(
                                request.provisionedThroughput(),
                                request.billingModeAsString(),
                                request.streamSpecification(),
                                request.sseSpecification(),
                                request.multiRegionConsistencyAsString(),
                                request.deletionProtectionEnabled(),
                                request.onDemandThroughput(),
                                request.warmThroughput(),
                                request.tableClassAsString(),
                                request.globalTableSettingsReplicationModeAsString())
                        .anyMatch(Objects::nonNull)
                || Stream.of(
                                request.globalSecondaryIndexUpdates(),
                                request.replicaUpdates(),
                                request.globalTableWitnessUpdates(),
                                request.vectorIndexUpdates())
                        .anyMatch(updates -> !updates.isEmpty());
        if (!something) {
            throw ServiceErrors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
                    + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
                    + " WarmThroughput or TableClass is required");
        }
    }

    /** Some changes must be the only one of their request. */
    private static void checkAlone(UpdateTableRequest request) {
        List<@Nullable Object> others = Stream.<@Nullable Object>of(
                        request.provisionedThroughput(),
                        request.billingModeAsString(),
                        request.streamSpecification(),
                        request.sseSpecification(),
                        request.tableClassAsString(),
                        request.deletionProtectionEnabled(),
                        request.globalSecondaryIndexUpdates().isEmpty() ? null : request.globalSecondaryIndexUpdates())
                .filter(Objects::nonNull)
                .toList();
        if (others.size() < 2) {
            return;
        }
        checkAlone(request.sseSpecification(), "Server-Side Encryption");
        checkAlone(request.tableClassAsString(), "TableClass");
        checkAlone(request.deletionProtectionEnabled(), "DeletionProtection");
    }

    private static void checkAlone(@Nullable Object parameter, String what) {
        if (parameter != null) {
            throw ServiceErrors.validation(INVALID + what + " modification must be the only operation in the request");
        }
    }

    private static void checkBilling(UpdateTableRequest request) {
        boolean units = request.provisionedThroughput() != null;
        if (units && request.billingMode() == BillingMode.PAY_PER_REQUEST) {
            throw ServiceErrors.validation(
                    INVALID + "ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST");
        } else if (!units && request.billingMode() == BillingMode.PROVISIONED) {
            throw ServiceErrors.validation(
                    INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
    }

    private static void checkIndexes(UpdateTableRequest request) {
        if (request.globalSecondaryIndexUpdates().isEmpty()) {
            throw ServiceErrors.validation(INVALID + "List of GlobalSecondaryIndexUpdates is empty");
        }
        Set<String> names = new HashSet<>();
        for (GlobalSecondaryIndexUpdate update : request.globalSecondaryIndexUpdates()) {
            String name = onlyName(update);
            if (!names.add(name)) {
                throw ServiceErrors.validation(INVALID
                        + "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
            }
            if (update.update() == null && request.provisionedThroughput() != null) {
                throw ServiceErrors.validation(INVALID + "You cannot create or delete index while updating table IOPS");
            }
        }
    }

    private static String onlyName(GlobalSecondaryIndexUpdate update) {
        List<String> names = Stream.of(
                        Stream.ofNullable(update.update()).map(action -> action.indexName()),
                        Stream.ofNullable(update.create()).map(action -> action.indexName()),
                        Stream.ofNullable(update.delete()).map(action -> action.indexName()))
                .flatMap(name -> name)
                .toList();
        if (names.isEmpty()) {
            throw ServiceErrors.validation(INVALID + "One of GlobalSecondaryIndexUpdate.Update,"
                    + " GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
        } else if (names.size() > 1) {
            throw ServiceErrors.validation(INVALID
                    + "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
        }
        return names.get(0);
    }

    private static void checkStream(UpdateTableRequest request) {
        @Nullable StreamSpecification stream = request.streamSpecification();
        if (stream != null && stream.streamViewTypeAsString() != null) {
            throw ServiceErrors.validation(
                    INVALID + "If stream is being disabled, then UpdateViewType must not be specified");
        }
    }
}
