// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * How much work a table is provided for. Backends without such limits record it and describe it back. Immutable.
 *
 * <p><i>Source:</i> "DynamoDB throughput capacity" of the Amazon DynamoDB Developer Guide.
 */
public sealed interface Throughput {
    /** No limit of its own; paid by request. */
    record OnDemand() implements Throughput {}

    /**
     * A fixed number of capacity units for each second.
     *
     * @param readUnits read capacity units, at least 1
     * @param writeUnits write capacity units, at least 1
     */
    record Provisioned(long readUnits, long writeUnits) implements Throughput {
        /**
         * Checks the units.
         *
         * @throws InvalidRequestException with {@link ErrorCode#THROUGHPUT_RANGE}
         */
        public Provisioned {
            if (readUnits < 1 || writeUnits < 1) {
                throw new InvalidRequestException(
                        ErrorCode.THROUGHPUT_RANGE,
                        "provisioned throughput must be at least 1 unit, got " + readUnits + " and " + writeUnits);
            }
        }
    }

    /** Returns throughput on demand. */
    static Throughput onDemand() {
        return new OnDemand();
    }

    /** Returns provisioned throughput of so many read and write capacity units. */
    static Throughput provisioned(long readUnits, long writeUnits) {
        return new Provisioned(readUnits, writeUnits);
    }
}
