// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;

/** Projects outside this build that know one artifact by its coordinates: they compile against it and run. */
class PublishedArtifactsIT {
    @Test
    void consumerOfPostgres_compilesAndRuns() throws Exception {
        try (LocalPostgres server = LocalPostgres.embedded()) {
            String url = "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":"
                    + server.port() + "/" + server.database();

            assertThat(outputOf("postgres", url)).endsWith("8.6");
        }
    }

    @Test
    void consumerOfDynamoDb_compilesAndRuns() throws Exception {
        try (LocalDynamoDb server = LocalDynamoDb.embedded()) {
            String url = "dynamodb://" + server.region() + "/Movies?endpoint=" + server.endpoint() + "&accessKey="
                    + server.accessKeyId() + "&secretKey=" + server.secretAccessKey();

            assertThat(outputOf("dynamodb", url)).endsWith("8.6");
        }
    }

    private static String outputOf(String consumer, String url) throws IOException, InterruptedException {
        OutsideProject project =
                OutsideProject.copyOf(Path.of("src/test/consumers").resolve(consumer));
        project.mvn(List.of("-q", "process-classes"));
        return project.java("example.Consumer", url);
    }
}
