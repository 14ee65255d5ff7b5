// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.Page;
import org.moviestore.table.PageOptions;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.TableSchema;

/**
 * Reads a table or an index, all of its pages.
 *
 * @param request what is asked for
 */
record ScanStep(ScanRequest request) implements ReadStep {
    private static final int MOST_PAGES = 100;

    static ScanStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Draw draw = scene.draw();
        Optional<SecondaryIndex> index = schema.indexes().isEmpty() || draw.oneIn(2)
                ? Optional.empty()
                : Optional.of(draw.oneOf(schema.indexes()));
        Item item = index.map(read -> schema.heldBy(read, scene.itemOf(schema, read)))
                .orElseGet(() -> scene.anyItem(schema));
        return new ScanStep(request(
                schema,
                index,
                draw.percent(60)
                        ? Optional.of(scene.expressions().condition(item, draw.percent(70)))
                        : Optional.empty(),
                scene.expressions().projection(item, 30),
                scene.limit(schema, scene.content(schema).size() / 4 + 1)));
    }

    /** Returns the step that reads all there is. */
    static Step ofAll(TableSchema schema) {
        return new ScanStep(ScanRequest.of(schema));
    }

    private static ScanRequest request(
            TableSchema schema,
            Optional<SecondaryIndex> index,
            Optional<Condition> filter,
            Optional<Projection> projection,
            OptionalInt limit) {
        PageOptions options = new PageOptions(
                index,
                filter,
                projection,
                limit,
                ReadStep.consistency(index),
                Optional.empty(),
                Select.ITEMS,
                CapacityReport.NONE);
        return new ScanRequest(schema, Optional.empty(), options);
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        List<Page<Item>> pages = Reading.allPages(tables.of(request.schema()), request);
        List<Item> items = Reading.items(pages);
        return Outcome.AnyOrder.of(
                items,
                request.limit().isPresent()
                        ? pages.stream().map(Page::evaluated).toList()
                        : List.of(),
                request.projection().isPresent() || Reading.isPartitioned(request, items));
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        TableSchema schema = request.schema();
        Optional<Condition> filter = request.filter();
        Optional<Projection> projection = request.projection();
        OptionalInt limit = request.limit();
        return Simpler.all(Stream.of(
                Simpler.made(
                        Simpler.conditions(filter),
                        simpler -> new ScanStep(request(schema, request.index(), simpler, projection, limit))),
                Simpler.made(
                        Simpler.projections(projection),
                        simpler -> new ScanStep(request(schema, request.index(), filter, simpler, limit))),
                Simpler.made(
                        Simpler.limits(limit),
                        simpler -> new ScanStep(request(schema, request.index(), filter, projection, simpler)))));
    }

    @Override
    public String shape() {
        return new Shape("scan")
                .of(request.schema())
                .index(request.index())
                .condition(request.filter())
                .projection(request.projection())
                .optional("limit", request.limit().isPresent())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.read(test.table(request.schema()), request(test), request, MOST_PAGES);
    }

    @Override
    public String request(JavaTest test) {
        return "ScanRequest.builder(" + test.schema(request.schema()) + ")"
                + JavaExpressions.condition("filter", request.filter())
                + JavaExpressions.page(request)
                + ".build()";
    }
}
