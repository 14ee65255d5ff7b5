// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * Requests for new tables as schemas, checked in the service's order. Errors are the service's.
 *
 * <p>A schema has one throughput: what a request provides for single indexes must be the table's.
 */
final class TableRequests {
    private static final String INVALID = KeyDefinitions.INVALID;
    private static final long MOST_UNITS = 1_000_000_000_000L;

    private TableRequests() {}

    static TableSchema schema(CreateTableRequest request) {
        String name = TableNames.given(request.tableName());
        SchemaConstraints.check(request);
        checkStream(request.streamSpecification());
        Throughput throughput = throughput(request);
        KeyDefinitions definitions = new KeyDefinitions(request.attributeDefinitions());
        List<KeyAttribute> key = definitions.ofTable(request.keySchema());
        List<SecondaryIndex> indexes = new RequestedIndexes(definitions).ofTable(request, key);
        request.globalSecondaryIndexes().forEach(index -> checkUnits(index, throughput));
        UnservedParameters.refuse(request);
        return new TableSchema(name, key, indexes, throughput);
    }

    private static void checkStream(@Nullable StreamSpecification stream) {
        if (stream != null && !stream.streamEnabled() && stream.streamViewTypeAsString() != null) {
            throw ServiceErrors.validation(
                    INVALID + "Table is being created with a stream disabled, UpdateViewType should not be specified");
        }
    }

    private static Throughput throughput(CreateTableRequest request) {
        @Nullable ProvisionedThroughput units = request.provisionedThroughput();
        if (request.billingMode() == BillingMode.PAY_PER_REQUEST) {
            if (units != null) {
                throw ServiceErrors.validation(INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be"
                        + " specified when BillingMode is PAY_PER_REQUEST");
            }
            return Throughput.onDemand();
        } else if (units == null) {
            throw ServiceErrors.validation(INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified"
                    + " when BillingMode is PROVISIONED");
        }
        return throughput(units, "");
    }

    /** Returns a throughput, of the whole table or of an index that the message names. */
    static Throughput throughput(ProvisionedThroughput units, String whose) {
        checkBound(units.readCapacityUnits(), "ReadCapacityUnits", whose);
        checkBound(units.writeCapacityUnits(), "WriteCapacityUnits", whose);
        return Throughput.provisioned(units.readCapacityUnits(), units.writeCapacityUnits());
    }

    private static void checkBound(long units, String parameter, String whose) {
        if (units > MOST_UNITS) {
            throw ServiceErrors.validation("Given value " + units + " for " + parameter + " is out of bounds" + whose);
        }
    }

    private static void checkUnits(GlobalSecondaryIndex index, Throughput ofTable) {
        @Nullable ProvisionedThroughput units = index.provisionedThroughput();
        boolean onDemand = ofTable.equals(Throughput.onDemand());
        if (onDemand && units != null) {
            throw ServiceErrors.validation(INVALID + "ProvisionedThroughput should not be specified for index: "
                    + index.indexName() + " when BillingMode is PAY_PER_REQUEST");
        } else if (!onDemand && units == null) {
            throw ServiceErrors.validation(
                    INVALID + "ProvisionedThroughput is not specified for index: " + index.indexName());
        } else if (units != null) {
            throughput(units, " for index " + index.indexName());
        }
    }
}
