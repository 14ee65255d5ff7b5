// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** What the SDK sends again by itself. */
final class Retries {
    static final int ATTEMPTS = 4;
    private static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofSeconds(5));
    /** A table gets its capacity by the second, so a pause that is much shorter meets the same lack of it. */
    private static final BackoffStrategy THROTTLED_BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(5));

    private Retries() {}

    /** Returns the strategy for calls that may be carried out twice: whatever the SDK thinks worth another try. */
    static RetryStrategy repeatable() {
        return new WatchedRetries(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(THROTTLED_BACKOFF)
                .build());
    }

    /**
     * Returns the strategy for calls that must not be carried out twice: only what was certainly not carried out is
     * sent again. A conditional write that is sent again after its first answer was lost would meet its own first write
     * and report a failed condition; an increment would count twice.
     */
    static RetryStrategy sentOnce() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(THROTTLED_BACKOFF)
                .treatAsThrottling(DynamoExceptions::isThrottled)
                .retryOnException(DynamoExceptions::maySendAgain)
                .build();
    }
}
