// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.CancellationReason.Kind;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;

class TransactGetRequestTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private static List<GetRequest> gets(int count, String... projection) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    GetRequest.Builder get = GetRequest.builder(SCHEMA, SCHEMA.key(i));
                    return projection.length == 0
                            ? get.build()
                            : get.project(projection).build();
                })
                .toList();
    }

    private static List<Optional<Item>> items(int count, int bytes) {
        Item item = Item.of("a", "x".repeat(bytes - 1));
        return IntStream.range(0, count).mapToObj(i -> Optional.of(item)).toList();
    }

    @Test
    void selectedFrom_upToTheLimit_returnsTheItems() {
        int each = 4 * 1024 * 1024 / 16 - 4;

        TransactGetResult result = TransactGetRequest.of(gets(16)).selectedFrom(items(16, each));

        assertThat(result.items()).isEqualTo(items(16, each));
        assertThat(result.consumedCapacity()).isEmpty();
    }

    @Test
    void selectedFrom_beyondTheLimit_isRejected() {
        TransactGetRequest request = TransactGetRequest.of(gets(16));
        int each = 4 * 1024 * 1024 / 16 - 3;

        assertThatThrownBy(() -> request.selectedFrom(items(16, each)))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.code()).contains(ErrorCode.TX_BYTES))
                .hasMessageContaining("4194320 bytes");
    }

    @Test
    void selectedFrom_withProjections_countsWhatTheyKeep() {
        TransactGetResult result = TransactGetRequest.of(gets(50, "b")).selectedFrom(items(50, 400_000));

        assertThat(result.items()).hasSize(50).allMatch(item -> item.equals(Optional.of(Item.EMPTY)));
    }

    @Test
    void reason_whosePartsDoNotFit_cannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CancellationReason(Kind.NONE, Optional.of(Item.EMPTY), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CancellationReason(Kind.UPDATE_REJECTED, Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CancellationReason(Kind.CONFLICT, Optional.empty(), Optional.of(ErrorCode.PATH_INVALID)));
    }
}
