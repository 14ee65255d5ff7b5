// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Starts the servers in containers. The one class that Testcontainers is needed for, so only this one names it. */
final class Containers {
    private static final String POSTGRES_IMAGE = "postgres:18-alpine";
    private static final int POSTGRES_PORT = 5432;
    private static final String DYNAMODB_IMAGE = "amazon/dynamodb-local:3.3.1";
    private static final int DYNAMODB_PORT = 8000;

    private Containers() {}

    // Closed by the returned server; at the end of the JVM Testcontainers removes what is left.
    @SuppressWarnings("resource")
    static LocalPostgres postgres() {
        requireEngine();
        PostgreSQLContainer container = new PostgreSQLContainer(POSTGRES_IMAGE).withUsername("postgres");
        container.start();
        return LocalPostgres.of(
                container.getHost(),
                container.getMappedPort(POSTGRES_PORT),
                container.getUsername(),
                container.getPassword(),
                container::stop);
    }

    @SuppressWarnings("resource")
    static LocalDynamoDb dynamoDb() {
        requireEngine();
        GenericContainer<?> container = new GenericContainer<>(DYNAMODB_IMAGE)
                .withEnv("DDB_LOCAL_TELEMETRY", "0")
                .withExposedPorts(DYNAMODB_PORT)
                // An unsigned request is refused, by a server that is up.
                .waitingFor(Wait.forHttp("/").forStatusCode(400));
        container.start();
        return LocalDynamoDb.of(container.getHost(), container.getMappedPort(DYNAMODB_PORT), container::stop);
    }

    static void requireEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("No container engine answers. Start one, or set DOCKER_HOST to its socket;"
                    + " without the profile \"containers\" the build needs none.");
        }
    }
}
