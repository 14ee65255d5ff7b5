// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** The elements of one JSON array. */
final class ArrayRecords implements RecordSource {
    private static final int ELEMENT_DEPTH = 1;

    private final JsonForm form;
    private final JsonSource source;
    private long position;
    private boolean ended;

    ArrayRecords(InputStream in, JsonForm form, JsonSource.Origin origin) {
        this.form = form;
        this.source = JsonSource.of(in, origin, ELEMENT_DEPTH);
    }

    @Override
    public String unit() {
        return "record";
    }

    @Override
    public @Nullable JsonRecord read() {
        if (ended) {
            return null;
        }
        try {
            if (position == 0) {
                source.begin();
            }
            position++;
            JsonToken token = source.next();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                source.end();
                return null;
            }
            return element();
        } catch (JacksonException e) {
            return last(source.malformed(e));
        } catch (InvalidRequestException e) {
            return last(e);
        }
    }

    private JsonRecord element() {
        try {
            return new JsonRecord.Good(position, form.item(source));
        } catch (InvalidRequestException e) {
            source.skipTo(ELEMENT_DEPTH);
            return new JsonRecord.Bad(position, e.getMessage(), false);
        }
    }

    private JsonRecord last(InvalidRequestException problem) {
        ended = true;
        return new JsonRecord.Bad(position, problem.getMessage() + "; nothing after it was read", true);
    }
}
