// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Transactions that write: what they do; rule H5. */
abstract class TransactionTests extends TransactionChecks {
    @Test
    @Rule("H5")
    void transactWrite_ofEachKindOfAction_carriesAllOut() {
        Key put = newKey();
        Key replaced = stored(attributes("old", true));
        Key updated = stored(attributes("n", 1, "gone", true));
        Key created = newKey();
        Key deleted = stored(attributes("a", 1));
        Key never = newKey();
        Key checked = stored(attributes("a", 5));
        Key absent = newKey();

        transact(
                put(put, "a", 1),
                putIf(attribute("old").equalTo(true), replaced, "new", true),
                updateIf(attribute("n").equalTo(1), updated, add("n", 1).remove("gone")),
                update(created, set("n", 7)),
                deleteIf(PRESENT, deleted),
                delete(never),
                check(checked, attribute("a").equalTo(5)),
                check(absent, ABSENT));

        assertThat(read(put)).contains(attributes("a", 1));
        assertThat(read(replaced)).contains(attributes("new", true));
        assertThat(read(updated)).contains(attributes("n", 2));
        assertThat(read(created)).contains(attributes("n", 7));
        assertThat(read(deleted)).isEmpty();
        assertThat(read(never)).isEmpty();
        assertThat(read(checked)).contains(attributes("a", 5));
        assertThat(read(absent)).isEmpty();
    }

    @Test
    @Rule("H5")
    void transactWrite_overSeveralTables_carriesAllOut() {
        DocumentTable numbers = run().shared(AttributeType.NUMBER);
        DocumentTable sorted = sortedBy(AttributeType.BINARY);
        Key text = stored(attributes("n", 1));
        Key number = numbers.schema().key(run().next());
        Key binary = sorted.schema().key(newPartition(), bytes(0xFF, 0));
        sorted.put(withKey(binary, attributes("a", 1)));

        transact(
                UpdateRequest.of(sorted.schema(), binary, set("a", 2)),
                update(text, add("n", 1)),
                PutRequest.of(numbers.schema(), withKey(number, attributes("a", "x"))));

        assertThat(read(text)).contains(attributes("n", 2));
        assertThat(numbers.get(number)).contains(withKey(number, attributes("a", "x")));
        assertThat(sorted.get(binary)).contains(withKey(binary, attributes("a", 2)));
    }

    @Test
    @Rule("H5")
    void transactWrite_ofSortedItemsInAnyOrder_writesEachToItsPlace() {
        TableSchema schema = sortedBy(AttributeType.NUMBER).schema();
        String partition = newPartition();
        List<String> sorts = List.of("10", "-1", "9", "0.5", "1e30", "-1e-30");

        store().transactWrite(TransactWriteRequest.of(sorts.stream()
                .map(sort -> PutRequest.of(
                        schema, withKey(schema.key(partition, new BigDecimal(sort)), attributes("a", sort))))
                .toList()));

        for (String sort : sorts) {
            Key key = schema.key(partition, new BigDecimal(sort));
            assertThat(sortedBy(AttributeType.NUMBER).get(key)).contains(withKey(key, attributes("a", sort)));
        }
    }

    @Test
    @Rule("H5")
    void transactWrite_ofAnUnusualTableAndItem_keepsThem() {
        TableSchema schema = TableSchema.builder(run().newTableName())
                .partitionKey("it's \"k1\", {k}", AttributeType.STRING)
                .sortKey("item", AttributeType.STRING)
                .build();
        DocumentTable table = store().createTable(schema);
        Key key = schema.key("\uD83C\uDFAC, \"{}\\", "a,b");
        Item values = attributes("$B", "\\\"{},", "\u00E9", "\u0001", "a.b", List.of(1, "x"));

        transact(PutRequest.of(schema, withKey(key, values)));
        transact(UpdateRequest.of(schema, key, set("c", "NULL")));

        assertThat(table.get(key)).contains(withKey(key, values.with("c", "NULL")));
    }

    @Test
    @Rule({"H5", "E16"})
    void transactWrite_ofUpdatesThatOnlyRemove_createsNothing() {
        Key absent = newKey();
        Key nested = newKey();
        Key emptied = newKey();
        Key conditional = newKey();
        Key present = stored(attributes("a", 1, "b", 2));
        Key other = newKey();

        transact(
                update(absent, remove("a")),
                update(nested, remove("a.b")),
                update(emptied, Update.none().delete("a", Set.of("x"))),
                updateIf(attribute("a").notExists(), conditional, remove("b")),
                update(present, remove("a")),
                put(other, "a", 1));

        assertThat(List.of(absent, nested, emptied, conditional))
                .allSatisfy(key -> assertThat(table().get(key)).isEmpty());
        assertThat(read(present)).contains(attributes("b", 2));
        assertThat(read(other)).contains(attributes("a", 1));
    }

    @Test
    @Rule({"H5", "E15"})
    void transactWrite_ofAnUpdateOfNothing_createsTheKeyAlone() {
        Key key = newKey();

        transact(update(key, Update.none()));

        assertThat(table().get(key)).contains(key.attributes());
    }
}
