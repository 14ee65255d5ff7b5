// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's clients of one store, until it is closed: every call goes through here. Thread-safe. */
final class Connection {
    private final DynamoDbClient repeatable;
    private final DynamoDbClient sentOnce;
    private final Runnable release;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Creates a connection.
     *
     * @param repeatable for calls that may be carried out twice
     * @param sentOnce for those that must not
     * @param release frees both
     */
    Connection(DynamoDbClient repeatable, DynamoDbClient sentOnce, Runnable release) {
        this.repeatable = repeatable;
        this.sentOnce = sentOnce;
        this.release = release;
    }

    <T> T call(Call call, Function<DynamoDbClient, T> request) {
        return call(call, request, () -> {});
    }

    /** @param whenUncertain run if it fails, and a try of the SDK's before the last may still be carried out */
    <T> T call(Call call, Function<DynamoDbClient, T> request, Runnable whenUncertain) {
        checkOpen();
        try {
            return request.apply(call.isRepeatable() ? repeatable : sentOnce);
        } catch (SdkException e) {
            if (DynamoExceptions.mayHaveHappenedBefore(e)) {
                whenUncertain.run();
            }
            throw DynamoExceptions.translate(e, call);
        }
    }

    void checkOpen() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("the store is closed");
        }
    }

    /** Waits that long, or until the store is closed or the thread interrupted. */
    void pause(Duration duration) throws InterruptedException {
        if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            checkOpen();
        }
    }

    synchronized void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            release.run();
        }
    }
}
