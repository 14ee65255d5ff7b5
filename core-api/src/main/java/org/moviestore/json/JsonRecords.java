// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.moviestore.json.JsonSource.Origin;

/**
 * Reads items one by one from UTF-8 text that is a JSON array of objects or JSON lines (one object on each line). Which
 * of the two is decided by the first character that is not blank: {@code [} begins an array. A byte order mark is
 * skipped. Memory is bounded by the largest record, not by the text; nothing is read before it is asked for.
 *
 * <p>A record that is no item comes out as {@link JsonRecord.Bad} in its place, and reading goes on with the next one:
 * an element or a line that is not an object, gives a member twice or breaks a rule of its values, and a line that is
 * no JSON. Blank lines are skipped, and counted. Where an array is no longer JSON, lacks its end or is followed by
 * something, and where the text ends within a line that would go on, one last {@code Bad}
 * {@linkplain JsonRecord.Bad#endsReading() ends the reading}. Text without any record is no error.
 *
 * <p>Reading throws {@link UncheckedIOException} if the stream does. Not thread-safe.
 */
public final class JsonRecords implements Iterator<JsonRecord>, AutoCloseable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final PushbackInputStream in;
    private final JsonForm form;
    private @Nullable RecordSource source;
    private @Nullable JsonRecord next;

    private JsonRecords(InputStream in, JsonForm form) {
        this.in = new PushbackInputStream(new BufferedInputStream(in), BYTE_ORDER_MARK.length);
        this.form = form;
    }

    /** Returns the records of the stream, whose items are in the given form. Closing them closes the stream. */
    public static JsonRecords of(InputStream in, JsonForm form) {
        return new JsonRecords(Objects.requireNonNull(in, "in"), Objects.requireNonNull(form, "form"));
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = source().read();
        }
        return next != null;
    }

    @Override
    public JsonRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("there are no more records");
        }
        JsonRecord read = next;
        next = null;
        return read;
    }

    /** Returns where the record stands, for messages: {@code record 3} of an array, {@code line 3} of JSON lines. */
    public String placeOf(JsonRecord read) {
        return source().unit() + " " + read.position();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordSource source() {
        if (source == null) {
            source = open();
        }
        return source;
    }

    private RecordSource open() {
        try {
            skipByteOrderMark();
            long lines = 0;
            long columns = 0;
            int first = in.read();
            while (isBlank(first)) {
                lines += first == '\n' ? 1 : 0;
                columns = first == '\n' ? 0 : columns + 1;
                first = in.read();
            }
            if (first >= 0) {
                in.unread(first);
            }
            Origin origin = new Origin(lines, columns);
            return first == '[' ? new ArrayRecords(in, form, origin) : new LineRecords(in, form, origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void skipByteOrderMark() throws IOException {
        byte[] head = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(head, BYTE_ORDER_MARK)) {
            in.unread(head);
        }
    }

    static boolean isBlank(int unit) {
        return unit == ' ' || unit == '\t' || unit == '\r' || unit == '\n';
    }
}
