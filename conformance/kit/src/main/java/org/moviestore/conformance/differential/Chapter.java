// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.TableSchema;

/**
 * A part of a history that stands alone: tables of its own, steps on them, and what the model made of each. It is a
 * matter of the seed and its number alone; a shorter one is the beginning of a longer one.
 *
 * @param number which chapter it is, from 0
 * @param schemas the tables
 * @param steps the calls
 * @param expected what comes of each
 */
record Chapter(long number, List<TableSchema> schemas, List<Step> steps, List<Outcome> expected) {
    /** The most steps: few enough that many different tables come about, and that a divergence is shrunk fast. */
    static final int LENGTH = 500;

    /** After so many steps the whole content of a table is compared. */
    private static final int STEPS_BETWEEN_CHECKS = 50;

    private static final long DISTANCE = 0x9E37_79B9_7F4A_7C15L;

    static Chapter draw(long seed, long number, int length) {
        Draw draw = new Draw(new SplittableRandom(seed + number * DISTANCE).nextLong());
        List<TableSchema> schemas = new SchemaGenerator(draw).schemas("differential-" + seed + "-" + number + "-");
        List<Step> steps = new ArrayList<>();
        List<Outcome> expected = new ArrayList<>();
        try (MemoryStore store = new MemoryStore();
                Tables model = Tables.create(store, schemas)) {
            Scene scene = new Scene(draw, schemas, model);
            for (int i = 0; i < length; i++) {
                Step step = isCheck(i, schemas.size())
                        ? ScanStep.ofAll(schemas.get(i % schemas.size()))
                        : StepKind.draw(scene);
                steps.add(step);
                expected.add(step.expect(model));
            }
        }
        return new Chapter(number, schemas, List.copyOf(steps), List.copyOf(expected));
    }

    private static boolean isCheck(int step, int tables) {
        return step % STEPS_BETWEEN_CHECKS == STEPS_BETWEEN_CHECKS - 1 || step >= LENGTH - tables;
    }
}
