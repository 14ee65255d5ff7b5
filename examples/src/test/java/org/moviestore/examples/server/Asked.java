// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyWriter;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.table.DocumentStore;

/**
 * What came of asking for something without a connection.
 *
 * @param lines of the reply
 * @param runs how many times the request was carried on
 */
record Asked(List<String> lines, int runs) {
    static final int MAX_REPLY_BYTES = 1 << 20;

    private static final int MAX_NESTING = 100;

    static StoreRequests requests(DocumentStore store) {
        return requests(store, MAX_REPLY_BYTES);
    }

    static StoreRequests requests(DocumentStore store, int maxReplyBytes) {
        return new StoreRequests(store, about(store), maxReplyBytes);
    }

    static StoreRequests requests(DocumentStore store, LongSupplier nanoClock) {
        return new StoreRequests(store, about(store), MAX_REPLY_BYTES, nanoClock);
    }

    private static About about(DocumentStore store) {
        return new About("moviestore", "memory", "Movies", store.batchLimits(), store.features());
    }

    static Asked of(RequestHandler handler, String request) {
        Fields fields = fields(request);
        Optional<RequestId> id = fields.id();
        List<String> lines = new ArrayList<>();
        int runs = 0;
        boolean isWrite = false;
        try {
            Work work = understood(handler, fields);
            isWrite = work.isWrite();
            do {
                runs++;
            } while (!work.run(lines::add));
        } catch (RuntimeException e) {
            lines.add(ReplyWriter.failure(id, Refusals.of(e, isWrite)));
        }
        return new Asked(lines, runs);
    }

    /** Returns what a request means, after all that has to be looked up for it. */
    static Work understood(RequestHandler handler, Fields request) {
        Work work = handler.understand(request);
        while (work instanceof Lookup lookup) {
            lookup.question().run();
            work = handler.understand(request);
        }
        return work;
    }

    static Fields fields(String request) {
        return Fields.parse(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)), MAX_NESTING);
    }

    /** Returns the one line of the reply. */
    static String line(RequestHandler handler, String request) {
        List<String> lines = of(handler, request).lines();
        if (lines.size() != 1) {
            throw new AssertionError("one line was expected, not " + lines);
        }
        return lines.get(0);
    }
}
