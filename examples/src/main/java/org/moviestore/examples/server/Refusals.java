// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.time.Duration;
import org.moviestore.error.RetryAdvice;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyError.Code;
import org.moviestore.remote.protocol.ServerInfo;

/** The errors that are the server's own. */
final class Refusals {
    private static final String BEGIN_WITH_HELLO = "connect again and begin with {\"op\":\"hello\",\"version\":"
            + ServerInfo.PROTOCOL_VERSION + ",\"token\":\"...\"}";

    private Refusals() {}

    /**
     * Returns the error that tells of a failure. After a fault nobody can tell what became of a write; of anything else
     * nothing has happened, and it would fail again.
     */
    static ReplyError of(Throwable failure, boolean mayHaveHappened) {
        ReplyError error = failure instanceof FailedRequestException failed ? failed.error() : ReplyError.of(failure);
        return error.code() == Code.INTERNAL && !mayHaveHappened
                ? ReplyError.of(
                        Code.INTERNAL,
                        "the server failed at this request; its log tells why. Nothing happened",
                        RetryAdvice.NEVER)
                : error;
    }

    static ReplyError stopping() {
        return ReplyError.of(Code.UNAVAILABLE, "this server is stopping; try again once it runs again");
    }

    static ReplyError notFinished(boolean mayHaveHappened) {
        return mayHaveHappened
                ? ReplyError.of(
                        Code.OUTCOME_UNKNOWN,
                        "the connection ended before the request did, so it may have happened or not")
                : ReplyError.of(
                        Code.UNAVAILABLE,
                        "the connection ended before the request was carried out; send it on another");
    }

    static ReplyError waitedTooLong(Duration most) {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "the write waited too long, more than " + most.toSeconds()
                        + " seconds; nothing happened, so send it again after a pause");
    }

    static ReplyError tooManyRequests(int most) {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "this server has " + most + " requests under way and takes no more; try again after a pause");
    }

    static ReplyError tooManyConnections(int most) {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "this server has " + most + " connections and takes no more; try again after a pause");
    }

    static ReplyError noRoomForLines() {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "this server has no room left for lines that are not complete or not answered; send shorter ones, or"
                        + " fewer at once, on another connection");
    }

    static ReplyError noRoomForRequest() {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "this server has no room now for a request of so many values; nothing happened, so send it again after"
                        + " a pause");
    }

    static ReplyError idle(Duration idle) {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "no request came for " + idle.toSeconds()
                        + " seconds, so the connection ends; connect again, and send a ping now and then");
    }

    static ReplyError noHello(Duration most) {
        return ReplyError.of(
                Code.UNAVAILABLE,
                "this server asks for a token, and none came within " + most.toSeconds()
                        + " seconds, so the connection ends; " + BEGIN_WITH_HELLO);
    }

    static ReplyError unauthorized() {
        return ReplyError.of(
                Code.UNAUTHORIZED,
                "this server asks for a token, and this is not it, or there was none; " + BEGIN_WITH_HELLO);
    }

    static ReplyError unknownVersion(int version) {
        return ReplyError.of(
                Code.REQUEST_REJECTED,
                "this server speaks version " + ServerInfo.PROTOCOL_VERSION + " of the protocol, not " + version);
    }

    static ReplyError tooLarge(int maxBytes, boolean mayHaveHappened) {
        return mayHaveHappened
                ? ReplyError.of(
                        Code.TOO_LARGE,
                        "the request was carried out, but its reply is longer than the " + maxBytes
                                + " bytes that this server sends in a line; ask for less to be returned",
                        RetryAdvice.IF_IDEMPOTENT)
                : ReplyError.of(
                        Code.TOO_LARGE,
                        "the reply is longer than the " + maxBytes
                                + " bytes that this server sends in a line; ask for fewer items at once");
    }
}
