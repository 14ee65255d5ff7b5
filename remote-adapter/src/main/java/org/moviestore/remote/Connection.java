// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.ReplyReader;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.RequestWriter;
import org.moviestore.remote.protocol.StoreCall;

/**
 * One connection to a server, which any number of threads share: each sends its request and waits for the reply with
 * the same id. Who finds that another is writing leaves the request to that one, so that many go out together; who
 * writes does so for others until its own reply has come, and then leaves the rest to the next of them. A thread of the
 * connection's own reads the replies. Thread-safe.
 */
final class Connection {
    /** Requests are sent together up to so many bytes. */
    private static final int MAX_BYTES_TOGETHER = 64 * 1024;
    /** More than the items can have that are read. */
    private static final int MAX_NESTING = 512;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Endpoint endpoint;
    private final Settings settings;
    private final Socket raw;
    private final OutputStream out;
    private final ReplyLines lines;
    private final Watch watch;
    private final AtomicLong ids = new AtomicLong();
    private final byte[] together = new byte[MAX_BYTES_TOGETHER];
    private volatile long heardAt = System.nanoTime();

    private final Object lock = new Object();
    private final Map<RequestId, Exchange> waiting = new HashMap<>();
    private final Deque<Exchange> queue = new ArrayDeque<>();
    private State state = State.OPEN;
    /** Whether a thread is writing, or has been told to. */
    private boolean writing;

    /** Whether requests may be sent. */
    private enum State {
        OPEN,
        /** No more requests begin; those under way go on. */
        RETIRED,
        ENDED
    }

    private Connection(Endpoint endpoint, Settings settings, Socket raw, Socket socket, Watch watch)
            throws IOException {
        this.endpoint = endpoint;
        this.settings = settings;
        this.raw = raw;
        this.out = socket.getOutputStream();
        this.lines = new ReplyLines(socket.getInputStream(), settings.maxReplyBytes());
        this.watch = watch;
    }

    /** Connects to the server, encrypted if it is to be. */
    static Connection open(Endpoint endpoint, Settings settings) throws IOException {
        Socket raw = endpoint.connect(settings.connectTimeout());
        // An encrypted socket may wait for its writer before it closes.
        Watch watch = new Watch(settings.connectTimeout(), () -> close(raw));
        try {
            watch.start();
            watch.begin(settings.connectTimeout());
            Socket socket = endpoint.secured(raw);
            watch.end();
            Connection connection = new Connection(endpoint, settings, raw, socket, watch);
            Thread reader = new Thread(connection::readReplies, "moviestore-remote-reader");
            reader.setDaemon(true);
            reader.start();
            return connection;
        } catch (IOException | RuntimeException | Error e) {
            watch.close();
            close(raw);
            if (watch.isOverdue()) {
                throw new SocketTimeoutException(
                        "no agreement on encryption within " + seconds(settings.connectTimeout()));
            }
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is sent on it any more.
            return;
        }
    }

    /** Returns a request that is to be sent here. */
    Exchange exchange(StoreCall<?> call) {
        RequestId id = RequestId.of(ids.incrementAndGet());
        return new Exchange(id, (RequestWriter.write(id, call) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean isOpen() {
        synchronized (lock) {
            return state == State.OPEN;
        }
    }

    /** Sends a request and waits so long for its reply. */
    Fields ask(Exchange exchange, Duration timeout) throws CallLostException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean isWriter = enqueue(exchange);
        try {
            if (!isWriter && exchange.awaitTurn(deadline - System.nanoTime())) {
                isWriter = exchange.isWriter();
            }
            if (isWriter) {
                writeQueued(exchange, deadline);
            }
            if (!exchange.await(deadline - System.nanoTime())) {
                String reason = endpoint + " gave no answer within " + seconds(timeout);
                giveUp(exchange, reason, new SocketTimeoutException(reason));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(exchange, "the thread was interrupted", e);
        }
        return exchange.reply();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** Puts a request into the queue, and says whether this thread is to write what is there. */
    private boolean enqueue(Exchange exchange) throws CallLostException {
        synchronized (lock) {
            if (state != State.OPEN) {
                String reason = "the connection to " + endpoint + " ended";
                throw new CallLostException(CallLostException.Progress.REFUSED, reason, new IOException(reason));
            }
            waiting.put(exchange.id(), exchange);
            queue.add(exchange);
            boolean isFirst = !writing;
            writing = true;
            return isFirst;
        }
    }

    /** Writes what is in the queue, of which the thread's own request is the first. */
    private void writeQueued(Exchange own, long deadline) {
        boolean isDone = false;
        try {
            for (ByteBuffer bytes = takeQueued(own, deadline);
                    bytes.hasRemaining();
                    bytes = takeQueued(own, deadline)) {
                watch.begin(settings.timeout());
                out.write(bytes.array(), bytes.arrayOffset(), bytes.limit());
                watch.end();
            }
            isDone = true;
        } catch (IOException e) {
            // The reader finds out why.
            return;
        } finally {
            if (!isDone) {
                cannotWrite();
            }
        }
    }

    /**
     * Takes the next requests out of the queue, as many as go out together; none if there are none, or no connection,
     * or the thread has waited long enough and leaves the rest to another.
     */
    private ByteBuffer takeQueued(Exchange own, long deadline) {
        boolean isFree = own.hasEnded()
                || deadline - System.nanoTime() <= 0
                || Thread.currentThread().isInterrupted();
        synchronized (lock) {
            if (state == State.ENDED || (isFree && own.isSent())) {
                handOn();
                return NOTHING;
            }
            Exchange first = queue.poll();
            if (first == null) {
                writing = false;
                return NOTHING;
            }
            first.begin();
            if (queue.isEmpty() || first.line().length > MAX_BYTES_TOGETHER) {
                return ByteBuffer.wrap(first.line());
            }
            ByteBuffer bytes = ByteBuffer.wrap(together).put(first.line());
            for (Exchange next = queue.peek();
                    next != null && next.line().length <= bytes.remaining();
                    next = queue.peek()) {
                queue.remove();
                next.begin();
                bytes.put(next.line());
            }
            return bytes.flip();
        }
    }

    /** Leaves the writing to who waits for it longest. */
    private void handOn() {
        Exchange next = queue.peek();
        if (next == null) {
            writing = false;
        } else {
            next.takeTurn();
        }
    }

    /** The server may have said why, which the reader comes to before the end, and that soon. */
    private void cannotWrite() {
        synchronized (lock) {
            if (state == State.OPEN) {
                state = State.RETIRED;
            }
        }
        watch.begin(settings.connectTimeout());
    }

    /** Waits no longer for a reply, unless it has come by now. */
    private void giveUp(Exchange exchange, String reason, Exception cause) {
        boolean isSilent;
        boolean isLast;
        synchronized (lock) {
            if (waiting.remove(exchange.id()) == null) {
                return;
            }
            if (!exchange.isSent()) {
                queue.remove(exchange);
                if (exchange.isWriter()) {
                    handOn();
                }
            }
            exchange.lose(reason, cause);
            isSilent = cause instanceof SocketTimeoutException && exchange.isSentSince(heardAt);
            isLast = isDone();
        }
        if (isLast) {
            end("it is not used any more", cause);
        } else if (isSilent) {
            // Whether it still leads anywhere, others need not find out.
            retire();
        }
    }

    /** Begins no more requests, and ends the connection when those under way have ended. */
    void retire() {
        boolean isLast;
        synchronized (lock) {
            if (state == State.OPEN) {
                state = State.RETIRED;
            }
            isLast = isDone();
        }
        if (isLast) {
            end("it is not used any more", new IOException("retired"));
        }
    }

    private boolean isDone() {
        return state == State.RETIRED && waiting.isEmpty();
    }

    private void readReplies() {
        String reason = "the connection to " + endpoint + " was lost";
        @Nullable Throwable cause = null;
        try {
            for (Optional<ByteBuffer> line = lines.next(); line.isPresent(); line = lines.next()) {
                heardAt = System.nanoTime();
                accept(Fields.parse(line.get(), MAX_NESTING));
            }
            cause = new EOFException("the server ended it");
        } catch (IOException e) {
            cause = watch.isOverdue() ? new SocketTimeoutException("it took no requests for too long") : e;
        } catch (MalformedLineException e) {
            reason = endpoint + " sent what is no reply of the protocol";
            cause = e;
        } finally {
            Throwable why = cause == null ? new IllegalStateException("its reader failed") : cause;
            end(reason + " (" + why.getMessage() + ")", why);
        }
    }

    private void accept(Fields reply) throws IOException {
        Optional<RequestId> id = reply.id();
        if (id.isEmpty()) {
            Throwable refusal = refusalIn(reply);
            end(endpoint + " ended the connection (" + refusal.getMessage() + ")", refusal);
            return;
        }
        boolean isLast;
        synchronized (lock) {
            Exchange exchange = waiting.get(id.get());
            if (exchange == null ? !isKnown(id.get()) : !exchange.isSent()) {
                throw new IOException("it answered a request that was not sent");
            }
            if (exchange != null) {
                waiting.remove(id.get());
                exchange.answer(reply);
            }
            isLast = isDone();
        }
        if (isLast) {
            end("it is not used any more", new IOException("retired"));
        }
    }

    /** Says whether a request had the id, for the reply to one that nobody waits for any more. */
    private boolean isKnown(RequestId id) {
        try {
            long number = Long.parseLong(id.json());
            return number > 0 && number <= ids.get();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What answers no request is about the connection, and comes before its end. */
    private static Throwable refusalIn(Fields reply) {
        try {
            ReplyReader.read(new StoreCall.ListTables(), reply);
            return new IOException("it answered no request");
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Ends the connection; what is under way is lost for the reason. */
    void end(String reason, Throwable cause) {
        synchronized (lock) {
            if (state != State.ENDED) {
                state = State.ENDED;
                List.copyOf(waiting.values()).forEach(exchange -> exchange.lose(reason, cause));
                waiting.clear();
                queue.clear();
            }
        }
        watch.close();
        close(raw);
    }
}
