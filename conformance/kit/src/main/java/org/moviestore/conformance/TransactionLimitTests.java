// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** How much a transaction may write, and what it may not ask for; rules H3 to H5. */
abstract class TransactionLimitTests extends TransactionChecks {
    private List<WriteAction> puts(int count) {
        return IntStream.range(0, count)
                .<WriteAction>mapToObj(i -> put(newKey(), "i", i))
                .toList();
    }

    @Test
    @Rule("H3")
    void transactWrite_of100Actions_carriesThemOut() {
        List<WriteAction> actions = puts(100);

        store().transactWrite(TransactWriteRequest.of(actions));

        for (int i = 0; i < actions.size(); i++) {
            assertThat(read(actions.get(i).key())).contains(attributes("i", i));
        }
    }

    @Test
    @Rule("H3")
    void transactWrite_ofNoneOr101Actions_isRefused() {
        assertRefused(ErrorCode.TX_SIZE, () -> TransactWriteRequest.of(List.of()));
        assertRefused(ErrorCode.TX_SIZE, () -> TransactWriteRequest.of(puts(101)));
    }

    /** Returns ten of the largest items, and one so that all actions have so many bytes with that which is given. */
    private List<WriteAction> filledTo(int bytes, WriteAction action, int actionBytes) {
        List<WriteAction> actions = new ArrayList<>();
        int rest = bytes - actionBytes;
        while (rest > 0) {
            Key key = newKey();
            int size = Math.min(rest, ItemLimits.MAX_ITEM_BYTES);
            actions.add(put(key, "a", "x".repeat(size - key.attributes().sizeInBytes() - "a".length())));
            rest -= size;
        }
        actions.add(action);
        return actions;
    }

    @Test
    @Rule("H3")
    void transactWrite_of4Mebibytes_isCarriedOut() {
        Key key = newKey();
        WriteAction last = put(key);

        store().transactWrite(TransactWriteRequest.of(
                filledTo(4 * 1024 * 1024, last, key.attributes().sizeInBytes())));

        assertThat(table().get(key)).contains(key.attributes());
    }

    @Test
    @Rule("H3")
    void transactWrite_ofOneByteMore_isRefused() {
        Key key = newKey();

        assertRefused(
                ErrorCode.TX_BYTES,
                () -> TransactWriteRequest.of(
                        filledTo(4 * 1024 * 1024 + 1, put(key), key.attributes().sizeInBytes())));
    }

    @Test
    @Rule("H3")
    void transactWrite_withExpressions_countsTextNamesAndValues() {
        Key key = newKey();
        String value = "v".repeat(1000);
        int expressions = "SET #n0 = :v0".length()
                + "names".length()
                + value.length()
                + "#n0 = :v1 OR attribute_not_exists(#n1)".length()
                + "names".length()
                + ItemSize.of(Values.number(7))
                + "p".length();
        UpdateRequest update = updateIf(attribute("names").equalTo(7).or(ABSENT), key, set("names", value));
        int bytes = key.attributes().sizeInBytes() + expressions;

        store().transactWrite(TransactWriteRequest.of(filledTo(4 * 1024 * 1024, update, bytes)));

        assertThat(read(key)).contains(attributes("names", value));
        assertRefused(ErrorCode.TX_BYTES, () -> TransactWriteRequest.of(filledTo(4 * 1024 * 1024 + 1, update, bytes)));
    }

    @Test
    @Rule("H4")
    void transactWrite_namingAnItemTwice_isRefused() {
        Key key = newKey();
        TableSchema numbers = run().shared(AttributeType.NUMBER).schema();

        assertRefused(ErrorCode.TX_DUPLICATE, () -> TransactWriteRequest.of(put(key), put(key, "a", 1)));
        assertRefused(ErrorCode.TX_DUPLICATE, () -> TransactWriteRequest.of(put(key), check(key, ABSENT)));
        assertRefused(
                ErrorCode.TX_DUPLICATE,
                () -> TransactWriteRequest.of(delete(key), put(newKey()), update(key, set("a", 1))));
        assertRefused(ErrorCode.TX_DUPLICATE, () -> TransactWriteRequest.of(check(key, ABSENT), check(key, PRESENT)));
        assertRefused(
                ErrorCode.TX_DUPLICATE,
                () -> TransactWriteRequest.of(
                        DeleteRequest.of(numbers, numbers.key(new BigDecimal("1.0"))),
                        DeleteRequest.of(numbers, numbers.key(1))));
    }

    @Test
    @Rule("H4")
    void transactWrite_ofOneKeyInTwoTables_isCarriedOut() {
        DocumentTable other = run().newTable(AttributeType.STRING);
        Key key = newKey();

        transact(put(key, "a", 1), PutRequest.of(other.schema(), withKey(key, attributes("a", 2))));

        assertThat(read(key)).contains(attributes("a", 1));
        assertThat(other.get(key)).contains(withKey(key, attributes("a", 2)));
    }

    @Test
    @Rule("H5")
    void transactWrite_askingForWhatIsNotReturned_isRefused() {
        Key key = newKey();
        TableSchema schema = table().schema();

        for (WriteAction action : List.of(
                PutRequest.builder(schema, key.attributes())
                        .returning(ReturnItem.OLD)
                        .build(),
                DeleteRequest.builder(schema, key).returning(ReturnItem.OLD).build(),
                UpdateRequest.builder(schema, key, set("a", 1))
                        .returning(ReturnValues.ALL_NEW)
                        .build(),
                DeleteRequest.builder(schema, key)
                        .capacityReport(CapacityReport.TOTAL)
                        .build())) {
            assertRefused(ErrorCode.TX_RETURN_VALUES, () -> TransactWriteRequest.of(put(newKey()), action));
        }
    }
}
