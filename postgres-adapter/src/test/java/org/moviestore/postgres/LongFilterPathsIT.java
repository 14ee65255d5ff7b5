// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;

/** Filter indexes by paths as long as the catalog can have them, and longer. */
class LongFilterPathsIT {
    private static final String SCHEMA = "s".repeat(63);
    private static final String DATABASE = database();
    private static final PostgresStore STORE =
            PostgresStore.builder(TestServer.url(DATABASE)).schema(SCHEMA).connect();

    private static String database() {
        String name = TestServer.newDatabase();
        TestServer.execute(name, "CREATE SCHEMA " + SCHEMA);
        return name;
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    /** Returns a path that does not become shorter by compression. */
    private static AttributePath path(int names, int bytesOfEach) {
        Random random = new Random(names);
        AttributePath path = null;
        for (int i = 0; i < names; i++) {
            StringBuilder name = new StringBuilder();
            while (name.length() < bytesOfEach) {
                name.append((char) (' ' + random.nextInt(95)));
            }
            path = path == null ? AttributePath.of(name.toString()) : path.name(name.toString());
        }
        return path;
    }

    private static TableSchema schema(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build();
    }

    @Test
    void table_withTheLongestPathsOfFilterIndexes_usesThem() {
        TableSchema schema = schema("t".repeat(255));
        STORE.createTable(schema);
        AttributePath one = path(1, 1024);
        AttributePath many = path(32, 32);

        DocumentTable table = STORE.table(
                schema.tableName(), TableOptions.none().withFilterIndex(one).withFilterIndex(many));

        for (AttributePath path : new AttributePath[] {one, many}) {
            assertThat(table.explain(ScanRequest.builder(schema)
                                    .filter(attribute(path).equalTo(1))
                                    .build())
                            .access())
                    .isEqualTo(QueryPlan.Access.FILTER_INDEX);
        }
    }

    @Test
    void table_withALongerPathOfAFilterIndex_isRefusedAndAsBefore() {
        STORE.createTable(schema("Films"));
        TableOptions options = TableOptions.none().withFilterIndex("a").withFilterIndex(path(2, 513));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> STORE.table("Films", options))
                .withMessageContaining("1026 bytes together; limit 1024 on PostgreSQL")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_LENGTH));

        assertThat(TestServer.rows(DATABASE, "SELECT * FROM moviestore.filter_indexes WHERE table_name = 'Films'"))
                .isEmpty();
    }
}
