// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

class ProjectionTest {
    private static final Item ITEM = Item.builder()
            .set("a", 1)
            .set("none", Values.nullValue())
            .set("dotted.name", "x")
            .set("tags", Set.of("x"))
            .set(
                    "m",
                    Map.of(
                            "x",
                            1,
                            "y",
                            List.of(Map.of("z", 0, "w", 0), Map.of("z", 1, "w", 1, "v", 1), Map.of("z", 2))))
            .set("l", List.of("p", List.of("q", "r"), "s"))
            .build();

    @Test
    void of_topLevelPaths_keepsTheirValues() {
        assertThat(Projection.of("a", "none", "tags", "zz").of(ITEM))
                .isEqualTo(Item.of("a", 1, "none", Values.nullValue()).with("tags", Set.of("x")));
        assertThat(Projection.of("m").of(ITEM))
                .isEqualTo(Item.of("m", ITEM.attribute("m").orElseThrow()));
    }

    @Test
    void of_nestedPaths_keepsTheHierarchyAboveThem() {
        assertThat(Projection.of("m.x").of(ITEM)).isEqualTo(Item.of("m", Map.of("x", 1)));
        assertThat(Projection.of("l[1][0]").of(ITEM)).isEqualTo(Item.of("l", List.of(List.of("q"))));
    }

    @Test
    void of_listElements_movesThemTogetherInTheOrderOfTheirIndexes() {
        assertThat(Projection.of("l[2]", "l[0]").of(ITEM)).isEqualTo(Item.of("l", List.of("p", "s")));
        assertThat(Projection.of("m.y[2]", "m.y[0]").of(ITEM))
                .isEqualTo(Item.of("m", Map.of("y", List.of(Map.of("z", 0, "w", 0), Map.of("z", 2)))));
    }

    @Test
    void of_pathsWithOneParent_mergesThem() {
        assertThat(Projection.of("m.y[1].z", "m.x", "m.y[1].w").of(ITEM))
                .isEqualTo(Item.of("m", Map.of("x", 1, "y", List.of(Map.of("z", 1, "w", 1)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz",
                "zz.x",
                "m.zz",
                "m.y[3]",
                "m.y[0].v",
                "a.x",
                "a[0]",
                "m[0]",
                "l.x",
                "l[1][2]",
                "tags[0]",
                "dotted.name"
            })
    void of_aPathWithoutAValue_keepsNoEmptyParent(String path) {
        assertThat(Projection.of(path).of(ITEM)).isEqualTo(Item.EMPTY);
    }

    @Test
    void of_aNameWithADot_isOneStep() {
        Projection projection = new Projection(List.of(AttributePath.of("dotted.name")));

        assertThat(projection.of(ITEM)).isEqualTo(Item.of("dotted.name", "x"));
    }

    @Test
    void of_aContainerThatIsEmptyItself_keepsIt() {
        Item item = Item.of("m", Map.of("e", Map.of(), "l", List.of(List.of())));

        assertThat(Projection.of("m.e", "m.l[0]").of(item)).isEqualTo(item);
    }

    @Test
    void parse_ofPaths_keepsTheirOrder() {
        Projection projection =
                Projection.parse("year, #i.rating,cast[0]", Placeholders.none().name("#i", "info"));

        assertThat(projection).isEqualTo(Projection.of("year", "info.rating", "cast[0]"));
    }

    @Test
    void projection_ofNoPath_isRefused() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> new Projection(List.of()));
    }

    @Test
    void projection_ofOverlappingPaths_isRefused() {
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Projection.of("m.x", "m"));
        assertRefused(
                ErrorCode.PATH_OVERLAP,
                () -> Projection.parse("a, #a", Placeholders.none().name("#a", "a")));
    }
}
