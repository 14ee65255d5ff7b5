// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Stands for DynamoDB and the way there: reads a request and answers what was set for its operation, at once. */
final class CannedDynamoDb implements SdkHttpClient {
    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private byte[] lastPut = {};

    void answer(String operation, String json) {
        answers.put("DynamoDB_20120810." + operation, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the body of the last PutItem, if there was any. */
    Optional<String> lastPut() {
        return Optional.of(new String(lastPut, StandardCharsets.UTF_8)).filter(body -> !body.isEmpty());
    }

    void forgetPuts() {
        lastPut = new byte[0];
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        byte[] sent = body(request);
        if (target.endsWith(".PutItem")) {
            lastPut = sent;
        }
        byte[] answer = answers.getOrDefault(target, new byte[0]);
        CRC32 checksum = new CRC32();
        checksum.update(answer);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.length == 0 ? 501 : 200)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .putHeader("Content-Length", Integer.toString(answer.length))
                        .putHeader("x-amz-crc32", Long.toString(checksum.getValue()))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                .build();
    }

    private static byte[] body(HttpExecuteRequest request) {
        try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
