// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.RequestId;

/** A request and what becomes of it. Its connection changes it, under a lock; it changes no more once it has ended. */
final class Exchange {
    private final RequestId id;
    private final byte[] line;
    /** Opens when its caller is to write, or has nothing more to wait for. */
    private final CountDownLatch turn = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean writer;
    private boolean sent;
    private long sentAt;
    private @Nullable Fields reply;
    private @Nullable CallLostException lost;

    /**
     * Creates an exchange that has not begun.
     *
     * @param line the request, with its line feed
     */
    Exchange(RequestId id, byte[] line) {
        this.id = id;
        this.line = line;
    }

    RequestId id() {
        return id;
    }

    byte[] line() {
        return line;
    }

    /** Returns the bytes of the line without its end. */
    int size() {
        return line.length - 1;
    }

    /** From now on a part of it may be with the server. */
    void begin() {
        sent = true;
        sentAt = System.nanoTime();
    }

    boolean isSent() {
        return sent;
    }

    /** Says whether it was sent, and nothing was heard of the server after that. */
    boolean isSentSince(long heardAt) {
        return sent && sentAt - heardAt > 0;
    }

    /** From now on its caller is the one who writes. */
    void takeTurn() {
        writer = true;
        turn.countDown();
    }

    /** Says whether its caller was made the one who writes, while it waited. */
    boolean isWriter() {
        return writer;
    }

    void answer(Fields line) {
        reply = line;
        end();
    }

    private void end() {
        ended.countDown();
        turn.countDown();
    }

    void lose(String reason, Throwable cause) {
        lost = new CallLostException(
                sent ? CallLostException.Progress.MAYBE_SENT : CallLostException.Progress.NOT_SENT, reason, cause);
        end();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits so long until its caller is to write or this has ended, and says whether either came. */
    boolean awaitTurn(long nanos) throws InterruptedException {
        return turn.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits so long for its end, and says whether it came. */
    boolean await(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns the reply, once this has ended. */
    Fields reply() throws CallLostException {
        CallLostException loss = lost;
        if (loss != null) {
            throw loss;
        }
        return Objects.requireNonNull(reply, "reply");
    }
}
