// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.Stream;
import org.moviestore.table.TableSchema;

/**
 * Counts what a query or scan finds.
 *
 * @param read the query or scan
 */
record CountStep(ReadStep read) implements Step {
    static CountStep draw(Scene scene) {
        return new CountStep(
                switch (scene.draw().below(4)) {
                    case 0 -> ScanStep.draw(scene);
                    case 1 -> IndexQueryStep.draw(scene);
                    default -> QueryStep.draw(scene);
                });
    }

    @Override
    public List<TableSchema> schemas() {
        return read.schemas();
    }

    @Override
    public Outcome run(Tables tables) {
        return new Outcomes.Counted(tables.of(read.request().schema()).count(read.request()));
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        return read.simpler().map(simpler -> new CountStep((ReadStep) simpler));
    }

    @Override
    public String shape() {
        return "count of " + read.shape();
    }

    @Override
    public String call(JavaTest test) {
        return test.table(read.request().schema()) + ".count(" + read.request(test) + ")";
    }
}
