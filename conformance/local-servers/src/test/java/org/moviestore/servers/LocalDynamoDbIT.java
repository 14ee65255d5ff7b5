// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class LocalDynamoDbIT {
    LocalDynamoDb start() {
        return LocalDynamoDb.embedded();
    }

    @Test
    void endpoint_afterTheStart_answers() throws IOException, InterruptedException {
        try (LocalDynamoDb server = start()) {
            HttpResponse<String> response = listTables(server);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"TableNames\":[]}");
            assertThat(server.toString()).contains(server.endpoint().toString());
        }
    }

    @Test
    void close_twice_stopsTheServer() throws IOException {
        LocalDynamoDb server = start();
        URI endpoint = server.endpoint();

        server.close();
        server.close();

        assertThat(Ports.accepts(endpoint.getHost(), endpoint.getPort())).isFalse();
    }

    /** DynamoDB Local wants a signature, but never checks it. */
    private static HttpResponse<String> listTables(LocalDynamoDb server) throws IOException, InterruptedException {
        String credential = server.accessKeyId() + "/20260101/" + server.region() + "/dynamodb/aws4_request";
        HttpRequest request = HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
