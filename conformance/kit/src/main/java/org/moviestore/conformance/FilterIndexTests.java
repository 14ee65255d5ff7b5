// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Indexes that narrow filters, which change no answer; rule G15. */
abstract class FilterIndexTests extends ConformanceTests {
    private static final TableOptions BY_TAGS = TableOptions.none().withFilterIndex("m.tags");

    /** What stands at the path, in items whose key {@code p} is its number; nothing in one more. */
    private static final List<Object> TAGS = List.of(
            "noir",
            "a noir film",
            "Noir",
            "",
            7,
            new BigDecimal("7.5"),
            true,
            Values.nullValue(),
            bytes(1, 2, 3),
            bytes(2),
            List.of("noir", "drama"),
            List.of(List.of("noir")),
            List.of(Map.of("noir", "noir")),
            List.of(7, bytes(2), Values.nullValue()),
            List.of(),
            Map.of("noir", "noir"),
            Map.of(),
            Values.stringSet("noir", "drama"),
            Values.numberSet(7, 8),
            Values.binarySet(bytes(2), bytes(3)));

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Object tags : TAGS) {
            items.add(attributes("p", items.size(), "m", Map.of("tags", tags, "n", items.size() % 2)));
        }
        items.add(attributes("p", items.size(), "m", Map.of("n", 0)));
        return items;
    }

    static Stream<Condition> filters() {
        Stream<Object> sought = Stream.concat(TAGS.stream(), Stream.of("film", "nothing", bytes(2, 3), 8));
        return Stream.concat(
                sought.flatMap(value -> Stream.of(
                        attribute("m.tags").equalTo(value),
                        attribute("m.tags").contains(value),
                        attribute("m.tags").in(value, "drama"),
                        attribute("m.tags").contains(value).and(attribute("m.n").equalTo(1)),
                        attribute("m.tags").contains(value).or(attribute("m.n").equalTo(1)))),
                Stream.of(
                        attribute("m.tags")
                                .contains("noir")
                                .or(attribute("m.tags").equalTo(7)),
                        not(attribute("m.tags").contains("noir")),
                        attribute("m.tags").notEqualTo("noir"),
                        attribute("m.tags").exists()));
    }

    private DocumentTable indexed(String name) {
        TableSchema schema = TableSchema.builder(name)
                .partitionKey("p", AttributeType.NUMBER)
                .build();
        DocumentTable table = store().createTable(schema);
        items().forEach(table::put);
        return store().table(name, BY_TAGS);
    }

    private static void assertFound(DocumentTable table, Condition filter, List<Item> items) {
        ScanRequest scan = ScanRequest.builder(table.schema()).filter(filter).build();
        List<Item> expected = items.stream().filter(filter::holdsOn).toList();

        assertThat(table.stream(scan)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(table.count(scan)).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @MethodSource("filters")
    @Rule("G15")
    void scan_withAFilterIndex_findsWhatTheFilterHoldsOn(Condition filter) {
        assertFound(run().shared("filter-indexed", this::indexed), filter, items());
    }

    @Test
    @Rule("G15")
    void filterIndex_ofATableThatIsWritten_findsTheItemsAsTheyAre() {
        DocumentTable table = run().shared("filter-written", this::indexed);
        TableSchema schema = table.schema();
        table.update(UpdateRequest.of(schema, schema.key(0), set("m.tags", List.of("new"))));
        table.put(attributes("p", 1, "m", Map.of("tags", "newest")));
        table.delete(schema.key(2));
        List<Item> now = new ArrayList<>(items().subList(3, items().size()));
        now.add(attributes("p", 0, "m", Map.of("tags", List.of("new"), "n", 0)));
        now.add(attributes("p", 1, "m", Map.of("tags", "newest")));

        assertFound(table, attribute("m.tags").contains("new"), now);
        assertFound(table, attribute("m.tags").contains("noir"), now);
        assertFound(table, attribute("m.tags").equalTo("Noir"), now);
    }

    @Test
    @Rule("G15")
    void filterIndex_onAnElementOfAList_isRefused() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> TableOptions.none().withFilterIndex("m.tags[0]"));
    }
}
