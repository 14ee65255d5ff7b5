// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.net.URI;

/**
 * A DynamoDB Local server that runs in memory from its start until {@link #close()} or the end of the JVM, for tests
 * and demonstrations. It takes any credentials of letters and digits, and every region; those given here are as good as
 * others. Thread-safe.
 */
public final class LocalDynamoDb implements AutoCloseable {
    private final URI endpoint;
    private final Runnable stop;

    private LocalDynamoDb(URI endpoint, Runnable stop) {
        this.endpoint = endpoint;
        this.stop = stop;
    }

    /**
     * Starts a server of this machine's own, on a free port of the loopback interface. It is a process with a class
     * path of its own, which the build lays out in {@code conformance/dynamodb-local/target/lib}; it is looked for from
     * the working directory upwards, unless the system property {@code moviestore.dynamodbLocal} names the folder.
     *
     * @throws IllegalStateException if there is no such folder, or the server does not start
     */
    public static LocalDynamoDb embedded() {
        return DynamoDbProcess.start(DynamoDbFolder.find());
    }

    /**
     * Starts a server in a container of the image {@code amazon/dynamodb-local:3.3.1}. Needs Testcontainers
     * ({@code org.testcontainers:testcontainers}) on the class path, which this artifact does not bring.
     *
     * @throws IllegalStateException at once if no container engine answers
     */
    public static LocalDynamoDb container() {
        return Containers.dynamoDb();
    }

    static LocalDynamoDb of(String host, int port, Runnable stop) {
        return new LocalDynamoDb(URI.create("http://" + host + ":" + port), stop);
    }

    /** Returns the address that clients connect to. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns a region to sign requests for. */
    public String region() {
        return "us-east-1";
    }

    /** Returns an access key to sign requests with. */
    public String accessKeyId() {
        return "local";
    }

    /** Returns a secret key to sign requests with. */
    public String secretAccessKey() {
        return "local";
    }

    /** Stops the server, which forgets everything. Does nothing if it has been closed. */
    @Override
    public void close() {
        stop.run();
    }

    /** Returns the address. */
    @Override
    public String toString() {
        return "DynamoDB Local at " + endpoint;
    }
}
