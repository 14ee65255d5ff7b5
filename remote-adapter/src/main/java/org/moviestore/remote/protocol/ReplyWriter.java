// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Optional;

/** Writes what came of calls as reply lines. Thread-safe. */
public final class ReplyWriter {
    private ReplyWriter() {}

    /** Returns the line that tells the result of a call, without the line feed. */
    public static <R> String write(Optional<RequestId> id, StoreCall<R> call, R result) {
        JsonLine line = begin(id, true);
        return call.accept(new ResultWriter(line, result)).end();
    }

    /** Returns the line that tells why a request failed, without the line feed. */
    public static String failure(Optional<RequestId> id, ReplyError error) {
        return begin(id, false)
                .object("error", inner -> ErrorForm.write(inner, error))
                .end();
    }

    private static JsonLine begin(Optional<RequestId> id, boolean succeeded) {
        JsonLine line = JsonLine.begin();
        id.ifPresent(known -> line.json("id", known.json()));
        return line.flag("ok", succeeded);
    }
}
