// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.GetRequest;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.UpdateRequest;

/** Text that no backend takes, and attribute names, rules A11, A12 and A18. */
abstract class TextTests extends ConditionChecks {
    private static final String NUL = "a\0b";
    private static final String HALF = "a\uD83D";
    private static final String OTHER_HALF = "\uDE00b";

    private void assertRefusedEverywhere(ErrorCode code, String text) {
        assertWriteRefused(code, key -> table().put(withKey(key, attributes("x", text))));
        assertWriteRefused(code, key -> table().put(withKey(key, attributes("x", List.of(Map.of("y", text))))));
        assertWriteRefused(code, key -> table().put(withKey(key, attributes("x", Values.stringSet("a", text)))));
        assertWriteRefused(code, key -> table().put(withKey(key, attributes("x", Map.of(text, 1)))));
        assertWriteRefused(code, key -> table().put(withKey(key, attributes(text, 1))));
        assertWriteRefused(code, key -> table().update(UpdateRequest.of(table().schema(), key, set("x", text))));
        assertWriteRefused(code, key -> table().update(UpdateRequest.of(table().schema(), key, set(text, 1))));
        assertRefused(code, () -> attribute("a").equalTo(text));
        assertRefused(code, () -> AttributePath.of(text));
        assertRefused(code, () -> table().get(table().schema().key(text)));
        assertRefused(code, () -> table().delete(table().schema().key(text)));
    }

    @Test
    @Rule("A11")
    void write_ofTextWithNul_isRefused() {
        assertRefusedEverywhere(ErrorCode.TEXT_NUL, NUL);
    }

    @Test
    @Rule("A12")
    void write_ofHalfASurrogatePair_isRefused() {
        assertRefusedEverywhere(ErrorCode.TEXT_SURROGATE, HALF);
        assertRefusedEverywhere(ErrorCode.TEXT_SURROGATE, OTHER_HALF);
    }

    @Test
    @Rule({"A11", "G4"})
    void scan_startingAtAPositionWithNul_goesOnOrIsRefused() {
        Key key = new Key(Item.of(table().schema().partitionKey().name(), NUL));
        ScanRequest request = ScanRequest.builder(table().schema())
                .startAfter(new Position(key))
                .build();

        Throwable failure = catchThrowable(() -> table().scan(request));

        if (failure != null) {
            assertRefused(ErrorCode.TEXT_NUL, () -> {
                throw failure;
            });
        }
    }

    /** Returns names that are special to some language on the way to a backend. */
    static Stream<String> unusualNames() {
        return Stream.of(
                "a.b",
                "a[0]",
                "[0]",
                "two words",
                " ",
                "\"",
                "a\"b",
                "it's",
                "'; DROP TABLE movies; --",
                "\"; DROP TABLE movies; --",
                "$",
                "$B",
                "$$SS",
                "$1",
                "#a",
                ":a",
                "?",
                "%s",
                "{a}",
                "a,b",
                "a\\b",
                "a/b",
                "a:b",
                "NULL",
                "name",
                "size",
                "item",
                "ctid",
                "and",
                "p ",
                "1",
                "_x",
                "caf\u00E9",
                "\uD83D\uDE00",
                "line\nbreak",
                "\t");
    }

    @ParameterizedTest
    @MethodSource("unusualNames")
    @Rule({"A18", "D5", "D6", "D8"})
    void everyOperation_withAnUnusualName_treatsItAsAnyOther(String name) {
        AttributePath path = AttributePath.of(name);
        Item item = attributes(name, 1, "m", Map.of(name, List.of("x")));
        Key key = stored(item);

        assertThat(read(key)).contains(item);
        assertHolds(item, attribute(path).equalTo(1));
        assertHolds(item, attribute(AttributePath.of("m").name(name).index(0)).equalTo("x"));
        assertDoesNotHold(attributes("other", 1), attribute(path).exists());

        table().update(UpdateRequest.of(
                table().schema(),
                key,
                Update.none()
                        .with(new Update.Set(
                                path, UpdateValue.of(attribute(path).plus(1))))
                        .with(new Update.Set(AttributePath.of("m").name(name).index(1), UpdateValue.of("y")))));
        Projection projection = new Projection(List.of(path));
        Item kept = table().get(GetRequest.builder(table().schema(), key)
                        .projection(projection)
                        .build())
                .item()
                .orElseThrow();

        assertThat(read(key)).contains(attributes(name, 2, "m", Map.of(name, List.of("x", "y"))));
        assertThat(kept).isEqualTo(attributes(name, 2));
    }

    @Test
    @Rule("A18")
    void put_ofAnEmptyName_isRefused() {
        assertWriteRefused(ErrorCode.NAME_EMPTY, key -> table().put(withKey(key, attributes("", 1))));
        assertWriteRefused(ErrorCode.NAME_EMPTY, key -> table().put(withKey(key, attributes("m", Map.of("", 1)))));
    }

    @Test
    @Rule("A18")
    void put_ofTheLongestName_keepsIt() {
        Item item = attributes("\u00E9".repeat(32_767) + "a", 1);

        Key key = stored(item);

        assertThat(read(key)).contains(item);
    }

    @Test
    @Rule("A18")
    void put_ofATooLongName_isRefused() {
        String name = "\u00E9".repeat(32_768);

        assertWriteRefused(ErrorCode.NAME_LENGTH, key -> table().put(withKey(key, attributes(name, 1))));
        assertWriteRefused(ErrorCode.NAME_LENGTH, key -> table().put(withKey(key, attributes("m", Map.of(name, 1)))));
    }
}
