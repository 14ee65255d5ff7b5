// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** Writes calls as request lines. Thread-safe. */
public final class RequestWriter {
    private RequestWriter() {}

    /**
     * Returns the line of a request, without the line feed. It carries the key that the request was made for, so that
     * the server can tell a table that has another by now.
     *
     * @throws InvalidRequestException with {@link ErrorCode#VERSION} if the request expects a version, which is not the
     *     server's affair: {@link org.moviestore.table.Versions} makes a condition of it
     */
    public static String write(RequestId id, StoreCall<?> call) {
        JsonLine line = JsonLine.begin().json("id", id.json());
        return call.accept(new CallWriter(line)).end();
    }
}
