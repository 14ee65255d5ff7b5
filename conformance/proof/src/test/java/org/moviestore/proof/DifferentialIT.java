// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.moviestore.conformance.differential.ComparedStore;
import org.moviestore.conformance.differential.Differential;
import org.moviestore.conformance.differential.DifferentialListener;
import org.moviestore.conformance.differential.DifferentialReport;
import org.moviestore.conformance.differential.Divergence;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;

/**
 * Random histories on every backend: a short one, and a long one for the profile {@code full}; {@code ./moviestore
 * verify-backends} makes others.
 */
class DifferentialIT {
    private static final long SEED = 20_261;
    /** A busy machine may let servers wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void history_onEveryBackend_isAnsweredAlike() {
        compare(SEED, 15_000);
    }

    @Test
    @Tag("full")
    void longHistory_onEveryBackend_isAnsweredAlike() {
        compare(SEED + 1, 200_000);
    }

    private static void compare(long seed, int operations) {
        try (LocalPostgres postgresServer = LocalPostgres.embedded();
                LocalDynamoDb dynamoDbServer = LocalDynamoDb.embedded();
                DocumentStore memory = new MemoryStore();
                DocumentStore postgres = builder(postgresServer, "history").connect();
                DocumentStore locking = builder(postgresServer, "locking")
                        .withoutSingleStatementUpdates()
                        .connect();
                DocumentStore dynamoDb = DynamoStore.builder()
                        .region(dynamoDbServer.region())
                        .endpoint(dynamoDbServer.endpoint())
                        .credentials(dynamoDbServer.accessKeyId(), dynamoDbServer.secretAccessKey())
                        .timeout(PATIENCE)
                        .connect()) {
            List<ComparedStore> stores = List.of(
                    ComparedStore.of("memory", memory),
                    ComparedStore.of("postgresql", postgres),
                    ComparedStore.of("postgresql that locks for each update", locking),
                    ComparedStore.overDynamoDb("dynamodb", dynamoDb));

            DifferentialReport report = Differential.of(stores, seed).run(operations, new Quiet());

            System.out.println(report.summary());
            assertThat(report.divergences()).isEmpty();
            assertThat(report.operations()).isEqualTo(operations);
            assertThat(report.acceptedWrites()).isGreaterThan(operations / 3);
            assertThat(report.returnedItems()).isGreaterThan(operations / 3);
        }
    }

    /** Returns a builder of a store in a database of its own. */
    private static PostgresStore.Builder builder(LocalPostgres server, String database) {
        server.createDatabase(database);
        return PostgresStore.builder(server.jdbcUrl(database))
                .user(server.user())
                .password(server.password())
                .timeout(PATIENCE);
    }

    private static final class Quiet implements DifferentialListener {
        @Override
        public void compared(long operations, double part) {
            // the report has it all
        }

        @Override
        public void diverged(Divergence divergence) {
            // the report has it all
        }
    }
}
