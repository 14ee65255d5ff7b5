// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/** Stores that take one transaction for another, by its client token; rule H6. */
final class BrokenTokens {
    private BrokenTokens() {}

    private static TransactWriteRequest withoutToken(TransactWriteRequest request) {
        return new TransactWriteRequest(request.actions(), Optional.empty(), request.capacityReport());
    }

    /** Forgets client tokens. */
    @ConformsWith(Forgotten.class)
    @CaughtBy({
        "transactWrite_sentAgainWithItsToken_succeedsAndHappensOnce",
        "transactWrite_sentAgainAfterOthersChangedItsItems_changesNothing",
        "transactWrite_ofAnotherTransactionsToken_isRejectedAndChangesNothing",
        "transactWrite_ofUpdatesThatOnlyRemove_isRememberedWhateverTheyFound",
        "transactWrite_sentByEightThreadsWithOneToken_happensOnce"
    })
    static final class Forgotten extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return sound.transactWrite(withoutToken(request));
        }
    }

    /** A store that keeps what it knows of tokens by itself. */
    abstract static class Remembering extends BrokenStore {
        final Map<String, String> happened = new ConcurrentHashMap<>();

        /** Returns what tells a transaction from others. */
        String fingerprint(TransactWriteRequest request) {
            return request.fingerprint().toString();
        }

        /** Says whether a transaction has happened. */
        final boolean hasHappened(String token, TransactWriteRequest request) {
            String before = happened.get(token);
            if (before != null && !before.equals(fingerprint(request))) {
                throw new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "token " + token + " was used before");
            }
            return before != null;
        }

        @Override
        final TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return request.clientToken()
                    .map(token -> once(sound, token, request))
                    .orElseGet(() -> sound.transactWrite(request));
        }

        TransactWriteResult once(DocumentStore sound, String token, TransactWriteRequest request) {
            if (!hasHappened(token, request)) {
                sound.transactWrite(withoutToken(request));
                happened.put(token, fingerprint(request));
            }
            return TransactWriteResult.of();
        }
    }

    /** Takes whatever comes with a token for the transaction that came with it first. */
    @ConformsWith(TokensAlone.class)
    @CaughtBy({
        "transactWrite_ofAnotherTransactionsToken_isRejectedAndChangesNothing",
        "transactWrite_ofUpdatesThatOnlyRemove_isRememberedWhateverTheyFound"
    })
    static final class TokensAlone extends Remembering {
        @Override
        String fingerprint(TransactWriteRequest request) {
            return "";
        }
    }

    /** Tells transactions apart by how they were written. */
    @ConformsWith(AsWritten.class)
    @CaughtBy("transactWrite_sentAgainInAnotherNotation_isTheSame")
    static final class AsWritten extends Remembering {
        @Override
        String fingerprint(TransactWriteRequest request) {
            return request.actions().toString();
        }
    }

    /** Remembers a transaction before it has happened. */
    @ConformsWith(RememberedFailures.class)
    @CaughtBy("transactWrite_thatFailed_isNotRemembered")
    static final class RememberedFailures extends Remembering {
        @Override
        TransactWriteResult once(DocumentStore sound, String token, TransactWriteRequest request) {
            if (!hasHappened(token, request)) {
                happened.put(token, fingerprint(request));
                sound.transactWrite(withoutToken(request));
            }
            return TransactWriteResult.of();
        }
    }

    /** Looks whether a transaction has happened before it begins one. */
    @ConformsWith(LookedUpBefore.class)
    @CaughtBy("transactWrite_sentByEightThreadsWithOneToken_happensOnce")
    static final class LookedUpBefore extends Remembering {
        private final BrokenWriters.Gap gap = new BrokenWriters.Gap();

        @Override
        TransactWriteResult once(DocumentStore sound, String token, TransactWriteRequest request) {
            if (!hasHappened(token, request)) {
                gap.meetAnother();
                sound.transactWrite(withoutToken(request));
                happened.put(token, fingerprint(request));
            }
            return TransactWriteResult.of();
        }
    }

    /** Keeps tokens where capital letters are the same as small ones. */
    @ConformsWith(AnyCase.class)
    @CaughtBy("transactWrite_withTheLongestTokens_tellsThemApart")
    static final class AnyCase extends Remembering {
        @Override
        TransactWriteResult once(DocumentStore sound, String token, TransactWriteRequest request) {
            return super.once(sound, token.toLowerCase(Locale.ROOT), request);
        }
    }
}
