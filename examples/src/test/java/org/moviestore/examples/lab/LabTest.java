// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.moviestore.MovieStore;
import org.moviestore.memory.MemoryStore;

class LabTest {
    @Test
    void run_thatFailsOnTheWay_leavesNothing() {
        try (MemoryStore store = new MemoryStore()) {
            Lab lab = new Lab(MovieStore.over(store, "Movies"), line -> {
                if (line.contains("Increment")) {
                    throw new IllegalStateException("no more paper");
                }
            });

            assertThatThrownBy(lab::run).hasMessage("no more paper");
            assertThat(store.listTables()).isEmpty();
        }
    }
}
