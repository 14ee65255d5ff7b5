// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Set;
import org.moviestore.item.ErrorCode;

/**
 * An answer that DynamoDB may give, on the service or on DynamoDB Local, although the model gives another. What the
 * adapter hides is none of these, nor what the contract leaves to the backend; most of what is known to differ is so,
 * see the table of {@code docs/contract.md}. Immutable.
 */
public enum KnownDifference {
    /**
     * An update is rejected for a sum of more than 38 digits: DynamoDB Local says so, the service is reported to call
     * it an overflow, and either code is right (rule E3). <i>Source:</i> the tests of ScyllaDB's Alternator, which run
     * against the service too.
     */
    DIGITS_CALLED_OVERFLOW {
        @Override
        boolean hides(Outcome expected, Outcome actual) {
            return expected instanceof Outcome.UpdateRejected rejected
                    && rejected.codes().contains(ErrorCode.NUMBER_PRECISION)
                    && actual.equals(new Outcome.UpdateRejected(Set.of(ErrorCode.NUMBER_RANGE)));
        }
    };

    /** Says whether an answer differs from the model's in this way, which must leave both with the same items. */
    abstract boolean hides(Outcome expected, Outcome actual);
}
