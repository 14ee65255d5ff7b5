// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.films;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

class ListTablesTest {
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(new MemoryStore());

    @Test
    void listTables_givesPagesInTheOrderOfTheNames() {
        List.of("delta", "Alpha", "beta")
                .forEach(name -> client.createTable(films().tableName(name).build()));

        ListTablesResponse first = client.listTables(request -> request.limit(2));
        ListTablesResponse second =
                client.listTables(request -> request.limit(2).exclusiveStartTableName(first.lastEvaluatedTableName()));

        assertThat(first.tableNames()).containsExactly("Alpha", "beta");
        assertThat(first.lastEvaluatedTableName()).isEqualTo("beta");
        assertThat(second.tableNames()).containsExactly("delta");
        assertThat(second.lastEvaluatedTableName()).isNull();
    }

    @Test
    void listTables_afterANameOfNoTable_givesThoseAfterIt() {
        List.of("Alpha", "beta")
                .forEach(name -> client.createTable(films().tableName(name).build()));

        assertThat(client.listTables(request -> request.exclusiveStartTableName("Zulu"))
                        .tableNames())
                .containsExactly("beta");
    }

    @Test
    void listTables_withoutALimit_givesAHundred() {
        for (int i = 100; i < 201; i++) {
            client.createTable(films().tableName("t" + i).build());
        }

        ListTablesResponse page = client.listTables();

        assertThat(page.tableNames()).hasSize(100);
        assertThat(page.lastEvaluatedTableName()).isEqualTo("t199");
        assertThat(client.listTablesPaginator().tableNames()).hasSize(101);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void listTables_ofALimitThatIsNone_isRefused(int limit) {
        assertThatThrownBy(() -> client.listTables(request -> request.limit(limit)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("1 validation error detected: Value '" + limit
                        + "' at 'limit' failed to satisfy constraint: Member must have value "
                        + (limit == 0 ? "greater than or equal to 1" : "less than or equal to 100"));
    }
}
