// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.GetRequest;
import org.moviestore.table.QueryRequest;

/** What a projection keeps of an item, rules G7 and D13. */
abstract class ProjectionTests extends ConformanceTests {
    private static final Item ITEM = attributes(
            "a", 1,
            "null", Values.nullValue(),
            "m", Map.of("x", 1, "y", List.of("l0", "l1", "l2"), "deep", Map.of("u", 1, "v", 2)),
            "l", List.of(Map.of("z", 1, "w", 2, "q", 3), "e1", List.of("i0", "i1"), "e3"),
            "ss", Values.stringSet("a"));

    /** Checks what is kept, by a get and by a query. */
    private void assertKept(Projection projection, Item expected) {
        Key key = stored(ITEM);
        GetRequest get =
                GetRequest.builder(table().schema(), key).projection(projection).build();
        QueryRequest query = QueryRequest.builder(
                        table().schema(),
                        KeyCondition.partition(
                                "p", key.attributes().attribute("p").orElseThrow()))
                .projection(projection)
                .build();

        assertThat(table().get(get).item()).as("get %s", projection).contains(expected);
        assertThat(table().stream(query)).as("query %s", projection).containsExactly(expected);
    }

    private void assertKept(Item expected, String... paths) {
        assertKept(Projection.of(paths), expected);
    }

    @Test
    @Rule("G7")
    void projection_ofTopLevelAttributes_keepsThemWhole() {
        assertKept(attributes("a", 1, "null", Values.nullValue()), "a", "null");
        assertKept(ITEM.without("a").without("null").without("l").without("ss"), "m");
    }

    @Test
    @Rule("G7")
    void projection_ofNestedPaths_keepsTheirHierarchy() {
        assertKept(attributes("m", Map.of("x", 1)), "m.x");
        assertKept(attributes("m", Map.of("x", 1, "deep", Map.of("v", 2))), "m.x", "m.deep.v");
        assertKept(attributes("a", 1, "m", Map.of("deep", Map.of("u", 1, "v", 2))), "m.deep", "a");
    }

    @Test
    @Rule("G7")
    void projection_ofListElements_movesThemTogetherInOrderOfTheirIndexes() {
        assertKept(attributes("m", Map.of("y", List.of("l0", "l2"))), "m.y[2]", "m.y[0]");
        assertKept(attributes("l", List.of("e3")), "l[3]");
        assertKept(attributes("l", List.of(List.of("i1"), "e3")), "l[3]", "l[2][1]");
    }

    @Test
    @Rule("G7")
    void projection_ofSiblingsInAListElement_keepsThemInOneElement() {
        assertKept(attributes("l", List.of(Map.of("z", 1, "w", 2))), "l[0].z", "l[0].w");
        assertKept(attributes("l", List.of(Map.of("q", 3), "e1")), "l[1]", "l[0].q");
    }

    @Test
    @Rule("G7")
    void projection_ofPathsWithoutAValue_vanishWithTheirParents() {
        assertKept(Item.EMPTY, "missing");
        assertKept(Item.EMPTY, "m.missing", "l[9]", "a.x", "ss[0]", "m.deep.u.x");
        assertKept(Item.EMPTY, "a[0]", "m[0]", "l.x");
        assertKept(attributes("a", 1), "a", "m.deep.missing", "l[0].missing", "l[1].x");
        assertKept(attributes("l", List.of("e1")), "l[7]", "l[1]", "l[0].missing");
    }

    @Test
    @Rule("G7")
    void projection_ofKeyAttributes_keepsThem() {
        Key key = stored(ITEM);
        GetRequest request =
                GetRequest.builder(table().schema(), key).project("p").build();

        assertThat(table().get(request).item()).contains(key.attributes());
    }

    @Test
    @Rule({"G7", "D5", "D8"})
    void projection_byPlaceholders_keepsTheNamedPaths() {
        Item dotted = attributes("m.x", "dotted", "m", Map.of("x", "nested"));
        Key key = stored(dotted);
        Projection byName = Projection.parse("#n", Placeholders.none().name("#n", "m.x"));
        Projection byPath = Projection.parse("m.#x", Placeholders.none().name("#x", "x"));

        assertThat(kept(key, byName)).isEqualTo(attributes("m.x", "dotted"));
        assertThat(kept(key, byPath)).isEqualTo(attributes("m", Map.of("x", "nested")));
        assertThat(kept(key, new Projection(List.of(AttributePath.of("m.x"))))).isEqualTo(attributes("m.x", "dotted"));
    }

    private Item kept(Key key, Projection projection) {
        return table().get(GetRequest.builder(table().schema(), key)
                        .projection(projection)
                        .build())
                .item()
                .orElseThrow();
    }

    @Test
    @Rule("D13")
    void projection_ofOverlappingPaths_isRefused() {
        Placeholders names = Placeholders.none().name("#one", "a").name("#two", "a");

        assertRefused(ErrorCode.PATH_OVERLAP, () -> Projection.of("a", "a"));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Projection.of("m", "m.x"));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Projection.of("m.y[0].z", "b", "m.y[0]"));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Projection.parse("#one, #two", names));
        assertRefused(ErrorCode.PATH_CONFLICT, () -> Projection.of("m.x", "m[0]"));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Projection.of());
    }
}
