// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The conformance suite's look at what is held finds answers that nobody reads. */
class OpenAnswersTest {
    private final OpenAnswers answers =
            new OpenAnswers(new ScriptedHttp(ok("{}"), error(400, "ValidationException", "no"), ok("{}"), ok("{}")));

    private AbortableInputStream body() throws IOException {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost/"))
                .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
                .build();
        HttpExecuteResponse response = answers.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(() -> new ByteArrayInputStream(new byte[0]))
                        .build())
                .call();
        return response.responseBody().orElseThrow();
    }

    @Test
    void count_ofAnswersThatAreNotRead_isTheirNumber() throws IOException {
        AbortableInputStream first = body();
        AbortableInputStream second = body();

        assertThat(first.read()).isNotNegative();
        assertThat(answers.count()).isEqualTo(2);
        second.close();
        assertThat(answers.count()).isEqualTo(1);
    }

    @Test
    void count_ofAnswersThatWereReadOrClosedOrAborted_isNothing() throws IOException {
        AbortableInputStream read = body();
        AbortableInputStream closed = body();
        AbortableInputStream aborted = body();

        assertThat(read.readAllBytes()).isNotEmpty();
        closed.close();
        closed.close();
        aborted.abort();

        assertThat(answers.count()).isZero();
    }
}
