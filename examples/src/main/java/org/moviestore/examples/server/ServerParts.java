// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/**
 * What the connections of a server have in common. Thread-safe.
 *
 * @param options as the server was started with
 * @param handler of their requests
 * @param threads that carry them out
 * @param underWay the requests that are under way
 * @param largeLines their turns to be understood
 * @param largeReads the turns of requests that may return many items
 * @param lineBytes for lines that are not complete and requests that are not answered
 * @param replyBytes for replies that are not read
 * @param connections that are open
 * @param metrics of all of it
 * @param log what it is told of connections and requests
 * @param begin when the server was started, by the nanosecond clock
 */
record ServerParts(
        ServerOptions options,
        RequestHandler handler,
        StoreThreads threads,
        UnderWay underWay,
        LargeLines largeLines,
        Turns largeReads,
        Budget lineBytes,
        Budget replyBytes,
        Connections connections,
        ServerMetrics metrics,
        ServerLog log,
        long begin) {
    private static final int PARTS_OF_HEAP = 4;
    /**
     * Of so much memory half is for one request that returns many items, which it may take if these are of tiny values.
     */
    private static final long BYTES_FOR_A_READ = 384 << 20;

    private static final long LEAST_SHARE = 64 << 10;

    static ServerParts of(ServerOptions options, RequestHandler handler, ServerMetrics metrics) {
        long quarter = Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP;
        return new ServerParts(
                options,
                handler,
                new StoreThreads(options.threads()),
                new UnderWay(options.limits().maxRequests()),
                new LargeLines(),
                new Turns((int) Math.max(1, Runtime.getRuntime().maxMemory() / BYTES_FOR_A_READ)),
                new Budget(quarter),
                new Budget(quarter),
                new Connections(options.limits().maxConnections()),
                metrics,
                new ServerLog(System::nanoTime),
                System.nanoTime());
    }

    /**
     * Says whether a connection that keeps so many lines or requests, of so many bytes, should take in no more of them:
     * a line that is longer than its share of the memory is taken alone.
     */
    boolean isEnough(int count, long bytes) {
        long sharers = 2L * Math.max(1, connections.count());
        return count >= options.limits().maxRequestsPerConnection()
                || bytes >= Math.max(LEAST_SHARE, lineBytes.size() / sharers);
    }

    /** Cuts off whoever leaves most unread, if all together leave more unread than there is room for. */
    void makeRoomForReplies() {
        if (replyBytes.taken() > replyBytes.size()) {
            connections.cutOffSlowest(replyBytes);
        }
    }
}
