// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.expression.Expressions;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlaceholderOptionsTest {
    @Command
    static final class Holder {
        @Mixin
        private final PlaceholderOptions placeholders = new PlaceholderOptions();
    }

    private static Update update(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.placeholders.update("SET x = :v");
    }

    private static Update set(Object value) {
        return Expressions.set("x", value);
    }

    @Test
    void value_thatIsJson_isWhatTheJsonSays() {
        assertThat(update("--value", ":v=7.70")).isEqualTo(set(Values.number("7.7")));
        assertThat(update("--value", ":v=true")).isEqualTo(set(true));
        assertThat(update("--value", ":v=null")).isEqualTo(set(Values.nullValue()));
        assertThat(update("--value", ":v=\"1985\"")).isEqualTo(set("1985"));
        assertThat(update("--value", ":v=[1,\"a\"]")).isEqualTo(set(List.of(1, "a")));
        assertThat(update("--value", ":v={\"a\":{\"b\":1}}")).isEqualTo(set(Map.of("a", Map.of("b", 1))));
    }

    @ParameterizedTest
    @CsvSource({"Tom Hanks", "'[1'", "a=b=c", "'{\"a\":'", "7.7.7", "''"})
    void value_thatIsNoJson_isText(String text) {
        assertThat(update("--value", ":v=" + text)).isEqualTo(set(text));
    }

    @Test
    void value_thatBreaksARule_isRefused() {
        assertThatThrownBy(() -> update("--value", ":v=" + "9".repeat(39)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMBER_PRECISION));
        assertThatThrownBy(() -> update("--value", ":v={\"a\":1,\"a\":2}"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JSON_DUPLICATE));
    }

    @Test
    void value_withoutEqualsSign_isRefused() {
        assertThatThrownBy(() -> update("--value", ":v"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("lacks a =");
    }

    @Test
    void value_givenTwice_isRefused() {
        assertThatThrownBy(() -> update("--value", ":v=1", "--value", ":v=2"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(":v is given twice");
    }

    @Test
    void value_withoutItsColon_isRefused() {
        assertThatThrownBy(() -> update("--value", "v=1"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPR_PLACEHOLDER));
    }
}
