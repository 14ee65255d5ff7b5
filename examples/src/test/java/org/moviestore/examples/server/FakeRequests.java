// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Key;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyLine;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.TableFeature;

/**
 * Requests that need no store: {@code read} and {@code write} of a {@code key}, each noting its {@code text} when it is
 * carried out and then waiting for its {@code gate}; each understood only once the gate {@code understoodAt} is open;
 * {@code change} of the whole table; a {@code stream} of {@code lines}; a reply of {@code size}; {@code many}, which
 * reads many items; one that is {@code down}, a {@code fault}, one of which not even that can be told, since it is
 * {@code broken}, and one that cannot be put in order after others of its key, since it is {@code untouchable}.
 */
final class FakeRequests implements RequestHandler {
    private static final String TABLE = "Fakes";
    private static final int LINES_OF_A_PAGE = 10;

    private final List<String> done = new ArrayList<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicLong streamed = new AtomicLong();

    @Override
    public Set<String> operations() {
        return Set.of("read", "write", "change", "stream", "large", "many", "down", "fault", "broken", "untouchable");
    }

    @Override
    public About about() {
        return new About(
                "fake 1.0", "fake", TABLE, new BatchLimits(100, 25, 4), Set.of(TableFeature.CONSUMED_CAPACITY));
    }

    /** Returns the texts of the requests in the order in which they were carried out. */
    List<String> done() {
        synchronized (done) {
            return List.copyOf(done);
        }
    }

    /** Lets those go on that wait at a gate, now and later. */
    void open(String gate) {
        latch(gates, gate).countDown();
    }

    /** Waits until somebody has come to a gate. */
    void awaitSomebodyAt(String gate) throws InterruptedException {
        latch(begun, gate).await();
    }

    int mostRunning() {
        return mostRunning.get();
    }

    /** Returns how many lines of streams were sent. */
    long streamed() {
        return streamed.get();
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String name) {
        return latches.computeIfAbsent(name, unknown -> new CountDownLatch(1));
    }

    @Override
    public Work understand(Fields request) {
        Optional<RequestId> id = request.id();
        request.optionalText("understoodAt").ifPresent(this::waitAt);
        return switch (request.text("op")) {
            case "write" -> noted(request, Touched.writing(TABLE, key(request)), true);
            case "change" -> noted(request, Touched.writingAll(TABLE), true);
            case "stream" -> stream(request);
            case "large" -> {
                String text = "x".repeat((int) request.integer("size"));
                yield work(replies -> {
                    replies.line(ReplyLine.of(id).text("text", text).build());
                    return true;
                });
            }
            case "down" ->
                work(replies -> {
                    throw new StoreUnavailableException("the fake is down; wait");
                });
            case "fault" ->
                work(replies -> {
                    throw new IllegalArgumentException(
                            "a secret value", new IllegalStateException("another secret value"));
                });
            case "broken" ->
                work(replies -> {
                    throw new UntellableException();
                });
            case "many" -> new Many(noted(request, Touched.nothing(), false));
            case "untouchable" -> new Untouchable(key(request), new AtomicInteger());
            default -> noted(request, Touched.reading(TABLE, key(request)), false);
        };
    }

    private static Key key(Fields request) {
        return Key.of("key", request.text("key"));
    }

    private Work noted(Fields request, Touched touched, boolean isWrite) {
        Optional<RequestId> id = request.id();
        Optional<String> text = request.optionalText("text");
        Optional<String> gate = request.optionalText("gate");
        return new FakeWork(touched, isWrite, replies -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            text.ifPresent(this::note);
            gate.ifPresent(this::waitAt);
            running.decrementAndGet();
            replies.line(ReplyLine.of(id).build());
            return true;
        });
    }

    private void note(String text) {
        synchronized (done) {
            done.add(text);
        }
    }

    private void waitAt(String gate) {
        latch(begun, gate).countDown();
        try {
            latch(gates, gate).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }

    private Work stream(Fields request) {
        Optional<RequestId> id = request.id();
        long lines = request.integer("lines");
        String text = "x".repeat((int) request.integer("size"));
        AtomicLong sent = new AtomicLong();
        return work(replies -> {
            for (int i = 0; i < LINES_OF_A_PAGE && sent.get() < lines; i++) {
                replies.line(ReplyLine.part(id).text("text", text).build());
                sent.incrementAndGet();
                streamed.incrementAndGet();
            }
            if (sent.get() < lines) {
                return false;
            }
            replies.line(ReplyLine.of(id).number("count", lines).build());
            return true;
        });
    }

    private static Work work(Predicate<Replies> run) {
        return new FakeWork(Touched.readingAll(TABLE), false, run);
    }

    private static final class UntellableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("there is no telling");
        }
    }

    /** Tells once what it touches, and fails when asked again. */
    private record Untouchable(Key key, AtomicInteger asked) implements Work {
        @Override
        public Touched touched() {
            if (asked.getAndIncrement() > 0) {
                throw new IllegalStateException("asked again");
            }
            return Touched.writing(TABLE, key);
        }

        @Override
        public boolean isWrite() {
            return true;
        }

        @Override
        public boolean run(Replies replies) {
            throw new IllegalStateException("it cannot have been admitted");
        }
    }

    private record Many(Work work) implements Work {
        @Override
        public Touched touched() {
            return work.touched();
        }

        @Override
        public boolean isWrite() {
            return false;
        }

        @Override
        public boolean readsMany() {
            return true;
        }

        @Override
        public boolean run(Replies replies) {
            return work.run(replies);
        }
    }

    private record FakeWork(Touched touched, boolean isWrite, Predicate<Replies> action) implements Work {
        @Override
        public boolean run(Replies replies) {
            return action.test(replies);
        }
    }
}
