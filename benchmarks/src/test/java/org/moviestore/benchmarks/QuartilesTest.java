// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void of_figuresInAnyOrder_areThoseOfTheSorted() {
        Quartiles quartiles = Quartiles.of(5, 1, 4, 2, 3);

        assertThat(quartiles).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void of_evenNumberOfFigures_liesBetweenTwo() {
        Quartiles quartiles = Quartiles.of(1, 2, 3, 4);

        assertThat(quartiles).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    }

    @Test
    void of_oneFigure_isIt() {
        Quartiles quartiles = Quartiles.of(7);

        assertThat(quartiles).isEqualTo(new Quartiles(7, 7, 7));
    }

    @Test
    void of_leavesTheFiguresInTheirOrder() {
        double[] figures = {3, 1, 2};

        Quartiles.of(figures);

        assertThat(figures).containsExactly(3, 1, 2);
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(Quartiles::of).isInstanceOf(IllegalArgumentException.class);
    }
}
