// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.Stream;
import org.moviestore.table.TableSchema;

/**
 * A call with a request that was made for another table.
 *
 * @param step the call
 * @param table the table that it is made on
 */
record StrayStep(Step step, TableSchema table) implements Step {
    static Step draw(Scene scene) {
        StepKind kind = scene.draw()
                .oneOf(List.of(StepKind.GET, StepKind.PUT, StepKind.UPDATE, StepKind.DELETE, StepKind.QUERY));
        Step step = kind.drawFrom(scene);
        return new StrayStep(step, scene.schema());
    }

    @Override
    public List<TableSchema> schemas() {
        return Stream.concat(step.schemas().stream(), Stream.of(table))
                .distinct()
                .toList();
    }

    @Override
    public Outcome run(Tables tables) {
        return step.run(tables.allAs(table));
    }

    @Override
    public Outcome expect(Tables model) {
        return schemas().size() == 1 ? step.expect(model) : Outcome.ofModel(this, model);
    }

    @Override
    public boolean isWrite() {
        return step.isWrite();
    }

    @Override
    public Stream<Step> simpler() {
        return step.simpler().map(simpler -> new StrayStep(simpler, table));
    }

    @Override
    public String shape() {
        return "stray " + step.shape();
    }

    @Override
    public String call(JavaTest test) {
        return test.callOn(table, step);
    }
}
