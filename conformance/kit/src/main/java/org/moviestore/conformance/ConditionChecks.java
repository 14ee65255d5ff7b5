// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Expressions.set;

import java.util.stream.Stream;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.UpdateRequest;

/**
 * Asks a backend whether a condition holds in every way there is: as the filter of a query and as the condition of a
 * put, an update and a delete, and its negation too. All of them must agree.
 */
abstract class ConditionChecks extends ConformanceTests {
    final void assertHolds(Item attributes, Condition condition) {
        assertVerdict(attributes, condition, true);
    }

    final void assertDoesNotHold(Item attributes, Condition condition) {
        assertVerdict(attributes, condition, false);
    }

    /** Checks that none of two or more conditions holds, by asking for any of them. */
    final void assertNoneHolds(Item attributes, Stream<Condition> conditions) {
        assertDoesNotHold(attributes, new Condition.Or(conditions.toList()));
    }

    /** Checks that each of two or more conditions holds, by asking for all of them. */
    final void assertAllHold(Item attributes, Stream<Condition> conditions) {
        assertHolds(attributes, new Condition.And(conditions.toList()));
    }

    private void assertVerdict(Item attributes, Condition condition, boolean expected) {
        Key key = stored(attributes);
        Item item = withKey(key, attributes);
        String what = condition + " on " + attributes;

        assertThat(filterKeeps(key, condition)).as("query filter %s", what).isEqualTo(expected);
        assertThat(filterKeeps(key, not(condition)))
                .as("query filter NOT %s", what)
                .isEqualTo(!expected);
        assertThat(putHappens(item, condition)).as("put if %s", what).isEqualTo(expected);
        assertThat(putHappens(item, not(condition))).as("put if NOT %s", what).isEqualTo(!expected);
        assertThat(updateHappens(key, condition)).as("update if %s", what).isEqualTo(expected);
        assertThat(deleteHappens(item, not(condition)))
                .as("delete if NOT %s", what)
                .isEqualTo(!expected);
        table().put(item);
        assertThat(deleteHappens(item, condition)).as("delete if %s", what).isEqualTo(expected);
    }

    /** Checks the verdict of a condition where there is no item. */
    final void assertVerdictOnMissingItem(Condition condition, boolean expected) {
        Key key = newKey();
        Item item = withKey(key, Item.EMPTY);

        assertThat(deleteHappens(item, condition))
                .as("delete of nothing if %s", condition)
                .isEqualTo(expected);
        assertThat(updateHappens(key, condition))
                .as("update of nothing if %s", condition)
                .isEqualTo(expected);
        table().delete(key);
        assertThat(putHappens(item, condition))
                .as("put of the first if %s", condition)
                .isEqualTo(expected);
        assertThat(table().get(key).isPresent()).isEqualTo(expected);
    }

    private boolean filterKeeps(Key key, Condition filter) {
        QueryRequest request = QueryRequest.builder(
                        table().schema(),
                        KeyCondition.partition(
                                ConformanceRun.PARTITION,
                                key.attributes()
                                        .attribute(ConformanceRun.PARTITION)
                                        .orElseThrow()))
                .filter(filter)
                .build();
        return table().stream(request).count() == 1;
    }

    private boolean putHappens(Item item, Condition condition) {
        PutRequest request =
                PutRequest.builder(table().schema(), item).condition(condition).build();
        return happens(() -> table().put(request));
    }

    private boolean updateHappens(Key key, Condition condition) {
        UpdateRequest request = UpdateRequest.builder(table().schema(), key, set("touched by the update", 1))
                .condition(condition)
                .build();
        return happens(() -> table().update(request));
    }

    private boolean deleteHappens(Item item, Condition condition) {
        DeleteRequest request = DeleteRequest.builder(
                        table().schema(), table().schema().keyOf(item))
                .condition(condition)
                .build();
        return happens(() -> table().delete(request));
    }

    private static boolean happens(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }
}
