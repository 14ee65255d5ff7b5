// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.Versions;

/** What a table with versions refuses, and how else versions are used; rules J5 and J6. */
abstract class VersionUseTests extends VersionChecks {
    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "9223372036854775807", "1E100"})
    @Rule("J5")
    void put_ofANumberThatIsNoVersion_isRefused(String number) {
        assertWriteRefused(
                ErrorCode.VERSION, key -> versioned().put(withKey(key, attributes("version", Values.number(number)))));
    }

    @Test
    @Rule("J5")
    void write_thatDoesNotSayWhatItExpects_isRefusedAndChangesNothing() {
        List<Consumer<Key>> writes = List.of(
                key -> versioned().put(withKey(key, attributes("version", "1"))),
                key -> versioned().put(withKey(key, attributes("version", List.of(1)))),
                key -> versioned().update(UpdateRequest.of(schema(), key, set("a", 2))),
                key -> versioned().update(update(key, set("version", 2), 0).build()),
                key -> versioned().update(update(key, remove("version.x"), 0).build()),
                key -> versioned().update(update(key, set("a", 2), -1).build()),
                key -> versioned().delete(key),
                key -> versioned().delete(delete(key, Long.MAX_VALUE).build()),
                key -> versioned().batchWrite(BatchWriteRequest.ofDeletes(schema(), List.of(key))),
                key -> versioned()
                        .load(
                                LoadRecord.numbered(List.of(withKey(key, attributes("a", 2)))
                                        .iterator()),
                                LoadListener.SILENT));

        writes.forEach(write -> assertWriteRefused(ErrorCode.VERSION, write));
    }

    @Test
    @Rule("J5")
    void write_expectingAVersionWhereNoneIsKept_isRefusedAndChangesNothing() {
        assertWriteRefused(
                ErrorCode.VERSION,
                key -> table().update(update(key, set("a", 2), 0).build()));
        assertWriteRefused(
                ErrorCode.VERSION, key -> table().delete(delete(key, 0).build()));
        assertRefused(
                ErrorCode.VERSION,
                () -> store().table(schema().tableName(), TableOptions.none().withVersionAttribute("p")));
        assertRefused(ErrorCode.NAME_EMPTY, () -> TableOptions.none().withVersionAttribute(""));
    }

    @Test
    @Rule("J5")
    void table_withoutAVersionAttribute_isThatOfItsName() {
        Key key = newKey();
        DocumentTable plain = store().table(schema().tableName(), TableOptions.none());

        plain.put(withKey(key, attributes("version", "old")));
        plain.delete(key);

        assertThat(plain.get(key)).isEmpty();
    }

    @Test
    @Rule("J6")
    void read_ofAVersionedTable_showsTheVersionAsAnyAttribute() {
        DocumentTable plain = run().newTable(AttributeType.STRING);
        TableSchema own = plain.schema();
        DocumentTable table = store().table(own.tableName(), VERSIONED);
        table.put(attributes("p", "x"));
        Item expected = attributes("p", "x", "version", 1);

        assertThat(table.get(own.key("x"))).contains(expected);
        assertThat(table.stream(ScanRequest.of(own))).containsExactly(expected);
        assertThat(table.batchGet(BatchGetRequest.of(own, List.of(own.key("x"))))
                        .items())
                .isEqualTo(Map.of(own.key("x"), expected));
        assertThat(table.schema()).isEqualTo(own);
        assertThat(table.store()).isSameAs(store());
    }

    @Test
    @Rule("J6")
    void requests_checkedByHand_areThoseOfAVersionedTable() {
        Versions versions = Versions.of("version");
        Key key = newKey();

        table().put(versions.checked(put(key, attributes("a", 1)).build()));
        table().update(versions.checked(update(key, set("a", 2), 1).build()));
        assertThat(read(key)).contains(attributes("a", 2, "version", 2));
        assertConditionFails(
                () -> table().delete(versions.checked(delete(key, 1).build())));
        table().delete(versions.checked(delete(key, 2).build()));

        assertThat(table().get(key)).isEmpty();
    }
}
