// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Answers requests by a script, whose last answer is repeated, and keeps what was sent. */
final class ScriptedHttp implements SdkHttpClient {
    /** One answer, or none. */
    interface Answer {
        SdkAnswer give() throws IOException;
    }

    record SdkAnswer(int status, String body) {}

    /** What is sent again is sent at once, in effect. */
    private static final Retries SHORT_PAUSES = new Retries(Duration.ofMillis(1), Duration.ofMillis(1));

    private final List<Answer> script;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Answer> tables = new HashMap<>();
    private int descriptions;
    private boolean closed;

    ScriptedHttp(Answer... script) {
        this.script = List.of(script);
    }

    static Answer ok(String body) {
        return () -> new SdkAnswer(200, body);
    }

    static Answer error(int status, String code, String message) {
        return () ->
                new SdkAnswer(status, "{\"__type\":\"com.amazonaws#" + code + "\",\"message\":\"" + message + "\"}");
    }

    /** The request was sent, and maybe carried out, and its answer does not come. */
    static Answer lost() {
        return fails(new SocketTimeoutException("Read timed out"));
    }

    static Answer fails(IOException failure) {
        return () -> {
            throw failure;
        };
    }

    /** Answers what tables are by these, outside of the script and of {@link #requests}. */
    ScriptedHttp describing(TableSchema... schemas) {
        for (TableSchema schema : schemas) {
            tables.put(schema.tableName(), ok(Descriptions.of(schema)));
        }
        return this;
    }

    /** Returns how often it was asked what a table is, of those that it describes. */
    int descriptions() {
        return descriptions;
    }

    /** Returns the requests so far, each as the operation and its body. */
    List<String> requests() {
        return requests;
    }

    boolean isClosed() {
        return closed;
    }

    DynamoStore store() {
        DynamoStore.Builder settings = DynamoStore.builder();
        settings.retries = SHORT_PAUSES;
        return Clients.connect(settings, Region.US_EAST_1, AnonymousCredentialsProvider.create(), this, () -> {});
    }

    /** Returns a store over {@link #client}. */
    DynamoStore storeOverClient() {
        return DynamoStore.over(client(), SHORT_PAUSES);
    }

    /** A client such as an application would bring, with the SDK's own choice of what to retry. */
    DynamoDbClient client() {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(this)
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .maxAttempts(4)
                        .build()))
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String operation = request.httpRequest()
                .firstMatchingHeader("X-Amz-Target")
                .orElseThrow()
                .replaceFirst(".*\\.", "");
        Answer answer = answer(operation, body(request));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(answer.give());
            }

            @Override
            public void abort() {}
        };
    }

    private Answer answer(String operation, String body) {
        if (operation.equals("DescribeTable")) {
            Optional<Answer> described = tables.entrySet().stream()
                    .filter(table -> body.contains("\"" + table.getKey() + "\""))
                    .map(Map.Entry::getValue)
                    .findAny();
            if (described.isPresent()) {
                descriptions++;
                return described.get();
            }
        }
        requests.add(operation + " " + body);
        return script.get(Math.min(requests.size(), script.size()) - 1);
    }

    private static String body(HttpExecuteRequest request) {
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpExecuteResponse response(SdkAnswer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return requests.stream().collect(Collectors.joining("\n"));
    }
}
