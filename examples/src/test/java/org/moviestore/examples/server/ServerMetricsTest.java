// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Served served;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        served = new Served(options -> options.metrics(Served.freePort()));
        client = served.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        InetSocketAddress address = served.server().metricsAddress().orElseThrow();
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    @Test
    void metrics_afterRequests_countThemAndTellHowLongTheyTook() throws IOException, InterruptedException {
        client.ask("{'op':'read','key':'a'}");
        client.ask("{'op':'read','key':'a'}");
        client.ask("{'op':'down'}");
        client.ask("{'op':'never heard of'}");
        client.ask("nonsense");

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains(
                        "moviestore_connections 1.0",
                        "moviestore_requests_underway 0.0",
                        "moviestore_requests_bytes 0.0",
                        "moviestore_requests_total{op=\"read\",outcome=\"OK\"} 2.0",
                        "moviestore_requests_total{op=\"down\",outcome=\"UNAVAILABLE\"} 1.0",
                        "moviestore_requests_total{op=\"none\",outcome=\"MALFORMED\"} 2.0",
                        "moviestore_request_duration_seconds_count{op=\"read\"} 2",
                        "moviestore_request_duration_seconds{op=\"read\",quantile=\"0.5\"}",
                        "moviestore_request_duration_seconds{op=\"read\",quantile=\"0.95\"}",
                        "moviestore_request_duration_seconds{op=\"read\",quantile=\"0.99\"}")
                .doesNotContain("never heard of");
    }

    @Test
    void metrics_whileARequestWaits_showIt() throws IOException, InterruptedException {
        client.send("{'op':'read','key':'a','gate':'g'}");
        served.requests().awaitSomebodyAt("g");

        String metrics = get("/metrics").body();
        served.requests().open("g");

        assertThat(metrics).contains("moviestore_requests_underway 1.0");
        assertThat(client.receive()).isEqualTo("{'ok':true}");
    }

    @Test
    void health_whileItRuns_isUp() throws IOException, InterruptedException {
        HttpResponse<String> health = get("/health");
        HttpResponse<String> other = get("/other");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("up\n");
        assertThat(other.statusCode()).isEqualTo(404);
    }

    @Test
    void health_besideRequestsThatDoNotComeInWhole_isTold() throws IOException, InterruptedException {
        InetSocketAddress address = served.server().metricsAddress().orElseThrow();
        try (RawClient first = RawClient.connect(address);
                RawClient second = RawClient.connect(address);
                RawClient third = RawClient.connect(address)) {
            for (RawClient half : List.of(first, second, third)) {
                half.sendBytes("GET /health HT".getBytes(StandardCharsets.UTF_8));
            }

            HttpResponse<String> health = get("/health");
            first.sendBytes("TP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(first.receive()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void health_whileItStops_isUnavailable() throws IOException, InterruptedException {
        client.send("{'op':'read','key':'a','gate':'g'}");
        served.requests().awaitSomebodyAt("g");
        Thread stopping = new Thread(served.server()::stop);
        stopping.start();

        HttpResponse<String> health = get("/health");
        while (health.statusCode() == 200) {
            health = get("/health");
        }
        served.requests().open("g");
        stopping.join();

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(client.receive()).isEqualTo("{'ok':true}");
    }

    @Test
    void start_metricsPortInUse_saysSoAndListensNowhere() throws IOException {
        ServerOptions options = ServerOptions.builder(Served.freePort())
                .metrics(served.server().metricsAddress().orElseThrow())
                .build();

        assertThatThrownBy(() -> MovieServer.start(options, served.requests()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metrics cannot be told on");
    }
}
