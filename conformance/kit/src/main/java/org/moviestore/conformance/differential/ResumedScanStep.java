// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

/**
 * Reads a table from a position on. What comes then is the end of what the same scan returns from the beginning; more
 * cannot be said, since the order is the store's own.
 *
 * @param request what is asked for, with a position
 */
record ResumedScanStep(ScanRequest request) implements Step {
    static Step draw(Scene scene) {
        TableSchema schema = scene.schema();
        Draw draw = scene.draw();
        Optional<Condition> filter = draw.oneIn(3)
                ? Optional.of(scene.expressions().condition(scene.anyItem(schema), true))
                : Optional.empty();
        return with(schema, filter, new Position(scene.key(schema)));
    }

    private static ResumedScanStep with(TableSchema schema, Optional<Condition> filter, Position start) {
        ScanRequest.Builder request = ScanRequest.builder(schema).startAfter(start);
        filter.ifPresent(request::filter);
        return new ResumedScanStep(request.build());
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        DocumentTable table = tables.of(request.schema());
        List<Item> all = Reading.all(table, fromTheBeginning());
        List<Item> rest = Reading.all(table, request);
        int from = all.size() - rest.size();
        boolean isTheEnd = from >= 0 && all.subList(from, all.size()).equals(rest);
        return Outcome.AnyOrder.of(all, List.of(), isTheEnd && isInPlace(all, from));
    }

    private ScanRequest fromTheBeginning() {
        ScanRequest.Builder all = ScanRequest.builder(request.schema());
        request.filter().ifPresent(all::filter);
        return all.build();
    }

    /** Says whether the rest begins right after the item at the position, if that is among all. */
    private boolean isInPlace(List<Item> all, int from) {
        Item key = request.startAfter().orElseThrow().key().attributes();
        for (int i = 0; i < all.size(); i++) {
            if (request.schema().storedKeyOf(all.get(i)).attributes().equals(key)) {
                return i == from - 1;
            }
        }
        return true;
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        Position start = request.startAfter().orElseThrow();
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.conditions(request.filter()), simpler -> with(request.schema(), simpler, start))));
    }

    @Override
    public String shape() {
        return new Shape("resumed scan")
                .of(request.schema())
                .condition(request.filter())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        String table = test.table(request.schema());
        return table + ".stream(ScanRequest.builder(" + test.schema(request.schema()) + ")"
                + JavaExpressions.condition("filter", request.filter())
                + JavaExpressions.page(request)
                + ".build())";
    }

    @Override
    public String check(JavaTest test, Outcome expected) {
        String table = test.table(request.schema());
        return expected.check(table + ".stream(ScanRequest.builder(" + test.schema(request.schema()) + ")"
                        + JavaExpressions.condition("filter", request.filter()) + ".build())")
                + "\nassertThat(" + table + ".stream(ScanRequest.builder(" + test.schema(request.schema()) + ")"
                + JavaExpressions.condition("filter", request.filter()) + ".build()))\n                .endsWith("
                + call(test) + ".toArray(Item[]::new));";
    }
}
