// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** What the SDK sends again by itself, and after which pauses. */
final class Retries {
    static final int ATTEMPTS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A table gets its capacity by the second, so a pause that is much shorter meets the same lack of it. */
    static final Retries STANDARD = new Retries(Duration.ofMillis(25), Duration.ofMillis(500));

    private final BackoffStrategy backoff;
    private final BackoffStrategy throttledBackoff;

    /** Creates retries whose first pauses are random ones of up to so long, and the others longer. */
    Retries(Duration pause, Duration throttledPause) {
        this.backoff = BackoffStrategy.exponentialDelay(pause, LONGEST_PAUSE);
        this.throttledBackoff = BackoffStrategy.exponentialDelay(throttledPause, LONGEST_PAUSE);
    }

    /** Returns a random pause before a try of that number, at least the second, after one that was throttled. */
    Duration throttledPause(int attempt) {
        return throttledBackoff.computeDelay(attempt);
    }

    /** Returns the strategy for calls that may be carried out twice: whatever the SDK thinks worth another try. */
    RetryStrategy repeatable() {
        return new WatchedRetries(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(throttledBackoff)
                .build());
    }

    /**
     * Returns the strategy for calls that must not be carried out twice: only what was certainly not carried out is
     * sent again. A conditional write that is sent again after its first answer was lost would meet its own first write
     * and report a failed condition; an increment would count twice.
     */
    RetryStrategy sentOnce() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(throttledBackoff)
                .treatAsThrottling(DynamoExceptions::isThrottled)
                .retryOnException(DynamoExceptions::maySendAgain)
                .build();
    }
}
