// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.item.Refusals.codeOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;

class AttributePathTest {
    private static final Item MOVIE = Item.builder()
            .set("title", "Aliens")
            .set("nothing", Values.nullValue())
            .set("tags", Values.stringSet("a", "b"))
            .set("info", Map.of("actors", List.of("Weaver", List.of(7)), "rating", Values.number("8.3"), "0", "zero"))
            .set("a.b[0]", "odd")
            .build();

    @Test
    void parse_ofNamesAndIndexes_givesSteps() {
        assertThat(AttributePath.parse("info.actors[0][12].release date.é").steps())
                .containsExactly(
                        new Name("info"),
                        new Name("actors"),
                        new Index(0),
                        new Index(12),
                        new Name("release date"),
                        new Name("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a[0]", "a[0].b[2147483647]", "info.actors[0][1]", "#a.:b"})
    void toString_ofAParsedPath_givesItsText(String text) {
        assertThat(AttributePath.parse(text)).hasToString(text);
        assertThat(AttributePath.parse(AttributePath.parse(text).toString())).isEqualTo(AttributePath.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "a.", ".a", "a..b", "[0]", "a[", "a]", "a[]", "a[0", "a[0]b", "a[-1]", "a[01]", "a[+1]",
                "a[x]", "a[ 0]", "a.[0]", "a[0].", "a[٣]"
            })
    void parse_ofOtherText_isRefused(String text) {
        assertThat(codeOf(() -> AttributePath.parse(text))).isEqualTo(ErrorCode.EXPR_SYNTAX);
    }

    @Test
    void parse_ofAnIndexThatIsTooLarge_isRefused() {
        assertThat(codeOf(() -> AttributePath.parse("a[2147483648]"))).isEqualTo(ErrorCode.LIST_INDEX);
        assertThat(codeOf(() -> AttributePath.parse("a[99999999999999999999]"))).isEqualTo(ErrorCode.LIST_INDEX);
        assertThat(codeOf(() -> AttributePath.of("a").index(-1))).isEqualTo(ErrorCode.LIST_INDEX);
    }

    @Test
    void path_with32Elements_isTheLongest() {
        AttributePath longest = AttributePath.parse("a" + ".b".repeat(15) + "[0]".repeat(16));

        assertThat(longest.steps()).hasSize(32);
        assertThat(codeOf(() -> longest.name("c"))).isEqualTo(ErrorCode.EXPR_PATH_DEPTH);
        assertThat(codeOf(() -> longest.index(0))).isEqualTo(ErrorCode.EXPR_PATH_DEPTH);
    }

    @Test
    void path_withoutAFirstName_isRefused() {
        assertThat(codeOf(() -> new AttributePath(List.of()))).isEqualTo(ErrorCode.EXPR_SYNTAX);
        assertThat(codeOf(() -> new AttributePath(List.of(new Index(0))))).isEqualTo(ErrorCode.EXPR_SYNTAX);
        assertThat(codeOf(() -> AttributePath.of(""))).isEqualTo(ErrorCode.NAME_EMPTY);
    }

    @Test
    void of_aNameWithDotsAndBrackets_takesItAsOne() {
        AttributePath path = AttributePath.of("a.b[0]");

        assertThat(path.isTopLevel()).isTrue();
        assertThat(path.attribute()).isEqualTo("a.b[0]");
        assertThat(path.in(MOVIE)).contains(Values.string("odd"));
        assertThat(AttributePath.parse("a.b[0]").in(MOVIE)).isEmpty();
    }

    @Test
    void name_andIndex_growThePath() {
        AttributePath path = AttributePath.of("info").name("actors").index(0);

        assertThat(path).isEqualTo(AttributePath.parse("info.actors[0]"));
        assertThat(path.isTopLevel()).isFalse();
        assertThat(path.attribute()).isEqualTo("info");
    }

    @Test
    void in_anItem_givesTheValue() {
        assertThat(AttributePath.parse("title").in(MOVIE)).contains(Values.string("Aliens"));
        assertThat(AttributePath.parse("nothing").in(MOVIE)).contains(Values.nullValue());
        assertThat(AttributePath.parse("info.actors[0]").in(MOVIE)).contains(Values.string("Weaver"));
        assertThat(AttributePath.parse("info.actors[1][0]").in(MOVIE)).contains(Values.number(7));
        assertThat(AttributePath.parse("info.0").in(MOVIE)).contains(Values.string("zero"));
    }

    @ParameterizedTest
    @CsvSource({
        "missing",
        "missing.x",
        "title.x",
        "title[0]",
        "nothing.x",
        "nothing[0]",
        "tags[0]",
        "tags.a",
        "info[0]",
        "info.missing",
        "info.actors.Weaver",
        "info.actors[2]",
        "info.actors[0][0]",
        "info.rating[0]",
        "info.actors[1][0][0]"
    })
    void in_anItemThatLeadsElsewhere_isMissing(String path) {
        assertThat(AttributePath.parse(path).in(MOVIE)).isEmpty();
    }
}
