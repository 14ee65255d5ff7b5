// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Page;
import org.moviestore.table.PageOptions;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/**
 * Reads a partition of an index, all pages.
 *
 * @param request what is asked for, with an index; a projection keeps its sort key
 */
record IndexQueryStep(QueryRequest request) implements ReadStep {
    private static final int MOST_PAGES = 100;

    /** Draws a query by an index, or by the key of a table where none has an index. */
    static ReadStep draw(Scene scene) {
        List<TableSchema> indexed = scene.schemas().stream()
                .filter(schema -> !schema.indexes().isEmpty())
                .toList();
        return indexed.isEmpty()
                ? QueryStep.draw(scene)
                : draw(scene, scene.draw().oneOf(indexed));
    }

    private static IndexQueryStep draw(Scene scene, TableSchema schema) {
        Draw draw = scene.draw();
        SecondaryIndex index = draw.oneOf(schema.indexes());
        Item item = scene.itemOf(schema, index);
        Item held = schema.heldBy(index, item);
        Item filtered = held;
        for (KeyAttribute attribute : index.keyAttributes()) {
            filtered = filtered.without(attribute.name());
        }
        Optional<Condition> filter = draw.percent(35)
                ? Optional.of(scene.expressions().condition(filtered, draw.percent(70)))
                : Optional.empty();
        Optional<Projection> projection = scene.expressions()
                .projection(index.scope() == IndexScope.LOCAL ? item : held, 25)
                .map(drawn -> withSortKey(index, drawn));
        return with(
                schema,
                index,
                keyCondition(scene, schema, index, item),
                draw.oneOf(List.of(SortOrder.values())),
                filter,
                projection,
                scene.limit(schema, 1));
    }

    private static Projection withSortKey(SecondaryIndex index, Projection projection) {
        List<AttributePath> paths = new ArrayList<>(projection.paths());
        index.sortKey()
                .map(sort -> AttributePath.of(sort.name()))
                .filter(path -> !paths.contains(path))
                .ifPresent(paths::add);
        return new Projection(paths);
    }

    private static KeyCondition keyCondition(Scene scene, TableSchema schema, SecondaryIndex index, Item item) {
        KeyCondition partition = KeyCondition.partition(
                index.partitionKey().name(), scene.indexValue(schema, index.partitionKey(), item));
        return index.sortKey()
                .filter(sort -> scene.draw().oneIn(2))
                .map(sort -> QueryStep.sorted(
                        scene.draw(), sort, () -> scene.indexValue(schema, sort, scene.anyItem(schema)), partition))
                .orElse(partition);
    }

    private static IndexQueryStep with(
            TableSchema schema,
            SecondaryIndex index,
            KeyCondition keys,
            SortOrder order,
            Optional<Condition> filter,
            Optional<Projection> projection,
            OptionalInt limit) {
        PageOptions options = new PageOptions(
                Optional.of(index),
                filter,
                projection,
                limit,
                ReadStep.consistency(Optional.of(index)),
                Optional.empty(),
                Select.ITEMS,
                CapacityReport.NONE);
        return new IndexQueryStep(new QueryRequest(schema, keys, order, options));
    }

    private SecondaryIndex index() {
        return request.index().orElseThrow();
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        List<Page<Item>> pages = Reading.allPages(tables.of(request.schema()), request);
        List<Item> items = Reading.items(pages);
        Outcome.AnyOrder all = Outcome.AnyOrder.of(
                items,
                request.limit().isPresent()
                        ? pages.stream().map(Page::evaluated).toList()
                        : List.of(),
                true);
        return index().sortKey()
                .<Outcome>map(sort -> sorted(all, items, sort.name()))
                .orElse(all);
    }

    private static Outcome sorted(Outcome.AnyOrder all, List<Item> items, String name) {
        List<AttributeValue> order =
                items.stream().map(item -> item.attribute(name).orElseThrow()).toList();
        return new Outcomes.Sorted(all, name, order);
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    private IndexQueryStep with(
            KeyCondition keys,
            SortOrder order,
            Optional<Condition> filter,
            Optional<Projection> projection,
            OptionalInt limit) {
        return with(request.schema(), index(), keys, order, filter, projection, limit);
    }

    @Override
    public Stream<Step> simpler() {
        KeyCondition keys = request.keyCondition();
        SortOrder order = request.order();
        Optional<Condition> filter = request.filter();
        Optional<Projection> projection = request.projection();
        OptionalInt limit = request.limit();
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.conditions(filter), simpler -> with(keys, order, simpler, projection, limit)),
                Simpler.made(
                                Simpler.projections(projection),
                                simpler -> with(
                                        keys, order, filter, simpler.map(kept -> withSortKey(index(), kept)), limit))
                        .filter(step -> !step.equals(this))
                        .map(Step.class::cast),
                Simpler.made(Simpler.limits(limit), simpler -> with(keys, order, filter, projection, simpler)),
                Simpler.made(
                        Simpler.one(order, SortOrder.ASCENDING),
                        ascending -> with(keys, ascending, filter, projection, limit)),
                Simpler.made(
                        Simpler.one(keys, new KeyCondition(keys.tests().subList(0, 1))),
                        partition -> with(partition, order, filter, projection, limit))));
    }

    @Override
    public String shape() {
        return new Shape("query")
                .of(request.schema())
                .index(request.index())
                .keys(request.keyCondition())
                .condition(request.filter())
                .projection(request.projection())
                .option(request.order())
                .optional("limit", request.limit().isPresent())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.read(test.table(request.schema()), request(test), request, MOST_PAGES);
    }

    @Override
    public String request(JavaTest test) {
        return "QueryRequest.builder(" + test.schema(request.schema()) + ", "
                + JavaExpressions.of(request.keyCondition()) + ")"
                + JavaExpressions.condition("filter", request.filter())
                + JavaExpressions.page(request)
                + (request.order() == SortOrder.DESCENDING ? ".descending()" : "")
                + ".build()";
    }
}
