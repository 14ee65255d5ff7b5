// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random histories of the SDK's requests, answered by DynamoDB Local, memory and PostgreSQL. */
class SdkHistoriesIT {
    private static final long SEED = 20_262;

    @Test
    void history_throughTheSdk_isAnsweredAsByDynamoDbLocal() {
        compare(SEED, 1_000);
    }

    @Test
    @Tag("full")
    void longHistory_throughTheSdk_isAnsweredAsByDynamoDbLocal() {
        compare(SEED + 1, 100_000);
    }

    private static void compare(long seed, long operations) {
        try (Participants participants = Participants.start()) {
            Tally tally = new Tally();

            int divergences = SdkHistories.run(participants, tally, seed, operations, System.out::println);

            System.out.println(tally.summary());
            assertThat(divergences).isZero();
            assertThat(tally.otherCapacities()).as(tally.details()).isZero();
            assertThat(tally.operations()).isGreaterThanOrEqualTo(operations);
            assertThat(tally.acceptedWrites()).isGreaterThan(operations / 4);
            assertThat(tally.returnedItems()).isGreaterThan(operations / 4);
            assertThat(tally.cutPages()).isPositive();
            assertThat(tally.shapes()).isGreaterThan((int) operations / 4);
        }
    }
}
