// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.GetRequest;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Requests made from schemas with other indexes than the table has, rule T6. */
abstract class IndexRequestTests extends IndexChecks {
    @ParameterizedTest
    @EnumSource(RequestTests.Operation.class)
    @Rule("T6")
    void operation_withARequestOfAnIndexThatTheTableLacks_isRefused(RequestTests.Operation operation) {
        TableSchema more = table().schema()
                .withIndex(SecondaryIndex.builder("by-text")
                        .partitionKey("g", AttributeType.STRING)
                        .build());

        assertRefused(ErrorCode.TABLE_MISMATCH, () -> operation.on(table(), more));
    }

    @Test
    @Rule("T6")
    void operation_withARequestOfAnIndexThatTheTableHasOtherwise_isRefused() {
        TableSchema otherwise = bare().withIndex(SecondaryIndex.builder("global-S")
                .partitionKey("gs", AttributeType.STRING)
                .projection(IndexProjection.keysOnly())
                .build());
        QueryRequest query = QueryRequest.builder(otherwise, KeyCondition.partition("gs", "x"))
                .index("global-S")
                .build();

        assertRefused(ErrorCode.TABLE_MISMATCH, () -> indexed().query(query));
        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> indexed().put(PutRequest.of(otherwise, attributes("p", newPartition(), "s", "x"))));
    }

    @Test
    @Rule("T6")
    void operation_withARequestThatKnowsNothingOfTheIndexes_isCarriedOut() {
        String text = newPartition();
        Item item = attributes("p", text, "s", "x", "gs", text, "sn", 1);
        Key key = schema().keyOf(item);

        indexed().put(PutRequest.of(bare(), item));
        assertIndexed("global-S-N", text, item);
        indexed().update(UpdateRequest.of(bare(), key, set("sn", 2)));

        assertIndexed("global-S-N", text, item.with("sn", 2));
        assertThat(indexed().get(GetRequest.of(bare(), key)).item()).contains(item.with("sn", 2));
        assertThat(found(QueryRequest.of(bare(), KeyCondition.partition("p", text))))
                .containsExactly(item.with("sn", 2));
    }

    @Test
    @Rule({"T6", "I2"})
    void write_ofARequestThatKnowsNothingOfTheIndexes_obeysThemAllTheSame() {
        Item item = attributes("p", newPartition(), "s", "x", "gs", "text", "number", 1);
        Key key = schema().keyOf(item);
        indexed().put(item);

        assertRefused(ErrorCode.KEY_TYPE, () -> indexed().put(PutRequest.of(bare(), item.with("gs", 1))));
        assertRefused(ErrorCode.KEY_EMPTY, () -> indexed().put(PutRequest.of(bare(), item.with("ss", ""))));
        assertRefused(ErrorCode.KEY_TYPE, () -> indexed().update(UpdateRequest.of(bare(), key, set("gs", 1))));
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> indexed().update(UpdateRequest.of(bare(), key, set("gs", attribute("number")))))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.KEY_TYPE));

        assertThat(indexed().get(key)).contains(item);
    }
}
