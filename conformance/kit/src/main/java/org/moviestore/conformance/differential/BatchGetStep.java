// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.TableSchema;

/**
 * Reads items by their keys.
 *
 * @param request what is asked for
 */
record BatchGetStep(BatchGetRequest request) implements Step {
    private static final int PROJECTION_PERCENT = 30;

    static BatchGetStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        List<Key> keys = scene.someKeys(schema);
        Item item = scene.anyItem(schema);
        return with(schema, keys, scene.expressions().projection(item, PROJECTION_PERCENT));
    }

    private static BatchGetStep with(TableSchema schema, List<Key> keys, Optional<Projection> projection) {
        BatchGetRequest.Builder request = BatchGetRequest.builder(schema, keys);
        projection.ifPresent(request::projection);
        return new BatchGetStep(request.build());
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        BatchGetReport report = Batches.over(tables.of(request.schema())).get(request);
        return report.isComplete()
                ? new Outcomes.ByKey(report.items())
                : new Outcome.Failed("left are " + report.left());
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        TableSchema schema = request.schema();
        return Simpler.all(Stream.of(
                Simpler.made(
                        Simpler.lists(request.keys(), key -> Stream.<Key>empty()),
                        keys -> with(schema, keys, request.projection())),
                Simpler.made(
                        Simpler.projections(request.projection()),
                        projection -> with(schema, request.keys(), projection))));
    }

    @Override
    public String shape() {
        return new Shape("batch get")
                .of(request.schema())
                .projection(request.projection())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        String keys = request.keys().stream().map(JavaValues::of).collect(Collectors.joining(", "));
        return "Batches.over(" + test.table(request.schema()) + ").get(BatchGetRequest.builder("
                + test.schema(request.schema()) + ", List.of(" + keys + "))"
                + JavaExpressions.projection(request.projection()) + ".build())";
    }
}
