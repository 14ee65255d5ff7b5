// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Counts the answers of another client that are neither read to their end nor closed: each holds a connection. */
final class OpenAnswers implements SdkHttpClient {
    private final SdkHttpClient client;
    private final AtomicInteger open = new AtomicInteger();

    OpenAnswers(SdkHttpClient client) {
        this.client = client;
    }

    int count() {
        return open.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = prepared.call();
                return response.responseBody()
                        .map(body -> HttpExecuteResponse.builder()
                                .response(response.httpResponse())
                                .responseBody(counted(body))
                                .build())
                        .orElse(response);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private AbortableInputStream counted(AbortableInputStream body) {
        Body counted = new Body(body);
        return AbortableInputStream.create(counted, () -> {
            counted.done();
            body.abort();
        });
    }

    private final class Body extends FilterInputStream {
        private final AtomicBoolean done = new AtomicBoolean();

        Body(InputStream body) {
            super(body);
            open.incrementAndGet();
        }

        void done() {
            if (done.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read < 0) {
                done();
            }
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read < 0) {
                done();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            done();
            super.close();
        }
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
