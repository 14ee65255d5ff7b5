// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.ReplyWriter;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.RequestReader;
import org.moviestore.remote.protocol.ServerInfo;
import org.moviestore.remote.protocol.StoreCall;

/**
 * Makes requests of the lines of one connection, and answers those that need no store. Not thread-safe: a connection
 * reads one line at a time.
 */
final class RequestReading {
    private static final String PING = "ping";
    private static final String HELLO = "hello";
    private static final String INFO = "info";
    private static final Set<String> OWN = Set.of(PING, HELLO, INFO);
    /** As which requests are counted that have no operation, or none that there is. */
    private static final String NO_OPERATION = "none";

    private static final Set<String> BARE_FIELDS = Set.of("op", "id");

    private final ServerParts server;
    private final Outbox outbox;
    private final RequestRoom room;
    /** Those of the requests that are not answered. */
    private final Set<RequestId> idsInUse = ConcurrentHashMap.newKeySet();
    /** What those have that the server answers itself. */
    private final Reservation nothing;

    private volatile boolean isGreeted;

    RequestReading(ServerParts server, Outbox outbox, RequestRoom room) {
        this.server = server;
        this.outbox = outbox;
        this.room = room;
        this.nothing = new Reservation(server.underWay(), room, idsInUse, Optional.empty());
        this.isGreeted = server.options().token().isEmpty();
    }

    /** Says whether its client may do no more than say hello, since it has not told the token. Thread-safe. */
    boolean isStranger() {
        return !isGreeted;
    }

    /** Has the request of a line admitted, and says what came of that. Whatever is thrown, it leaves nothing behind. */
    boolean take(Line line, Predicate<Exchange> admission) {
        try {
            return admit(read(line), admission);
        } finally {
            server.largeLines().end(line);
        }
    }

    private static boolean admit(Exchange exchange, Predicate<Exchange> admission) {
        try {
            return admission.test(exchange);
        } catch (RuntimeException | Error e) {
            exchange.giveUp();
            throw e;
        }
    }

    private Exchange read(Line line) {
        try {
            return requestOf(line);
        } catch (RuntimeException | Error e) {
            server.lineBytes().release(line.weight());
            throw e;
        }
    }

    /** Returns the request of a line, or the answer to it. */
    private Exchange requestOf(Line line) {
        if (line.isFaulty()) {
            MalformedLineException fault = new MalformedLineException(line.fault(), Optional.empty());
            return refusal(line, Optional.empty(), NO_OPERATION, fault);
        }
        Fields fields;
        Optional<RequestId> id;
        try {
            fields = Fields.parse(line.bytes(), server.options().limits().maxNesting());
            id = fields.id();
        } catch (MalformedLineException e) {
            return refusal(line, e.id().filter(given -> !idsInUse.contains(given)), NO_OPERATION, e);
        } catch (RuntimeException | Error e) {
            return refusal(line, Optional.empty(), NO_OPERATION, e);
        }
        if (id.isPresent() && idsInUse.contains(id.get())) {
            return refusal(line, Optional.empty(), NO_OPERATION, idInUse(id.get()));
        }
        String op = NO_OPERATION;
        try {
            String named = fields.text("op");
            op = isKnown(named) ? named : NO_OPERATION;
            return understand(line, id, named, fields);
        } catch (RuntimeException | Error e) {
            return refusal(line, id, op, e);
        }
    }

    private boolean isKnown(String op) {
        return OWN.contains(op) || server.handler().operations().contains(op);
    }

    /** With the id, the refusal would be taken for the reply to the other request. */
    private static MalformedLineException idInUse(RequestId id) {
        return new MalformedLineException(
                "a request of this connection that is not answered yet has the same id, " + id
                        + "; this one was not carried out, so give each its own",
                Optional.empty());
    }

    private Exchange understand(Line line, Optional<RequestId> id, String op, Fields fields) {
        if (op.equals(PING)) {
            fields.requireOnly(BARE_FIELDS);
            return exchange(line, id, op, Answer.ok(ReplyLine.of(id).build()));
        }
        if (op.equals(HELLO)) {
            return exchange(line, id, op, hello(id, fields));
        }
        if (!isGreeted) {
            return exchange(line, id, NO_OPERATION, lastWord(id, Refusals.unauthorized()));
        }
        if (op.equals(INFO)) {
            fields.requireOnly(BARE_FIELDS);
            return exchange(line, id, op, Answer.ok(info(id)));
        }
        checkKnown(op, id);
        checkWeight(fields, line);
        return begin(line, id, op, fields);
    }

    private void checkKnown(String op, Optional<RequestId> id) {
        if (!isKnown(op)) {
            Set<String> known = new TreeSet<>(OWN);
            known.addAll(server.handler().operations());
            throw new MalformedLineException("there is no such operation; there are " + known, id);
        }
    }

    private void checkWeight(Fields fields, Line line) {
        if (room.isTooSmallFor(fields.weight(), line)) {
            throw new MalformedLineException(
                    "so many names and values take more memory than this server has for a request, about "
                            + fields.weight() + " bytes; split what the line asks for, or give the server more",
                    fields.id());
        }
    }

    /** Begins a request, or says why that may not be; of a lookup nothing is kept but the line. */
    private Exchange begin(Line line, Optional<RequestId> id, String op, Fields fields) {
        Reservation reservation = new Reservation(server.underWay(), room, idsInUse, id);
        try {
            Optional<ReplyError> refusal = reservation.take(fields.weight(), line);
            if (refusal.isPresent()) {
                return exchange(line, id, op, refused(id, refusal.get()));
            }
            Work work = server.handler().understand(fields);
            if (work instanceof Lookup) {
                reservation.giveBackMemory();
            }
            return new Exchange(server, outbox, reservation, id, op, work, line);
        } catch (RuntimeException | Error e) {
            reservation.giveBack();
            throw e;
        }
    }

    private Answer hello(Optional<RequestId> id, Fields fields) {
        StoreCall.Hello call = RequestReader.readHello(fields);
        if (!isToken(call.token())) {
            return lastWord(id, Refusals.unauthorized());
        }
        if (call.version() != ServerInfo.PROTOCOL_VERSION) {
            return refused(id, Refusals.unknownVersion(call.version()));
        }
        isGreeted = true;
        About about = server.handler().about();
        ServerLimits limits = server.options().limits();
        ServerInfo info = new ServerInfo(
                about.server(),
                (int) limits.idle().toSeconds(),
                limits.maxLineBytes(),
                about.batchLimits(),
                about.features());
        return Answer.ok(ReplyWriter.write(id, call, info));
    }

    /** Compares in a time that tells nothing of the token but its length. */
    private boolean isToken(Optional<String> given) {
        Optional<String> token = server.options().token();
        return token.isEmpty()
                || MessageDigest.isEqual(
                        token.get().getBytes(StandardCharsets.UTF_8),
                        given.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private String info(Optional<RequestId> id) {
        About about = server.handler().about();
        return ReplyLine.of(id)
                .text("server", about.server())
                .text("store", about.store())
                .text("table", about.table())
                .number("connections", server.connections().count())
                .number("requests", server.metrics().requests())
                .number("uptimeSeconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - server.begin()))
                .build();
    }

    private Exchange refusal(Line line, Optional<RequestId> id, String op, Throwable failure) {
        ReplyError error = Refusals.of(failure, false);
        server.log().failed(op, error, failure);
        return exchange(line, id, op, refused(id, error));
    }

    private static Answer refused(Optional<RequestId> id, ReplyError error) {
        return new Answer(ReplyWriter.failure(id, error), error.code().name(), false);
    }

    private static Answer lastWord(Optional<RequestId> id, ReplyError error) {
        return new Answer(ReplyWriter.failure(id, error), error.code().name(), true);
    }

    private Exchange exchange(Line line, Optional<RequestId> id, String op, Answer answer) {
        return new Exchange(server, outbox, nothing, id, op, answer, line);
    }
}
