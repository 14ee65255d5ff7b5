// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2);
    private final List<String> given = new ArrayList<>();
    private final Turns.Place first = turns.place(() -> given.add("first"));
    private final Turns.Place second = turns.place(() -> given.add("second"));
    private final Turns.Place third = turns.place(() -> given.add("third"));

    @Test
    void begin_moreThanThereMayBe_waitUntilOneEnds() {
        assertThat(first.begin()).isTrue();
        assertThat(first.begin()).isTrue();
        assertThat(first.begin()).isFalse();

        turns.end();

        assertThat(given).containsExactly("first");
        assertThat(first.begin()).isTrue();
        assertThat(first.begin()).isFalse();
    }

    @Test
    void end_whileOthersWait_givesTheTurnToWhoHasWaitedLongest() {
        first.begin();
        first.begin();
        second.begin();
        third.begin();
        second.begin();

        turns.end();
        boolean isOvertaking = first.begin();
        turns.end();
        turns.end();

        assertThat(isOvertaking).isFalse();
        assertThat(given).containsExactly("second", "third", "first");
        assertThat(second.begin()).isTrue();
        assertThat(third.begin()).isTrue();
    }

    @Test
    void passOn_aTurnThatWasGiven_givesItToTheNext() {
        first.begin();
        first.begin();
        second.begin();
        third.begin();
        turns.end();

        second.passOn();

        assertThat(given).containsExactly("second", "third");
        assertThat(third.begin()).isTrue();
        assertThat(second.begin()).isFalse();
    }

    @Test
    void passOn_whileWaiting_goesOnWaiting() {
        first.begin();
        first.begin();
        second.begin();
        third.begin();
        second.passOn();

        turns.end();

        assertThat(given).containsExactly("second");
    }

    @Test
    void end_whenNobodyCanBeTold_givesTheTurnToTheNext() {
        Turns.Place deaf = turns.place(() -> {
            throw new IllegalStateException("it cannot be told");
        });
        first.begin();
        first.begin();
        deaf.begin();
        second.begin();

        turns.end();

        assertThat(given).containsExactly("second");
        assertThat(second.begin()).isTrue();
        assertThat(deaf.begin()).isFalse();
    }

    @Test
    void end_whenManyCannotBeTold_takesNoMoreOfTheStackForEach() {
        List<Integer> depths = new ArrayList<>();
        first.begin();
        first.begin();
        for (int i = 0; i < 3; i++) {
            turns.place(() -> {
                        depths.add(new Throwable().getStackTrace().length);
                        throw new IllegalStateException("it cannot be told");
                    })
                    .begin();
        }
        second.begin();

        turns.end();

        assertThat(depths).hasSize(3).containsOnly(depths.get(0));
        assertThat(given).containsExactly("second");
    }

    @Test
    void leave_whileWaiting_waitsNoLonger() {
        first.begin();
        first.begin();
        second.begin();
        third.begin();
        second.leave();
        second.leave();

        turns.end();

        assertThat(given).containsExactly("third");
    }

    @Test
    void leave_theLastTurnThatWasGiven_freesIt() {
        first.begin();
        first.begin();
        second.begin();
        turns.end();

        second.leave();

        assertThat(third.begin()).isTrue();
        assertThat(first.begin()).isFalse();
    }
}
