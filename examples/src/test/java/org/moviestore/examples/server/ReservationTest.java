// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.RequestId;

class ReservationTest {
    private static final RequestId ID = RequestId.of(1);
    private static final Line LINE = Line.faulty("any");

    private final UnderWay underWay = new UnderWay(1);
    private final Budget budget = new Budget(1000);
    private final Set<RequestId> idsInUse = new HashSet<>();
    private final Reservation reservation = reservation();

    private Reservation reservation() {
        RequestRoom room = new RequestRoom(budget, (bytes, line) -> false);
        return new Reservation(underWay, room, idsInUse, Optional.of(ID));
    }

    private void assertNothingTaken() {
        assertThat(underWay.count()).isZero();
        assertThat(budget.taken()).isZero();
        assertThat(idsInUse).isEmpty();
    }

    @Test
    void giveBack_asOftenAsItIsAsked_givesAllBackOnce() throws InterruptedException {
        assertThat(reservation.take(300, LINE)).isEmpty();
        assertThat(underWay.count()).isEqualTo(1);
        assertThat(budget.taken()).isEqualTo(300);
        assertThat(idsInUse).containsExactly(ID);

        reservation.giveBack();
        reservation.giveBack();
        reservation.answered();
        reservation.end();

        assertNothingTaken();
        assertThat(reservation.bytes()).isEqualTo(300);
        underWay.stop();
        assertThat(underWay.awaitNone(Duration.ZERO)).isTrue();
    }

    @Test
    void giveBack_ofNothing_givesNothingBack() {
        reservation.giveBack();

        assertNothingTaken();
    }

    @Test
    void take_withoutAPlace_isRefusedAndTakesNothing() {
        Reservation other = reservation();
        other.take(300, LINE);
        Optional<ReplyError> refusal = reservation.take(300, LINE);

        reservation.giveBack();

        assertThat(refusal.orElseThrow().message()).contains("1 requests under way");
        assertThat(underWay.count()).isEqualTo(1);
        assertThat(budget.taken()).isEqualTo(300);
        other.giveBack();
        assertNothingTaken();
    }

    @Test
    void take_withoutRoom_isRefusedAndTakesNothing() {
        Optional<ReplyError> refusal = reservation.take(1001, LINE);

        reservation.giveBack();

        assertThat(refusal.orElseThrow().message()).contains("no room now");
        assertNothingTaken();
        assertThat(reservation.take(1000, LINE)).isEmpty();
    }

    @Test
    void giveBackMemory_keepsTheRest() {
        reservation.take(300, LINE);

        reservation.giveBackMemory();
        long kept = budget.taken();
        int underWayStill = underWay.count();
        reservation.giveBack();

        assertThat(kept).isZero();
        assertThat(underWayStill).isEqualTo(1);
        assertNothingTaken();
    }

    @Test
    void answered_beforeTheEnd_givesAllBackButAServerThatStopsWaits() throws InterruptedException {
        reservation.take(300, LINE);
        underWay.stop();

        reservation.answered();
        boolean hasEnded = underWay.awaitNone(Duration.ZERO);
        reservation.end();

        assertThat(hasEnded).isFalse();
        assertNothingTaken();
        assertThat(underWay.awaitNone(Duration.ZERO)).isTrue();
    }
}
