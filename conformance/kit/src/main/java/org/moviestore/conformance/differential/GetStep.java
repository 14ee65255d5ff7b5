// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;

/**
 * Reads an item.
 *
 * @param request what is asked for
 */
record GetStep(GetRequest request) implements Step {
    private static final int PROJECTION_PERCENT = 50;

    static GetStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Key key = scene.key(schema);
        Item item = scene.stored(schema, key).orElseGet(() -> scene.anyItem(schema));
        return new GetStep(with(schema, key, scene.expressions().projection(item, PROJECTION_PERCENT)));
    }

    private static GetRequest with(TableSchema schema, Key key, Optional<Projection> projection) {
        GetRequest.Builder request = GetRequest.builder(schema, key);
        projection.ifPresent(request::projection);
        return request.build();
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        return new Outcome.Found(tables.of(request.schema()).get(request).item());
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        return Simpler.projections(request.projection())
                .map(projection -> new GetStep(with(request.schema(), request.key(), projection)));
    }

    @Override
    public String shape() {
        return new Shape("get")
                .of(request.schema())
                .projection(request.projection())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.table(request.schema()) + ".get(" + request(test) + ")";
    }

    /** Returns in Java what is asked for. */
    String request(JavaTest test) {
        return "GetRequest.builder(" + test.schema(request.schema()) + ", " + JavaValues.of(request.key()) + ")"
                + JavaExpressions.projection(request.projection()) + ".build()";
    }
}
