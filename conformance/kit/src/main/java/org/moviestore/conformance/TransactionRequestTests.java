// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;

/** Transactions that do not fit: null, of no table, of another key, to a closed store; rules T5 to T9. */
abstract class TransactionRequestTests extends TransactionChecks {
    @Test
    @Rule("T6")
    void transactWrite_givingOneTableTwoKeys_isRefused() {
        TableSchema otherKey = TableSchema.builder(table().schema().tableName())
                .partitionKey("p", AttributeType.NUMBER)
                .build();

        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> TransactWriteRequest.of(put(newKey()), DeleteRequest.of(otherKey, otherKey.key(1))));
    }

    @Test
    @Rule("T6")
    void transactWrite_ofAnotherKeyThanTheTableHas_isRejectedAndChangesNothing() {
        Key key = newKey();
        String name = table().schema().tableName();
        TableSchema otherType = TableSchema.builder(name)
                .partitionKey("p", AttributeType.NUMBER)
                .build();
        TableSchema otherName = TableSchema.builder(name)
                .partitionKey("q", AttributeType.STRING)
                .build();

        for (WriteAction action : List.of(
                DeleteRequest.of(otherType, otherType.key(1)),
                ConditionCheck.of(otherName, otherName.key("x"), attribute("a").notExists()))) {
            DocumentTable other = run().shared(AttributeType.NUMBER);
            Key elsewhere = other.schema().key(run().next());
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> transact(PutRequest.of(other.schema(), elsewhere.attributes()), action));
            assertThat(other.get(elsewhere)).isEmpty();
        }
        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("T7")
    void transactWrite_onAMissingTable_namesItAndChangesNothing() {
        Key key = newKey();
        TableSchema missing = TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .build();

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> transact(put(key), PutRequest.of(missing, key.attributes())))
                .returns(missing.tableName(), from(TableNotFoundException::tableName));

        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("T5")
    @SuppressWarnings("NullAway")
    void transaction_withNull_namesTheArgument() {
        for (ThrowingCallable operation :
                List.<ThrowingCallable>of(() -> store().transactWrite(null), () -> store().transactGet(null))) {
            assertThatNullPointerException().isThrownBy(operation).withMessageContaining("request");
        }
    }

    @Test
    @Rule("T8")
    void transaction_onAClosedStore_isRefused() {
        DocumentStore store = run().openAnother();
        TransactWriteRequest write = TransactWriteRequest.of(put(newKey()));

        store.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> store.transactWrite(write));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.transactWrite(write.withClientToken("t" + run().next())));
    }

    @Test
    @Rule("T9")
    @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
    void transactWrite_askedForConsumedCapacity_reportsTheSum() {
        DocumentTable other = run().shared(AttributeType.NUMBER);
        TransactWriteRequest one = TransactWriteRequest.of(put(newKey()));
        TransactWriteRequest two = TransactWriteRequest.of(
                put(newKey()),
                PutRequest.of(other.schema(), other.schema().key(run().next()).attributes()));

        double single = store().transactWrite(one.withCapacityReport(CapacityReport.TOTAL))
                .consumedCapacity()
                .orElseThrow();
        double sum = store().transactWrite(two.withCapacityReport(CapacityReport.TOTAL))
                .consumedCapacity()
                .orElseThrow();

        assertThat(single).isPositive();
        assertThat(sum).isEqualTo(2 * single);
    }

    @Test
    @Rule("T9")
    @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
    void transactWrite_askedForConsumedCapacityThatIsLacking_isRefusedAndChangesNothing() {
        Key key = newKey();
        TransactWriteRequest write = TransactWriteRequest.of(put(key));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> store().transactWrite(write.withCapacityReport(CapacityReport.TOTAL)))
                .withMessageContaining("CONSUMED_CAPACITY");

        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("T9")
    void transactWrite_notAskedForConsumedCapacity_reportsNone() {
        assertThat(store().transactWrite(TransactWriteRequest.of(put(newKey()))).consumedCapacity())
                .isEmpty();
    }
}
