// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Set;
import org.moviestore.remote.protocol.Fields;

/**
 * What the requests of a server mean, other than {@code hello}, {@code ping} and {@code info}, which the server answers
 * itself from {@link #about}. Thread-safe.
 */
public interface RequestHandler {
    /** Returns the words that {@code op} may be; under them requests are counted. */
    Set<String> operations();

    /** Returns what the server says of its store. */
    About about();

    /**
     * Says what a request asks for, without calling the store: where that is needed first, returns a {@link Lookup},
     * after which it is called again for the same request. Requests of one connection are understood in the order sent,
     * each after those before it that change a whole table are done. What is thrown here or by {@link Work#run} becomes
     * the reply, by {@link org.moviestore.remote.protocol.ReplyError#of(Throwable)}; whoever knows more throws a
     * {@link FailedRequestException}.
     *
     * @throws org.moviestore.remote.protocol.MalformedLineException if it is not a request
     * @throws org.moviestore.item.InvalidRequestException if it can never succeed
     * @throws org.moviestore.error.StoreException if it does not fit its table
     */
    Work understand(Fields request);
}
