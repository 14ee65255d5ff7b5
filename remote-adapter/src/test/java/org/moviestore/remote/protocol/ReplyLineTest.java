// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

class ReplyLineTest {
    private static final Item ITEM = Item.of("a", 1);

    @Test
    void build_ofAllFields_isOneLine() {
        String line = ReplyLine.of(Optional.of(RequestId.of(1)))
                .text("text", "a\n\"b\"\u2028\ud800😀")
                .number("number", -1)
                .flag("flag", true)
                .item("item", ITEM, JsonForm.NATURAL)
                .item("there", Optional.of(ITEM), JsonForm.DYNAMODB)
                .item("missing", Optional.empty(), JsonForm.NATURAL)
                .items("items", List.of(ITEM, Item.EMPTY), JsonForm.NATURAL)
                .items("none", List.of(), JsonForm.NATURAL)
                .build();

        assertThat(line)
                .isEqualTo(
                        "{\"id\":1,\"ok\":true,\"text\":\"a\\n\\\"b\\\"\u2028\\ud800😀\",\"number\":-1,\"flag\":true,"
                                + "\"item\":{\"a\":1},\"there\":{\"a\":{\"N\":\"1\"}},\"missing\":null,"
                                + "\"items\":[{\"a\":1},{}],\"none\":[]}");
        assertThat(Lines.fields(line).text("text")).isEqualTo("a\n\"b\"\u2028\ud800😀");
    }

    @Test
    void part_saysNothingOfTheEnd() {
        assertThat(ReplyLine.part(Optional.of(RequestId.of("x")))
                        .item("movie", ITEM, JsonForm.NATURAL)
                        .build())
                .isEqualTo("{\"id\":\"x\",\"movie\":{\"a\":1}}");
        assertThat(ReplyLine.part(Optional.empty()).build()).isEqualTo("{}");
    }

    @Test
    void of_withoutId_isTheShortestReply() {
        assertThat(ReplyLine.of(Optional.empty()).build()).isEqualTo("{\"ok\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "1.0", "1x", "\"", "\"\"", "null"})
    void requestId_thatIsNoNumberNorText_isRefused(String json) {
        assertThatThrownBy(() -> new RequestId(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestId_ofTextOfWrongLength_isRefused() {
        for (String text : List.of("", "x".repeat(65))) {
            assertThatThrownBy(() -> RequestId.of(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
