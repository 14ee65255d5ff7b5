// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of the SDK's requests, answered by DynamoDB Local and by stores. Every build makes the short ones.
 * That of stores has a chapter of small items, one of large items, whose pages end by their size, and what is left of
 * the operations in a third; that through the adapter has small items alone. In the long ones one chapter of 25 has
 * large items.
 */
class SdkHistoriesIT {
    private static final long SEED = 20_262;

    @Test
    void history_throughTheSdk_isAnsweredAsByDynamoDbLocal() {
        Tally tally = compare(Participants.start(), SEED, 1_000);

        assertThat(tally.cutPages()).isPositive();
    }

    @Test
    @Tag("full")
    void longHistory_throughTheSdk_isAnsweredAsByDynamoDbLocal() {
        Tally tally = compare(Participants.start(), SEED + 1, 100_000);

        assertThat(tally.cutPages()).isPositive();
    }

    @Test
    void history_throughTheAdapterForDynamoDb_isAnsweredAsByDynamoDbLocal() {
        compare(Participants.startWithAdapter(), SEED + 2, 250);
    }

    @Test
    @Tag("full")
    void longHistory_throughTheAdapterForDynamoDb_isAnsweredAsByDynamoDbLocal() {
        compare(Participants.startWithAdapter(), SEED + 3, 20_000);
    }

    private static Tally compare(Participants started, long seed, long operations) {
        try (Participants participants = started) {
            Tally tally = new Tally();

            int divergences = SdkHistories.run(participants, tally, seed, operations, System.out::println);

            System.out.println(tally.summary());
            assertThat(divergences).isZero();
            assertThat(tally.otherCapacities()).as(tally.details()).isZero();
            assertThat(tally.operations()).isGreaterThanOrEqualTo(operations);
            assertThat(tally.acceptedWrites()).isGreaterThan(operations / 4);
            assertThat(tally.returnedItems()).isGreaterThan(operations / 4);
            assertThat(tally.shapes()).isGreaterThan((int) operations / 4);
            return tally;
        }
    }
}
