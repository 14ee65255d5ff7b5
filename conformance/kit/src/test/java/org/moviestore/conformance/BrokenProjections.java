// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;

/** Stores that keep something else of an item than the projection; rules G6 and G7. */
final class BrokenProjections {
    private BrokenProjections() {}

    /** Returns something else of an item than the projection keeps. */
    abstract static class Projecting extends BrokenStore {
        abstract Item kept(List<AttributePath> paths, Item item, Item right);

        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            return GetResult.of(sound.get(request.key())
                    .map(item -> request.projection()
                            .map(projection -> kept(projection.paths(), item, projection.of(item)))
                            .orElse(item)));
        }
    }

    /** Always returns the key too. */
    @ConformsWith(KeyKept.class)
    @CaughtBy({"projection_ofTopLevelAttributes_keepsThemWhole", "get_ofWhichTheProjectionKeepsNothing_isEmptyNotAbsent"
    })
    static final class KeyKept extends Projecting {
        @Override
        Item kept(List<AttributePath> paths, Item item, Item right) {
            return right.with("p", item.attribute("p").orElseThrow());
        }
    }

    /** Keeps whole attributes, whatever path is asked for. */
    @ConformsWith(WholeAttributesKept.class)
    @CaughtBy({
        "projection_ofNestedPaths_keepsTheirHierarchy",
        "projection_ofSiblingsInAListElement_keepsThemInOneElement"
    })
    static final class WholeAttributesKept extends Projecting {
        @Override
        Item kept(List<AttributePath> paths, Item item, Item right) {
            Item.Builder kept = Item.builder();
            paths.forEach(
                    path -> item.attribute(path.attribute()).ifPresent(value -> kept.set(path.attribute(), value)));
            return kept.build();
        }
    }

    /** Leaves the parents of what is not there, empty. */
    @ConformsWith(EmptyParents.class)
    @CaughtBy("projection_ofPathsWithoutAValue_vanishWithTheirParents")
    static final class EmptyParents extends Projecting {
        @Override
        Item kept(List<AttributePath> paths, Item item, Item right) {
            Item kept = right;
            for (AttributePath path : paths) {
                Optional<AttributeValue> parent = item.attribute(path.attribute());
                if (!kept.has(path.attribute()) && parent.isPresent()) {
                    AttributeValue empty =
                            parent.get() instanceof ListValue ? new ListValue(List.of()) : new MapValue(Map.of());
                    kept = kept.with(path.attribute(), empty);
                }
            }
            return kept;
        }
    }

    /** Keeps list elements in the order in which they are asked for. */
    @ConformsWith(ElementsAsAsked.class)
    @CaughtBy("projection_ofListElements_movesThemTogetherInOrderOfTheirIndexes")
    static final class ElementsAsAsked extends Projecting {
        @Override
        Item kept(List<AttributePath> paths, Item item, Item right) {
            List<AttributePath.Step> steps = paths.get(0).steps();
            if (steps.size() != 3 || !(steps.get(2) instanceof AttributePath.Index)) {
                return right;
            }
            List<AttributeValue> elements =
                    paths.stream().flatMap(path -> path.in(item).stream()).toList();
            return Item.of(steps.get(0).toString(), Map.of(steps.get(1).toString(), elements));
        }
    }

    /** Filters what the projection has kept. */
    @ConformsWith(FilterOfTheProjected.class)
    @CaughtBy("query_filteringOnWhatTheProjectionLeavesOut_filtersTheStoredItem")
    static final class FilterOfTheProjected extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(ChangedRequests.unfiltered(request));
            List<Item> items = page.items().stream()
                    .map(item -> request.projection().map(kept -> kept.of(item)).orElse(item))
                    .filter(item ->
                            request.filter().map(filter -> filter.holdsOn(item)).orElse(true))
                    .toList();
            return new Page<>(items, page.last(), page.evaluated(), page.consumedCapacity());
        }
    }
}
