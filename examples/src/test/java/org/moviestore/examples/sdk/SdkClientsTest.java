// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SdkClientsTest {
    private static List<String> tables(String url) {
        try (DynamoDbClient client = SdkClients.open(url)) {
            return client.listTables().tableNames();
        }
    }

    private static InvalidRequestException refused(String url) {
        try (DynamoDbClient client = SdkClients.open(url)) {
            throw new AssertionError("opened " + client);
        } catch (InvalidRequestException e) {
            return e;
        }
    }

    @Test
    void open_urlOfAStore_isAClientOfIt() {
        assertThat(tables("memory:")).isEmpty();
    }

    @Test
    void open_endpointAndKeys_areWhereRequestsGoAndWhatSignsThem() throws IOException {
        Queue<String> signatures = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, "{\"TableNames\":[\"There\"]}");
        });
        server.start();
        try {
            String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();

            List<String> tables =
                    tables("dynamodb://eu-west-3/Movies?endpoint=" + endpoint + "&accessKey=mine&secretKey=s3cret");

            assertThat(tables).containsExactly("There");
            assertThat(signatures)
                    .singleElement()
                    .asString()
                    .matches("AWS4-HMAC-SHA256 Credential=mine/\\d{8}/eu-west-3/dynamodb/aws4_request, .*");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamodb://us-east-1",
                "dynamodb://us-east-1/Movies?fullScans=allow",
                "dynamodb://us-east-1/Movies?endpoint=https://localhost",
                "dynamodb://us-east-1/Movies?accessKey=&secretKey="
            })
    void open_whatAStoreOfDynamoDbTakes_isTaken(String url) {
        try (DynamoDbClient client = SdkClients.open(url)) {
            assertThat(client.serviceName()).isEqualTo("dynamodb");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamodb://me@us-east-1/Movies|no user and no port",
                "dynamodb://:s3cret@us-east-1/Movies|no user and no port",
                "dynamodb://us-east-1:8000/Movies|no user and no port",
                "dynamodb://us-east-1/Movies?region=eu-west-3|a dynamodb URL has no parameter \"region\"",
                "dynamodb://us-east-1/Movies?endpoint=|endpoint is an address like http://localhost:8000",
                "dynamodb://us-east-1/Movies?endpoint=localhost:8000|endpoint is an address like",
                "dynamodb://us-east-1/Movies?endpoint=ftp://localhost:8000|endpoint is an address like",
                "dynamodb://us-east-1/Movies?endpoint=http://|endpoint is an address like",
                "dynamodb://us-east-1/Movies?endpoint=http://a b|endpoint is an address like",
                "dynamodb://us-east-1/Movies?endpoint=http://me@localhost:8000|endpoint is an address like",
                "dynamodb://us-east-1/Movies?endpoint=http://localhost:8000&accessKey=s3cret|both accessKey and secretKey",
                "dynamodb://us-east-1/Movies?endpoint=http://localhost:8000&secretKey=s3cret|both accessKey and secretKey",
                "dynamodb://us-east-1/Movies?accessKey=mine&secretKey=s3cret|are for an endpoint such as DynamoDB Local",
                "dynamodb://us-east-1/Movies?fullScans=refuse|leave out fullScans=refuse",
                "dynamodb://us-east-1/Movies?fullScans=perhaps|fullScans is refuse or allow"
            })
    void open_urlThatDynamoDbCannotBeAskedBy_isRefused(String url, String message) {
        InvalidRequestException refused = refused(url);

        assertThat(refused.code()).isEqualTo(ErrorCode.STORE_URL);
        assertThat(refused.getMessage()).contains(message).doesNotContain("s3cret");
    }

    @Test
    void open_tableThatNoTableCanBeNamed_isRefused() {
        assertThatThrownBy(() -> SdkClients.open("dynamodb://us-east-1/no/table"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no/table");
    }
}
