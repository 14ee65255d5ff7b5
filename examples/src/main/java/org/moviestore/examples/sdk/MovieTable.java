// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** A table of movies by year and title, from its creation to its end. Thread-safe. */
final class MovieTable {
    private final DynamoDbClient client;
    private final String name;

    MovieTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Has the table made; the service goes on with that when this returns. */
    void create() {
        client.createTable(request -> request.tableName(name)
                .keySchema(key("year", KeyType.HASH), key("title", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("year", ScalarAttributeType.N), attribute("title", ScalarAttributeType.S))
                .provisionedThroughput(units -> units.readCapacityUnits(10L).writeCapacityUnits(10L)));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    /** Waits until the table is made, and returns what it is then. */
    TableDescription made() {
        awaitMade();
        return client.describeTable(request -> request.tableName(name)).table();
    }

    private void awaitMade() {
        try (DynamoDbWaiter waiter = client.waiter()) {
            waiter.waitUntilTableExists(request -> request.tableName(name));
        }
    }

    /** Has the table dropped, also one that is still being made, which the service refuses until it is. */
    void drop() {
        try {
            client.deleteTable(request -> request.tableName(name));
        } catch (ResourceInUseException e) {
            awaitMade();
            client.deleteTable(request -> request.tableName(name));
        }
    }

    void awaitDropped() {
        try (DynamoDbWaiter waiter = client.waiter()) {
            waiter.waitUntilTableNotExists(request -> request.tableName(name));
        }
    }

    /** Has the table dropped also where the thread was interrupted, on which the SDK's client would do nothing. */
    void dropAfter(RuntimeException failure) {
        boolean isInterrupted = Thread.interrupted();
        try {
            drop();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
