// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamodblocal;

import java.io.OutputStream;
import java.lang.reflect.Field;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * Runs DynamoDB Local in memory, on a free port of the loopback interface, and prints {@code port N} once it answers.
 * It ends when standard input ends, so that it never outlives the process that started it.
 */
final class LoopbackServer {
    private LoopbackServer() {}

    public static void main(String[] arguments) throws Exception {
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry"});
        ServerConnector connector = connectorOf(server);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        // Unlike start(), it sends no telemetry and throws when it cannot bind.
        server.safeStart();
        System.out.println("port " + connector.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** The server has no option for the address it binds, so its Jetty connector is changed before the start. */
    private static ServerConnector connectorOf(DynamoDBProxyServer server) throws ReflectiveOperationException {
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        return (ServerConnector) ((Server) field.get(server)).getConnectors()[0];
    }
}
