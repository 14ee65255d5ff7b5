// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2);
    private final List<String> woken = new ArrayList<>();
    private final Runnable first = () -> woken.add("first");
    private final Runnable second = () -> woken.add("second");

    @Test
    void begin_moreThanThereMayBe_waitUntilOneEnds() {
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.begin(first)).isFalse();

        turns.end();

        assertThat(woken).containsExactly("first");
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.begin(first)).isFalse();
    }

    @Test
    void end_whileOthersWait_runsEachOnceInTheOrderInWhichTheyCame() {
        turns.begin(first);
        turns.begin(first);
        turns.begin(second);
        turns.begin(first);
        turns.begin(second);

        turns.end();
        turns.end();

        assertThat(woken).containsExactly("second", "first");
    }
}
