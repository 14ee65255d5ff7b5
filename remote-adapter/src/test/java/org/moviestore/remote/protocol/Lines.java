// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;

/** Reads lines as both ends do. */
final class Lines {
    static final int MAX_NESTING = 100;

    private Lines() {}

    static Fields fields(String line) {
        return fields(line.getBytes(UTF_8));
    }

    static Fields fields(byte[] line) {
        return Fields.parse(ByteBuffer.wrap(line), MAX_NESTING);
    }

    /** Reads a line as a server does that has the tables of the samples. */
    static StoreCall<?> call(byte[] line) {
        Fields request = fields(line);
        request.id();
        String op = request.text("op");
        return op.equals("hello")
                ? RequestReader.readHello(request)
                : RequestReader.read(op, request, (table, expectedKey, index) -> SampleCalls.schemaOf(table));
    }

    static StoreCall<?> call(String line) {
        return call(line.getBytes(UTF_8));
    }

    static MalformedLineException refusal(String line) {
        return catchThrowableOfType(MalformedLineException.class, () -> call(line));
    }
}
