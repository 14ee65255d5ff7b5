// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.Item;
import org.moviestore.json.JsonRecord.Bad;
import org.moviestore.json.JsonRecord.Good;

class JsonRecordsTest {
    private static final String ENDED = "; nothing after it was read";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\ufeff", "\ufeff \n", "[]", "\ufeff [ ] \n"})
    void records_ofTextWithoutRecords_areNone(String text) {
        assertThat(records(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"a\":2}]", "\ufeff\n [\n{\"a\":1},\n{\"a\":2}\n]\n"})
    void records_ofAnArray_areNumberedFromOne(String text) {
        assertThat(records(text)).containsExactly(good(1, 1), good(2, 2));
    }

    @Test
    void records_ofAnArray_goOnAfterARecordThatIsNoItem() {
        List<JsonRecord> records = records("""
                [{"a":1}, 5, null, "x", [{"a":[1]}, 2],
                 {"a":1,"a":{"b":[1]},"c":[{}]},
                 {"n":{"m":[1e999, 2]}, "c":{}},
                 {"n":%s},
                 {"a":9}]
                """.formatted("1".repeat(5_000)));

        assertThat(records)
                .containsExactly(
                        good(1, 1),
                        bad(2, "an item is a JSON object"),
                        bad(3, "an item is a JSON object"),
                        bad(4, "an item is a JSON object"),
                        bad(5, "an item is a JSON object"),
                        bad(6, "\"a\" is given twice in one object (at a)"),
                        bad(7, "number magnitude is outside 1E-130 … 9.99E125 (at n.m[0])"),
                        bad(8, "number needs 5000 significant digits; at most 38 are kept exactly (at n)"),
                        good(9, 9));
    }

    @Test
    void records_ofAnArrayInDynamoDbForm_areReadInThatForm() {
        String text = "[{\"a\":{\"N\":\"1\"}},{\"a\":1},{\"a\":{\"S\":\"\",\"N\":\"1\"}},{\"a\":{\"N\":\"4\"}}]";

        assertThat(records(text, JsonForm.DYNAMODB))
                .containsExactly(
                        good(1, 1),
                        bad(2, "a value is an object that names its type, as in {\"S\":\"text\"} (at a)"),
                        bad(3, "a value has one type (at a.N)"),
                        good(4, 4));
    }

    @Test
    void records_ofAnArrayWithoutEnd_endWithOneBadRecord() {
        assertThat(records("[{\"a\":1},\n")).containsExactly(good(1, 1), last(2, "malformed JSON at line 2, column 1"));
        assertThat(records("[{\"a\":1}"))
                .containsExactly(good(1, 1), last(2, "JSON ends too early at line 1, column 9"));
        assertThat(records("[{\"a\":1},{\"a\":"))
                .containsExactly(good(1, 1), last(2, "JSON ends too early at line 1, column 15"));
        assertThat(records("[")).containsExactly(last(1, "JSON ends too early at line 1, column 2"));
    }

    @Test
    void records_ofABrokenArray_endWithOneBadRecord() {
        assertThat(records("[{\"a\":1} {\"a\":2}]"))
                .containsExactly(good(1, 1), last(2, "malformed JSON at line 1, column 10"));
        assertThat(records("\n\n  [{\"a\":1},{\"a\":x},{\"a\":3}]"))
                .containsExactly(good(1, 1), last(2, "malformed JSON at line 3, column 17"));
        assertThat(records("[{\"a\":1,\"a\":2,x},{\"a\":3}]"))
                .containsExactly(last(1, "malformed JSON at line 1, column 15"));
    }

    @Test
    void records_ofAnArrayThatSomethingFollows_endWithOneBadRecord() {
        assertThat(records("[{\"a\":1}]\n[]"))
                .containsExactly(good(1, 1), last(2, "something follows the JSON value, at line 2, column 1"));
        assertThat(records("[{\"a\":1}] x"))
                .containsExactly(good(1, 1), last(2, "malformed JSON at line 1, column 11"));
    }

    @Test
    void records_ofAnArrayThatNestsTooDeep_endWithOneBadRecord() {
        assertThat(records("[{\"a\":1},{\"a\":" + "[".repeat(100_000)))
                .containsExactly(good(1, 1), last(2, "JSON nests deeper than 500 levels at line 1, column 514"));
    }

    @Test
    void records_ofLines_countEveryLineAndSkipBlankOnes() {
        assertThat(records("\ufeff\n {\"a\":1}\r\n\n \t\n{\"a\":2}\n{\"a\":3}"))
                .containsExactly(good(2, 1), good(5, 2), good(6, 3));
    }

    @Test
    void records_ofLines_goOnAfterALineThatIsNoItem() {
        String text = """
                {"a":1}
                {"a":
                xx
                5
                [{"a":5}]
                {"a":6} {"a":6}
                {"a":7,"a":7}
                {"a":1e999}
                {"a":9}
                """;

        assertThat(records(text))
                .containsExactly(
                        good(1, 1),
                        bad(2, "JSON ends too early at line 2, column 6"),
                        bad(3, "malformed JSON at line 3, column 1"),
                        bad(4, "an item is a JSON object"),
                        bad(5, "an item is a JSON object"),
                        bad(6, "something follows the JSON value, at line 6, column 9"),
                        bad(7, "\"a\" is given twice in one object (at a)"),
                        bad(8, "number magnitude is outside 1E-130 … 9.99E125 (at a)"),
                        good(9, 9));
    }

    @Test
    void records_ofLinesThatEndWithinOne_endThere() {
        for (String cut : List.of("{\"a\":2", "{\"a\":{\"b\":1}", "{\"a\":\"x", "{")) {
            assertThat(records("{\"a\":1}\n" + cut))
                    .element(1)
                    .isInstanceOfSatisfying(
                            Bad.class, bad -> assertThat(bad.reason()).startsWith("JSON ends too early at line 2"))
                    .matches(JsonRecordsTest::endsReading);
        }
        assertThat(records("{\"a\":1}\n{\"a\":2}")).containsExactly(good(1, 1), good(2, 2));
        assertThat(records("{\"a\":1}\nxx")).element(1).matches(read -> !endsReading(read));
        assertThat(records("{\"a\":1}\n{\"a\":\n")).element(1).matches(read -> !endsReading(read));
    }

    @Test
    void records_whenTheFirstLineIsIndented_countItsColumns() {
        assertThat(records(" \n   {\"a\":x}\n  y"))
                .containsExactly(
                        bad(2, "malformed JSON at line 2, column 9"), bad(3, "malformed JSON at line 3, column 3"));
    }

    @Test
    void records_ofManyLines_areReadAcrossTheBuffersEnds() {
        StringBuilder text = new StringBuilder();
        List<JsonRecord> expected = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            String padding = "é".repeat(i * 37 % 1_000);
            text.append("{\"a\":").append(i).append(",\"p\":\"").append(padding).append("\"}\n");
            expected.add(new Good(i, Item.of("a", i, "p", padding)));
        }

        assertThat(records(text.toString())).isEqualTo(expected);
    }

    @Test
    void records_whenALineIsTooLong_goOnWithTheNext() {
        InputStream in = new SequenceInputStream(
                new SequenceInputStream(stream("{\"a\":1}\n"), new Spaces(LineRecords.MAX_LINE_BYTES * 3L)),
                stream("{\"a\":2}\n{\"a\":3}"));

        try (JsonRecords records = JsonRecords.of(in, JsonForm.NATURAL)) {
            assertThat(records)
                    .toIterable()
                    .containsExactly(good(1, 1), bad(2, "line is longer than 33554432 bytes"), good(3, 3));
        }
    }

    @Test
    void placeOf_ofARecord_saysRecordOrLine() {
        try (JsonRecords array = JsonRecords.of(stream("[1]"), JsonForm.NATURAL);
                JsonRecords lines = JsonRecords.of(stream("\n1"), JsonForm.NATURAL)) {
            assertThat(array.placeOf(array.next())).isEqualTo("record 1");
            assertThat(lines.placeOf(lines.next())).isEqualTo("line 2");
        }
    }

    @Test
    void next_afterTheLastRecord_throws() {
        try (JsonRecords records = JsonRecords.of(stream("[{\"a\":1},"), JsonForm.NATURAL)) {
            assertThat(records.next()).isEqualTo(good(1, 1));
            assertThat(records.next()).matches(JsonRecordsTest::endsReading);

            assertThat(records.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1}\n{\"a\":", "[{\"a\":1},{\"a\":"})
    void hasNext_whenTheStreamFails_throwsItsCause(String head) {
        IOException failure = new IOException("unplugged");
        InputStream in = new SequenceInputStream(stream(head), new Failing(failure));

        try (JsonRecords records = JsonRecords.of(in, JsonForm.NATURAL)) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> records.forEachRemaining(read -> {}))
                    .withCause(failure);
        }
    }

    @Test
    void hasNext_onAnArrayWithoutEnd_readsNoMoreThanItNeeds() {
        InputStream in =
                new SequenceInputStream(stream("[{\"a\":1},{\"a\":2},"), new Failing(new IOException("early")));

        try (JsonRecords records = JsonRecords.of(in, JsonForm.NATURAL)) {
            assertThat(records.next()).isEqualTo(good(1, 1));
            assertThat(records.next()).isEqualTo(good(2, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"a\":2}]", "{\"a\":1}\n{\"a\":2}"})
    void close_beforeTheEnd_closesTheStream(String text) {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        try (JsonRecords records = JsonRecords.of(in, JsonForm.NATURAL)) {
            records.next();
        }

        assertThat(closed).isTrue();
    }

    private static List<JsonRecord> records(String text) {
        return records(text, JsonForm.NATURAL);
    }

    private static List<JsonRecord> records(String text, JsonForm form) {
        List<JsonRecord> read = new ArrayList<>();
        try (JsonRecords records = JsonRecords.of(stream(text), form)) {
            records.forEachRemaining(read::add);
        }
        return read;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static Good good(long position, int a) {
        return new Good(position, Item.of("a", a));
    }

    private static Bad bad(long position, String reason) {
        return new Bad(position, reason, false);
    }

    private static Bad last(long position, String reason) {
        return new Bad(position, reason + ENDED, true);
    }

    private static boolean endsReading(JsonRecord read) {
        return read instanceof Bad bad && bad.endsReading();
    }

    /** A stream of blanks, of any length. */
    private static final class Spaces extends InputStream {
        private long left;

        Spaces(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }

    /** A stream that fails at once. */
    private static final class Failing extends InputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }
    }
}
