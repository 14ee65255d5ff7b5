// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.TableSchema;

/**
 * What came of steps on fresh tables of one store, up to the first answer that differs from the model's.
 *
 * @param steps how many steps were made
 * @param hidden how many answers differed in a known way
 * @param difference the first answer that differed otherwise
 */
record Replay(int steps, int hidden, Optional<Difference> difference) {
    /**
     * An answer that is not the model's.
     *
     * @param step which step it answers, from 0
     * @param expected what the model made of it
     * @param actual what the store did
     */
    record Difference(int step, Outcome expected, Outcome actual) {}

    /** Makes steps of which it is known what comes of each. */
    static Replay of(ComparedStore store, List<TableSchema> schemas, List<Step> steps, List<Outcome> expected) {
        try (Tables tables = Tables.create(store.store(), schemas)) {
            int hidden = 0;
            for (int i = 0; i < steps.size(); i++) {
                Outcome actual = Outcome.of(steps.get(i), tables);
                if (!expected.get(i).isMetBy(actual)) {
                    if (!store.hides(expected.get(i), actual)) {
                        return new Replay(i + 1, hidden, Optional.of(new Difference(i, expected.get(i), actual)));
                    }
                    hidden++;
                }
            }
            return new Replay(steps.size(), hidden, Optional.empty());
        }
    }

    /** Makes steps on the model and on the store. */
    static Replay of(ComparedStore store, List<Step> steps) {
        return of(store, schemas(steps), steps, expected(steps));
    }

    static List<Outcome> expected(List<Step> steps) {
        List<Outcome> expected = new ArrayList<>();
        try (MemoryStore memory = new MemoryStore();
                Tables model = Tables.create(memory, schemas(steps))) {
            steps.forEach(step -> expected.add(step.expect(model)));
        }
        return expected;
    }

    private static List<TableSchema> schemas(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.schemas().stream())
                .distinct()
                .toList();
    }
}
