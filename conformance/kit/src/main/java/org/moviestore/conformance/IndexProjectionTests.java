// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.GetRequest;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableFeature;
import org.moviestore.table.UpdateRequest;

/** What secondary indexes hold of their items, and how fresh it is, rules I5 and I6. */
abstract class IndexProjectionTests extends IndexChecks {
    /** Stores an item that is in all indexes by text and number and has more than they hold. */
    private Item stored() {
        return storedTogether(attributes(
                        "gs",
                        newPartition(),
                        "sn",
                        1,
                        "ln",
                        2,
                        "x",
                        List.of("a", "b"),
                        "y",
                        Map.of("z", List.of(1, 2)),
                        "m",
                        Map.of("a", 1, "b", 2)))
                .get(0);
    }

    private static Object textOf(Item item) {
        return item.attribute("gs").orElseThrow();
    }

    @Test
    @Rule("I5")
    void index_thatHoldsAll_returnsWholeItems() {
        Item.Builder attributes = Item.builder().set("gs", newPartition()).set("sn", 1);
        for (AttributeType type : AttributeType.values()) {
            attributes.set("a " + type, SampleValues.of(type));
        }

        Item item = storedTogether(attributes.build()).get(0);

        assertIndexed("global-S-N", textOf(item), item);
        assertIndexed("local-N", partitionOf(item), item);
    }

    @Test
    @Rule("I5")
    void index_thatHoldsKeys_returnsThoseOfTableAndIndex() {
        Item item = stored();

        assertIndexed("global-keys", textOf(item), only(item, "p", "s", "gs", "sn"));
        assertIndexed("local-keys", partitionOf(item), only(item, "p", "s", "ln"));
    }

    @Test
    @Rule("I5")
    void index_thatHoldsSome_returnsThemAndTheKeys() {
        Item item = stored();
        Item other = item.with("s", "other").without("x").with("sn", 2);
        indexed().put(other);

        assertIndexed(
                "global-some",
                textOf(item),
                only(item, "p", "s", "gs", "sn", "x", "m"),
                only(other, "p", "s", "gs", "sn", "m"));
        assertIndexed(
                "local-some",
                partitionOf(item),
                only(item, "p", "s", "sn", "x", "m"),
                only(other, "p", "s", "sn", "m"));
    }

    @Test
    @Rule("I5")
    void query_byAnIndexWithAProjection_returnsThosePaths() {
        Item item = stored();

        eventually(() -> assertThat(found(query("global-some", textOf(item))
                        .project("m.b", "x[1]", "s")
                        .build()))
                .containsExactly(attributes("m", Map.of("b", 2), "x", List.of("b"), "s", "a")));
        eventually(() -> assertThat(found(
                        query("global-S-N", textOf(item)).project("y.z[0]").build()))
                .containsExactly(attributes("y", Map.of("z", List.of(1)))));
        eventually(() -> assertThat(found(
                        query("global-keys", textOf(item)).project("sn", "p").build()))
                .containsExactly(only(item, "sn", "p")));
        assertThat(found(query("local-N", partitionOf(item)).project("none").build()))
                .containsExactly(Item.EMPTY);
    }

    @Test
    @Rule("I5")
    void read_byAGlobalIndexForWhatItDoesNotHold_isRefused() {
        for (String path : List.of("y", "y.z[0]", "ln")) {
            assertRefused(
                    ErrorCode.INDEX_PROJECTION,
                    () -> query("global-keys", "x").project("sn", path).build());
            assertRefused(
                    ErrorCode.INDEX_PROJECTION,
                    () -> query("global-some", "x").project("x", path).build());
            assertRefused(
                    ErrorCode.INDEX_PROJECTION,
                    () -> ScanRequest.builder(schema())
                            .index("global-some")
                            .project(path)
                            .build());
        }
    }

    @Test
    @Rule("I5")
    void query_byALocalIndexForWhatItDoesNotHold_fetchesIt() {
        Item item = stored();
        Item other = item.with("s", "other").without("y").with("ln", 3);
        indexed().put(other);

        assertThat(found(query("local-keys", partitionOf(item))
                        .project("y.z[1]", "s")
                        .build()))
                .containsExactly(attributes("y", Map.of("z", List.of(2)), "s", "a"), attributes("s", "other"));
        assertThat(found(query("local-some", partitionOf(item))
                        .project("gs")
                        .limit(1)
                        .descending()
                        .build()))
                .containsExactly(only(item, "gs"), only(item, "gs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"global-keys", "global-some", "local-keys", "local-some"})
    @Rule("I5")
    void read_byAnIndexWithAFilterOnWhatItDoesNotHold_isRefused(String index) {
        Condition filter = attribute("x").exists().or(attribute("y.z").exists());

        assertRefused(
                ErrorCode.INDEX_PROJECTION,
                () -> query(index, "x").filter(filter).build());
        assertRefused(
                ErrorCode.INDEX_PROJECTION,
                () -> ScanRequest.builder(schema()).index(index).filter(filter).build());
    }

    @Test
    @Rule("I5")
    void query_byAnIndexWithAFilterOnWhatItHolds_filtersBeforeTheProjection() {
        Item item = stored();
        Item other = item.with("s", "other").with("m", Map.of("a", 5)).with("sn", 2);
        indexed().put(other);
        Condition filter = attribute("m.a").greaterThan(1);

        eventually(() -> assertThat(found(query("global-some", textOf(item))
                        .filter(filter)
                        .project("s")
                        .build()))
                .containsExactly(attributes("s", "other")));
        eventually(() -> assertThat(
                        found(query("global-S-N", textOf(item)).filter(filter).build()))
                .containsExactly(other));
        assertThat(found(query("local-some", partitionOf(item))
                        .filter(filter)
                        .project("y.z[0]")
                        .build()))
                .containsExactly(attributes("y", Map.of("z", List.of(1))));
    }

    @Test
    @Rule("I5")
    void projection_ofAnIndexBadlyDeclared_isRefused() {
        SecondaryIndex.Builder own = SecondaryIndex.builder("own")
                .partitionKey("a", AttributeType.STRING)
                .projection(IndexProjection.include("b", "a"));

        assertRefused(ErrorCode.INDEX_PROJECTION, own::build);
        assertRefused(ErrorCode.INDEX_PROJECTION, IndexProjection::include);
        assertRefused(ErrorCode.NAME_EMPTY, () -> IndexProjection.include(""));
    }

    @Test
    @Rule("A18")
    void projection_ofAnIndexWithATooLongName_isRefused() {
        assertThat(IndexProjection.include("a".repeat(255)).included()).hasSize(1);
        assertRefused(ErrorCode.NAME_LENGTH, () -> IndexProjection.include("a".repeat(256)));
    }

    @Test
    @Rule("B10")
    void path_intoAKeyAttributeOfAnIndex_isRefused() {
        Item item = stored();
        Key key = schema().keyOf(item);
        Condition inside = new Condition.AttributeExists(AttributePath.of("sn").name("x"));

        assertRefused(
                ErrorCode.KEY_PATH,
                () -> PutRequest.builder(schema(), item).condition(inside).build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> GetRequest.builder(schema(), key).project("sn.x").build());
        assertRefused(
                ErrorCode.KEY_PATH,
                () -> ScanRequest.builder(schema()).filter(inside).build());
        assertRefused(ErrorCode.KEY_PATH, () -> UpdateRequest.of(schema(), key, set("sn.x", 1)));
    }

    @Test
    @Rule("I6")
    void localIndex_byDefault_seesEveryWriteBefore() {
        Item item = stored();
        Key key = schema().keyOf(item);

        for (int i = 0; i < 20; i++) {
            indexed().update(UpdateRequest.of(schema(), key, set("sn", i % 3).set("x", i)));
            assertThat(found(query("local-N", partitionOf(item)).build()))
                    .containsExactly(item.with("sn", i % 3).with("x", i));
        }
        indexed().delete(key);
        assertThat(found(query("local-N", partitionOf(item)).build())).isEmpty();
        assertThat(query("local-N", "x").build().consistency()).isEqualTo(ReadConsistency.CONSISTENT);
    }

    @Test
    @Rule("I6")
    void localIndex_eventuallyRead_isAllowed() {
        assertThat(indexed()
                        .query(query("local-N", newPartition())
                                .consistency(ReadConsistency.EVENTUAL)
                                .build())
                        .items())
                .isEmpty();
    }

    @Test
    @Rule("I6")
    void globalIndex_consistentlyRead_isRefused() {
        assertRefused(
                ErrorCode.INDEX_CONSISTENCY,
                () -> query("global-S", "x")
                        .consistency(ReadConsistency.CONSISTENT)
                        .build());
        assertRefused(
                ErrorCode.INDEX_CONSISTENCY,
                () -> ScanRequest.builder(schema())
                        .index("global-S")
                        .consistency(ReadConsistency.CONSISTENT)
                        .build());
        assertThat(query("global-S", "x").build().consistency()).isEqualTo(ReadConsistency.EVENTUAL);
        assertThat(ScanRequest.builder(schema()).index("global-S").build().consistency())
                .isEqualTo(ReadConsistency.EVENTUAL);
    }

    @Test
    @Rule({"I6", "T9"})
    @RequiresFeature(TableFeature.IMMEDIATE_GLOBAL_INDEXES)
    void globalIndex_thatNeverLags_seesEveryWriteBefore() {
        Item item = stored();
        Key key = schema().keyOf(item);

        for (int i = 0; i < 20; i++) {
            indexed().update(UpdateRequest.of(schema(), key, set("sn", i % 3).set("x", i)));
            assertThat(found(query("global-S-N", textOf(item)).build()))
                    .containsExactly(item.with("sn", i % 3).with("x", i));
        }
        indexed().delete(key);
        assertThat(found(query("global-S-N", textOf(item)).build())).isEmpty();
    }

    @Test
    @Rule({"I6", "T9"})
    @RequiresFeature(value = TableFeature.IMMEDIATE_GLOBAL_INDEXES, absent = true)
    void globalIndex_thatMayLag_seesEveryWriteInTheEnd() {
        Item item = stored();
        Key key = schema().keyOf(item);

        for (int i = 0; i < 20; i++) {
            indexed().update(UpdateRequest.of(schema(), key, set("sn", i % 3).set("x", i)));
        }
        assertIndexed("global-S-N", textOf(item), item.with("sn", 1).with("x", 19));
        indexed().delete(key);
        assertIndexed("global-S-N", textOf(item));
    }
}
