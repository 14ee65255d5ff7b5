// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import org.moviestore.proof.sdk.Differences.Difference;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What DynamoDB Local is known to tell otherwise of tables. */
enum TableDifference implements KnownDifference {
    /** The global indexes of a table on demand are described without the throughput of 0 that they have. */
    NO_THROUGHPUT_OF_INDEXES {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches("/Table(Description)?/GlobalSecondaryIndexes/[^/]+/ProvisionedThroughput")
                    && difference.left() == null
                    && String.valueOf(difference.right()).contains("ReadCapacityUnits=0");
        }
    },

    /** No decreases are counted of the throughput of a new table's global indexes, where the service counts none. */
    NO_DECREASES_OF_INDEXES {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().endsWith("/ProvisionedThroughput/NumberOfDecreasesToday")
                    && difference.left() == null
                    && "0".equals(difference.right());
        }
    },

    /** A table that is being deleted is called active. */
    ACTIVE_TO_THE_END {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof DeleteTableRequest
                    && difference.place().equals("/TableDescription/TableStatus")
                    && "DELETING".equals(difference.right());
        }
    },

    /** The throughput of a table on demand can be set, and does nothing. */
    THROUGHPUT_ON_DEMAND {
        @Override
        public boolean explains(Exchange exchange) {
            return exchange.local().isOk()
                    && exchange.other().message().contains("when BillingMode is PAY_PER_REQUEST");
        }
    },

    /** Items and bytes of a table are counted at once; the service does it every six hours or so. */
    COUNTED_AT_ONCE {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches("/Table(Description)?/.*(ItemCount|TableSizeBytes|IndexSizeBytes)")
                    && "0".equals(difference.right());
        }
    },

    /** A global index is added or dropped later than the call returns; in other stores it is done by then. */
    INDEXES_CHANGED_LATER {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return exchange.request() instanceof UpdateTableRequest update
                    && update.hasGlobalSecondaryIndexUpdates()
                    && (difference.place().matches("/TableDescription/(.*/)?(Backfilling|IndexStatus|TableStatus)")
                            || difference.place().startsWith("/TableDescription/GlobalSecondaryIndexes")
                                    && String.valueOf(difference.left()).contains("IndexStatus=DELETING")
                                    && difference.right() == null);
        }
    },

    /** That a table once was on demand is remembered when it is no more; stores forget it. */
    BILLING_OF_THE_PAST {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches("/Table(Description)?/BillingModeSummary")
                    && "{BillingMode=PROVISIONED}".equals(String.valueOf(difference.left()))
                    && difference.right() == null;
        }
    },

    /** A global index that was added to a table on demand is described with a throughput without bounds. */
    THROUGHPUT_OF_ADDED_INDEXES {
        @Override
        public boolean explains(Exchange exchange, Difference difference) {
            return difference.place().matches("/Table(Description)?/GlobalSecondaryIndexes/[^/]+/OnDemandThroughput")
                    && String.valueOf(difference.left()).contains("MaxReadRequestUnits=-1")
                    && difference.right() == null;
        }
    };
}
