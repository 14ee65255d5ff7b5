// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

class MovieTableTest {
    private final List<String> calls = new ArrayList<>();

    /** Refuses to drop a table once, as the service does while it is making it. */
    private DynamoDbClient refusingOnce(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (calls.equals(List.of("deleteTable"))) {
                        throw ResourceInUseException.builder()
                                .message("being created")
                                .build();
                    }
                    return method.invoke(client, arguments);
                });
    }

    @Test
    void drop_tableThatIsStillBeingMade_isDroppedWhenItIs() {
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            new MovieTable(client, "Movies").create();

            new MovieTable(refusingOnce(client), "Movies").drop();

            assertThat(store.listTables()).isEmpty();
            assertThat(calls).containsExactly("deleteTable", "waiter", "deleteTable");
        }
    }
}
