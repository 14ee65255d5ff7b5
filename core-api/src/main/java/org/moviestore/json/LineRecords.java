// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.json.JsonSource.Origin;

/** JSON lines: one record on each line that is not blank. Lines are parsed where they stand in the buffer. */
final class LineRecords implements RecordSource {
    /** The longest line, far above what an item of the largest size takes. */
    static final int MAX_LINE_BYTES = 1 << 25;

    private static final int FIRST_BUFFER_BYTES = 1 << 14;

    private final InputStream in;
    private final JsonForm form;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int from;
    private int to;
    private long line;
    private long columns;
    private boolean tooLong;
    private boolean ended;

    LineRecords(InputStream in, JsonForm form, Origin origin) {
        this.in = in;
        this.form = form;
        this.line = origin.lines();
        this.columns = origin.columns();
    }

    @Override
    public String unit() {
        return "line";
    }

    @Override
    public @Nullable JsonRecord read() {
        JsonRecord read = null;
        while (read == null && !ended) {
            int end = endOfLine();
            line++;
            read = record(end);
            from = Math.min(end + 1, to);
            columns = 0;
            tooLong = false;
        }
        return read;
    }

    private @Nullable JsonRecord record(int end) {
        if (tooLong) {
            return new JsonRecord.Bad(line, "line is longer than " + MAX_LINE_BYTES + " bytes", false);
        }
        if (isBlank(end)) {
            return null;
        }
        // A carriage return before the line's end is blank in JSON too, but would count as a line of its own.
        int length = end - from - (buffer[end - 1] == '\r' ? 1 : 0);
        try {
            JsonSource source = JsonSource.of(buffer, from, length, new Origin(line - 1, columns));
            return new JsonRecord.Good(line, form.wholeItem(source));
        } catch (InvalidRequestException e) {
            return new JsonRecord.Bad(line, e.getMessage(), isCut(e));
        }
    }

    /** Says whether the text ends within this line, as one that broke on its way does. */
    private boolean isCut(InvalidRequestException fault) {
        return ended && fault.getMessage().startsWith(JsonSource.ENDS_TOO_EARLY);
    }

    private boolean isBlank(int end) {
        for (int i = from; i < end; i++) {
            if (!JsonRecords.isBlank(buffer[i])) {
                return false;
            }
        }
        return true;
    }

    /** Fetches one line into the buffer and returns where it ends; of one that is too long only the end is kept. */
    private int endOfLine() {
        int searched = from;
        while (true) {
            for (int i = searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            if (to - from > MAX_LINE_BYTES) {
                tooLong = true;
                to = from;
            }
            searched = to - from;
            if (!fetch()) {
                ended = true;
                return to;
            }
        }
    }

    /** Moves the line to the buffer's begin, makes room after it and reads on; says whether there was more. */
    private boolean fetch() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        try {
            int read = in.read(buffer, to, buffer.length - to);
            to += Math.max(read, 0);
            return read >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
