// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.conformance.TableHarness;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.regions.Region;

/** Runs the suite on a DynamoDB Local of its own. */
class DynamoHarness implements TableHarness {
    private final LocalDynamoDb server;
    private final List<OpenAnswers> opened = new ArrayList<>();

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
        DynamoStore.Builder settings = settings(server);
        OpenAnswers answers = new OpenAnswers(Clients.http(settings));
        opened.add(answers);
        return Clients.connect(
                settings, Region.of(server.region()), settings.credentials.orElseThrow(), answers, () -> {});
    }

    @Override
    public List<String> held() {
        int open = opened.stream().mapToInt(OpenAnswers::count).sum();
        return open == 0 ? List.of() : List.of(open + " answers that are still read");
    }

    static DynamoStore open(LocalDynamoDb server) {
        return settings(server).connect();
    }

    private static DynamoStore.Builder settings(LocalDynamoDb server) {
        return DynamoStore.builder()
                .region(server.region())
                .endpoint(server.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey());
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
