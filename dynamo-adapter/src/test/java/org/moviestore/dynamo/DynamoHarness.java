// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import org.moviestore.conformance.TableHarness;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.DocumentStore;

/** Runs the suite on a DynamoDB Local of its own. */
class DynamoHarness implements TableHarness {
    private final LocalDynamoDb server;

    DynamoHarness() {
        this(LocalDynamoDb.embedded());
    }

    private DynamoHarness(LocalDynamoDb server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public DocumentStore open() {
        return open(server);
    }

    static DynamoStore open(LocalDynamoDb server) {
        return DynamoStore.builder()
                .region(server.region())
                .endpoint(server.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .connect();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The same on a DynamoDB Local in a container. */
    static final class InContainer extends DynamoHarness {
        InContainer() {
            super(LocalDynamoDb.container());
        }

        @Override
        public String name() {
            return "dynamodb in a container";
        }
    }
}
