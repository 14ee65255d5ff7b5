// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Tokens.Kind;
import org.moviestore.item.ErrorCode;

class TokensTest {
    @Test
    void of_text_isSplitWithoutNeedOfSpaces() {
        List<String> texts = texts("a.b[12]<=:v1 AND#n<>x_1\t-\r\n+");

        assertThat(texts)
                .containsExactly("a", ".", "b", "[", "12", "]", "<=", ":v1", "AND", "#n", "<>", "x_1", "-", "+");
    }

    @ParameterizedTest
    @CsvSource({"a1_B,WORD", "#1_b,NAME", ":_,VALUE", "007,INDEX", "<,SIGN", "<>,SIGN", "'  ',END"})
    void of_oneToken_hasItsKind(String text, Kind kind) {
        assertThat(Tokens.of(text).peek().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_x", "é", "\"a\"", "'a'", "$n", "a;", "!", "*", "#", ": n", "# a", "a\f", "a\u00a0", "😀"})
    void of_aCharacterThatBeginsNoToken_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Tokens.of(text));
    }

    @Test
    void of_aCharacterThatBeginsNoToken_isNamedWithItsPosition() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Tokens.of("ab = 😀x"))
                .hasMessageContaining("\"😀\" stands at position 5");
    }

    @Test
    void next_atTheEnd_staysThere() {
        Tokens tokens = Tokens.of("a");

        tokens.next();
        tokens.next();

        assertThat(tokens.next().kind()).isEqualTo(Kind.END);
        assertThat(tokens.peekSecond().kind()).isEqualTo(Kind.END);
    }

    @Test
    void acceptWord_inAnyCase_goesOn() {
        Tokens tokens = Tokens.of("aNd b");

        boolean accepted = tokens.acceptWord("AND");

        assertThat(accepted).isTrue();
        assertThat(tokens.peek().text()).isEqualTo("b");
    }

    private static List<String> texts(String text) {
        Tokens tokens = Tokens.of(text);
        List<String> texts = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END) {
            texts.add(tokens.next().text());
        }
        return texts;
    }
}
