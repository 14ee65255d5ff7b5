// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * Another strategy's retries, that also says of the failure a call ends by whether the tries before it were certainly
 * not carried out. The SDK keeps of those tries no more than messages, and the last failure alone cannot tell: a try
 * that finds no connection may follow one that was carried out and whose reply was lost. Thread-safe.
 */
final class WatchedRetries implements RetryStrategy {
    private final RetryStrategy retries;

    WatchedRetries(RetryStrategy retries) {
        this.retries = retries;
    }

    /** Says whether all tries before the one that failed so were watched and certainly not carried out. */
    static boolean nothingHappenedBefore(Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof NothingHappenedBefore) {
                return true;
            }
        }
        return false;
    }

    /** Travels with a failure, which the SDK copies with what it suppressed. */
    private static final class NothingHappenedBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingHappenedBefore() {
            super("no try before this one was carried out", null, false, false);
        }
    }

    private record Token(RetryToken token, boolean nothingHappened) implements RetryToken {}

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse response = retries.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new Token(response.token(), true), response.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Throwable failure = request.failure();
        boolean nothingHappened = request.token() instanceof Token token && token.nothingHappened();
        if (nothingHappened) {
            failure.addSuppressed(new NothingHappenedBefore());
        }
        RefreshRetryTokenResponse response = retries.refreshRetryToken(
                request.toBuilder().token(unwrap(request.token())).build());
        return RefreshRetryTokenResponse.create(
                new Token(response.token(), nothingHappened && DynamoExceptions.maySendAgain(failure)),
                response.delay());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return retries.recordSuccess(RecordSuccessRequest.create(unwrap(request.token())));
    }

    private static RetryToken unwrap(RetryToken token) {
        return token instanceof Token watched ? watched.token() : token;
    }

    @Override
    public int maxAttempts() {
        return retries.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public RetryStrategy.Builder<?, ?> toBuilder() {
        return retries.toBuilder();
    }

    @Override
    public void close() {
        retries.close();
    }
}
