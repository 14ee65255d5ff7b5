// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PageOptions;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/**
 * Reads a partition: all pages, or with a limit the first few.
 *
 * @param request what is asked for
 */
record QueryStep(QueryRequest request) implements ReadStep {
    private static final int MOST_PAGES = 6;

    static QueryStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Draw draw = scene.draw();
        Item item = scene.anyItem(schema);
        KeyCondition keys = keyCondition(scene, schema, item);
        Item filtered = Scene.withoutKey(schema, item);
        PageOptions options = new PageOptions(
                Optional.empty(),
                draw.percent(35)
                        ? Optional.of(scene.expressions().condition(filtered, draw.percent(70)))
                        : Optional.empty(),
                scene.expressions().projection(item, 25),
                scene.limit(schema, 1),
                ReadConsistency.CONSISTENT,
                draw.oneIn(5) ? Optional.of(start(scene, schema, keys)) : Optional.empty(),
                Select.ITEMS,
                CapacityReport.NONE);
        return new QueryStep(new QueryRequest(schema, keys, draw.oneOf(List.of(SortOrder.values())), options));
    }

    private static Position start(Scene scene, TableSchema schema, KeyCondition keys) {
        AttributeValue partition = keys.tests().get(0).values().get(0);
        return new Position(
                schema.hasSortKey()
                        ? schema.key(partition, scene.keys(schema).sort(scene.draw()))
                        : schema.key(partition));
    }

    private static KeyCondition keyCondition(Scene scene, TableSchema schema, Item item) {
        String partition = schema.partitionKey().name();
        AttributeValue value = scene.draw().oneIn(12)
                ? scene.draw().oneOf(scene.keys(schema).partitions())
                : item.attribute(partition).orElseThrow();
        KeyCondition whole = KeyCondition.partition(partition, value);
        return schema.hasSortKey() && scene.draw().oneIn(2)
                ? sorted(
                        scene.draw(),
                        schema.sortKey().orElseThrow(),
                        () -> scene.keys(schema).sort(scene.draw()),
                        whole)
                : whole;
    }

    /** Draws a test of a sort key against some values. */
    static KeyCondition sorted(Draw draw, KeyAttribute sort, Supplier<AttributeValue> values, KeyCondition partition) {
        AttributeValue one = values.get();
        if (draw.oneIn(4) && sort.type() != AttributeType.NUMBER) {
            return partition.andSortBeginsWith(sort.name(), prefix(draw, one));
        } else if (draw.oneIn(4)) {
            AttributeValue other = values.get();
            boolean isAscending = ValueOrder.compare(one, other).orElseThrow() <= 0;
            return partition.andSortBetween(sort.name(), isAscending ? one : other, isAscending ? other : one);
        }
        List<Comparator> comparators = List.of(
                Comparator.EQUAL,
                Comparator.LESS,
                Comparator.LESS_OR_EQUAL,
                Comparator.GREATER,
                Comparator.GREATER_OR_EQUAL);
        return partition.andSort(sort.name(), draw.oneOf(comparators), one);
    }

    private static AttributeValue prefix(Draw draw, AttributeValue value) {
        if (value instanceof StringValue text) {
            int points = text.text().codePointCount(0, text.text().length());
            int end = text.text().offsetByCodePoints(0, draw.between(1, points));
            return Values.string(text.text().substring(0, end));
        }
        Bytes bytes = ((BinaryValue) value).bytes();
        return Values.binary(Bytes.of(bytes.asByteBuffer().limit(draw.between(1, bytes.length()))));
    }

    private QueryStep with(
            Optional<Condition> filter,
            Optional<Projection> projection,
            OptionalInt limit,
            SortOrder order,
            Optional<Position> start) {
        PageOptions options = new PageOptions(
                request.index(),
                filter,
                projection,
                limit,
                request.consistency(),
                start,
                request.select(),
                request.capacityReport());
        return new QueryStep(new QueryRequest(request.schema(), request.keyCondition(), order, options));
    }

    private QueryStep with(KeyCondition keys) {
        return new QueryStep(new QueryRequest(request.schema(), keys, request.order(), request.options()));
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        return request.limit().isPresent()
                ? new Outcome.Pages(Reading.pages(tables.of(request.schema()), request, MOST_PAGES))
                : new Outcome.InOrder(Reading.all(tables.of(request.schema()), request));
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        Optional<Condition> filter = request.filter();
        Optional<Projection> projection = request.projection();
        OptionalInt limit = request.limit();
        SortOrder order = request.order();
        Optional<Position> start = request.startAfter();
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.conditions(filter), simpler -> with(simpler, projection, limit, order, start)),
                Simpler.made(Simpler.projections(projection), simpler -> with(filter, simpler, limit, order, start)),
                Simpler.made(Simpler.limits(limit), simpler -> with(filter, projection, simpler, order, start)),
                Simpler.made(Simpler.without(start), none -> with(filter, projection, limit, order, none)),
                Simpler.made(
                        Simpler.one(order, SortOrder.ASCENDING),
                        ascending -> with(filter, projection, limit, ascending, start)),
                Simpler.made(
                        Simpler.one(
                                request.keyCondition(),
                                new KeyCondition(request.keyCondition().tests().subList(0, 1))),
                        keys -> with(keys))));
    }

    @Override
    public String shape() {
        return new Shape("query")
                .of(request.schema())
                .keys(request.keyCondition())
                .condition(request.filter())
                .projection(request.projection())
                .option(request.order())
                .optional("limit", request.limit().isPresent())
                .optional("start", request.startAfter().isPresent())
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
