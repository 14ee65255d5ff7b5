// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

class VersionsTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final Versions VERSIONS = Versions.of("the.version");
    private static final Condition THIRD =
            attribute(AttributePath.of("the.version")).equalTo(3);
    private static final Condition OWN = attribute("a").exists();

    private static void assertRefused(ErrorCode code, ThrowingCallable request) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(request)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void put_ofAVersion_keepsWhatItAsksFor() {
        PutRequest.Builder put = PutRequest.builder(SCHEMA, Item.of("id", 1, "the.version", 3))
                .returning(ReturnItem.OLD)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .capacityReport(CapacityReport.TOTAL)
                .condition(OWN);

        PutRequest checked = VERSIONS.checked(put.build());

        assertThat(checked)
                .isEqualTo(PutRequest.builder(SCHEMA, Item.of("id", 1, "the.version", 4))
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .capacityReport(CapacityReport.TOTAL)
                        .condition(THIRD.and(OWN))
                        .build());
    }

    @Test
    void update_ofAVersion_keepsWhatItAsksFor() {
        UpdateRequest checked = VERSIONS.checked(UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                .expectedVersion(3)
                .returning(ReturnValues.ALL_OLD)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .capacityReport(CapacityReport.TOTAL)
                .build());

        assertThat(checked.condition()).contains(THIRD);
        assertThat(checked.expectedVersion()).isEmpty();
        assertThat(checked.update().applyTo(Item.of("id", 1)))
                .isEqualTo(Item.of("id", 1, "a", 1).with("the.version", 4));
        assertThat(checked.returning()).isEqualTo(ReturnValues.ALL_OLD);
        assertThat(checked.onConditionFailure()).isEqualTo(OnConditionFailure.RETURN_ITEM);
        assertThat(checked.capacityReport()).isEqualTo(CapacityReport.TOTAL);
    }

    @Test
    void delete_ofAVersion_keepsWhatItAsksFor() {
        DeleteRequest.Builder delete = DeleteRequest.builder(SCHEMA, KEY)
                .returning(ReturnItem.OLD)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .capacityReport(CapacityReport.TOTAL)
                .expectedVersion(0);

        assertThat(VERSIONS.checked(delete.build()))
                .isEqualTo(DeleteRequest.builder(SCHEMA, KEY)
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .capacityReport(CapacityReport.TOTAL)
                        .condition(attribute(AttributePath.of("the.version")).notExists())
                        .build());
    }

    @Test
    void condition_thatIsTooLongWithTheVersion_isRefused() {
        Condition longest = new Condition.Or(IntStream.range(0, 150)
                .mapToObj(i -> attribute("n").notEqualTo(5))
                .toList());
        DeleteRequest delete = DeleteRequest.builder(SCHEMA, KEY)
                .condition(longest)
                .expectedVersion(1)
                .build();

        assertRefused(ErrorCode.EXPR_OPERATORS, () -> VERSIONS.checked(delete));
    }

    @Test
    void item_thatIsTooLargeWithTheVersion_isRefused() {
        Item empty = Item.of("id", 1, "a", "");
        Item largest = empty.with("a", "x".repeat(409_600 - empty.sizeInBytes()));

        assertRefused(ErrorCode.ITEM_SIZE, () -> VERSIONS.checked(PutRequest.of(SCHEMA, largest)));
    }

    @Test
    void version_thatIsAKeyAttribute_isRefusedInEveryRequest() {
        Versions ofKey = Versions.of("id");

        assertRefused(ErrorCode.VERSION, () -> ofKey.checked(PutRequest.of(SCHEMA, Item.of("id", 1))));
        assertRefused(
                ErrorCode.VERSION,
                () -> ofKey.checked(UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                        .expectedVersion(1)
                        .build()));
        assertRefused(
                ErrorCode.VERSION,
                () -> ofKey.checked(
                        DeleteRequest.builder(SCHEMA, KEY).expectedVersion(1).build()));
    }
}
