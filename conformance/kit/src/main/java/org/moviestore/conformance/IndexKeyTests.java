// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.UpdateRequest;

/** What the key attributes of secondary indexes can be in an item, rule I2. */
abstract class IndexKeyTests extends IndexChecks {
    /** The longest value of a partition key, which is too long for a sort key. */
    private static final int PARTITION_BYTES = 2048;

    private static final int SORT_BYTES = 1024;
    private static final int ENTRY_BYTES = 2560;

    private final Random random = new Random(5);

    /** Random text, since what a backend compresses may fit where other text of the same length does not. */
    private String text(int length) {
        return random.ints(length, 'A', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Bytes binary(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private static AttributeType typeOf(String keyAttribute) {
        return switch (keyAttribute.charAt(1)) {
            case 's' -> AttributeType.STRING;
            case 'n' -> AttributeType.NUMBER;
            default -> AttributeType.BINARY;
        };
    }

    private void assertPutAndUpdateRefused(ErrorCode code, String name, Object value) {
        Item item = storedTogether(attributes("gs", newPartition(), "sn", 1)).get(0);
        Key key = schema().keyOf(item);

        assertRefused(code, () -> indexed().put(item.with(name, value)));
        assertRefused(code, () -> indexed().update(UpdateRequest.of(schema(), key, set(name, value))));

        assertThat(indexed().get(key)).contains(item);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gs", "gn", "gb", "ss", "sn", "sb", "ln"})
    @Rule("I2")
    void write_ofAnIndexKeyOfAnotherType_isRefused(String name) {
        for (AttributeType type : AttributeType.values()) {
            if (type != typeOf(name)) {
                assertPutAndUpdateRefused(ErrorCode.KEY_TYPE, name, SampleValues.of(type));
            }
        }
    }

    @Test
    @Rule("I2")
    void write_ofAnEmptyIndexKey_isRefused() {
        assertPutAndUpdateRefused(ErrorCode.KEY_EMPTY, "gs", "");
        assertPutAndUpdateRefused(ErrorCode.KEY_EMPTY, "ss", "");
        assertPutAndUpdateRefused(ErrorCode.KEY_EMPTY, "gb", Bytes.EMPTY);
        assertPutAndUpdateRefused(ErrorCode.KEY_EMPTY, "sb", Bytes.EMPTY);
    }

    @Test
    @Rule("I2")
    void write_ofATooLongIndexKey_isRefused() {
        assertPutAndUpdateRefused(ErrorCode.KEY_LENGTH, "gs", text(PARTITION_BYTES + 1));
        assertPutAndUpdateRefused(ErrorCode.KEY_LENGTH, "gb", binary(PARTITION_BYTES + 1));
        assertPutAndUpdateRefused(ErrorCode.KEY_LENGTH, "ss", text(SORT_BYTES + 1));
        assertPutAndUpdateRefused(ErrorCode.KEY_LENGTH, "sb", binary(SORT_BYTES + 1));
        assertPutAndUpdateRefused(ErrorCode.KEY_LENGTH, "ss", "\u00E9".repeat(SORT_BYTES / 2) + "e");
    }

    @Test
    @Rule("I2")
    void put_ofTheLongestIndexKeys_isInTheIndexes() {
        String partition = newPartition();
        int left = ENTRY_BYTES - partition.length() - 1;
        String longest = text(PARTITION_BYTES);
        Bytes longestBinary = binary(PARTITION_BYTES);
        Item longPartition = attributes("p", partition, "s", "a", "gs", longest, "ss", text(left - PARTITION_BYTES));
        Item longSort = attributes("p", partition, "s", "b", "gs", text(left - SORT_BYTES), "ss", text(SORT_BYTES));
        Item binaries = attributes("p", partition, "s", "c", "gb", longestBinary, "sb", binary(left - PARTITION_BYTES));

        indexed().put(longPartition);
        indexed().put(longSort);
        indexed().put(binaries);

        assertIndexed("global-S-S", longest, longPartition);
        assertIndexed("global-S-S", longSort.attribute("gs").orElseThrow(), longSort);
        assertIndexed("global-B-B", longestBinary, binaries);
        eventually(() -> assertThat(
                        found(query(local(AttributeType.STRING), partition).build()))
                .containsExactlyInAnyOrder(longPartition, longSort));
    }

    @Test
    @Rule("I2")
    void put_ofAnIndexEntryThatIsTooLongInAll_isRefused() {
        String partition = newPartition();
        int left = ENTRY_BYTES - partition.length() - 1;
        Item kept = attributes("p", partition, "s", "a", "gs", text(left - SORT_BYTES), "ss", text(SORT_BYTES));
        indexed().put(kept);

        assertRefused(ErrorCode.KEY_LENGTH, () -> indexed().put(kept.with("gs", text(left - SORT_BYTES + 1))));
        assertRefused(ErrorCode.KEY_LENGTH, () -> indexed().put(kept.with("s", "ab")));

        assertThat(indexed().get(schema().keyOf(kept))).contains(kept);
    }

    @Test
    @Rule("I2")
    void put_ofAnItemTooLargeWithItsLocalEntries_isRefused() {
        String partition = newPartition();
        String odd = partition.length() % 2 == 1 ? partition : partition + "x";
        // The names and values of p, s and sn, which are in one index alone, in another with the rest, and in the
        // table.
        int keys = 1 + odd.length() + 2 + 4;
        String filler = "x".repeat((ItemLimits.MAX_ITEM_BYTES - 3 * keys) / 2 - 1);
        Item largest = attributes("p", odd, "s", "a", "sn", 1, "y", filler);
        Item inNone = attributes("p", odd, "s", "b", "y", filler + filler);

        indexed().put(largest);
        indexed().put(inNone);

        assertRefused(ErrorCode.ITEM_SIZE, () -> indexed().put(largest.with("y", filler + "x")));
        assertRefused(ErrorCode.ITEM_SIZE, () -> indexed().put(inNone.with("sn", 1)));
        assertIndexed("local-N", odd, largest);
        assertThat(indexed().get(schema().keyOf(inNone))).contains(inNone);
    }

    /** Stores an item that is in indexes and has values that none of them takes. */
    private Item storedWithOthers() {
        return storedTogether(attributes(
                        "gs",
                        newPartition(),
                        "sn",
                        1,
                        "ln",
                        1,
                        "number",
                        5,
                        "text",
                        "x",
                        "empty",
                        "",
                        "long",
                        text(SORT_BYTES + 1),
                        "noBytes",
                        Bytes.EMPTY,
                        "list",
                        List.of(1)))
                .get(0);
    }

    private void assertRejected(ErrorCode code, Update update) {
        Item item = storedWithOthers();
        Key key = schema().keyOf(item);

        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> indexed().update(UpdateRequest.of(schema(), key, update)))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(code));

        assertThat(indexed().get(key)).contains(item);
        assertIndexed("global-S-N", item.attribute("gs").orElseThrow(), item);
        assertIndexed("local-N", partitionOf(item), item);
    }

    @ParameterizedTest
    @CsvSource({
        "gs, number, KEY_TYPE",
        "gn, text, KEY_TYPE",
        "gb, text, KEY_TYPE",
        "ss, number, KEY_TYPE",
        "sn, text, KEY_TYPE",
        "sb, list, KEY_TYPE",
        "gs, empty, KEY_EMPTY",
        "ss, empty, KEY_EMPTY",
        "gb, noBytes, KEY_EMPTY",
        "ss, long, KEY_LENGTH"
    })
    @Rule("I2")
    void update_ofAnIndexKeyByAValueThatItCannotTake_isRejected(String name, String source, ErrorCode code) {
        assertRejected(code, set(name, attribute(source)));
        assertRejected(code, set("other", 1).set(name, ifNotExists("nothing", attribute(source))));
    }

    @Test
    @Rule("I2")
    void update_ofAnIndexKeyByAResultThatItCannotTake_isRejected() {
        assertRejected(ErrorCode.KEY_TYPE, add("ss", Values.stringSet("a")));
        assertRejected(
                ErrorCode.KEY_TYPE, add("gs2", 1).set("sb", attribute("number").plus(1)));
        assertRejected(ErrorCode.KEY_TYPE, add("gb", 1));
        assertRejected(ErrorCode.KEY_TYPE, set("ss", listAppend(attribute("list"), List.of(2))));
        assertRejected(ErrorCode.OPERAND_TYPE, add("gs", 1));
    }

    @Test
    @Rule("I2")
    void update_ofTheKeyOfALocalIndexAloneByAValueThatItCannotTake_isRejected() {
        assertRejected(ErrorCode.KEY_TYPE, set("ln", attribute("text")));
        assertRejected(ErrorCode.KEY_TYPE, set("ln", ifNotExists("nothing", attribute("list"))));
    }

    @Test
    @Rule("I2")
    void update_ofAMissingItemByWhatAnIndexCannotTake_isRejectedAndCreatesNothing() {
        Key key = schema().key(newPartition(), "a");
        UpdateRequest request =
                UpdateRequest.of(schema(), key, set("sn", attribute("p")).set("a", 1));

        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> indexed().update(request))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.KEY_TYPE));

        assertThat(indexed().get(key)).isEmpty();
    }

    @Test
    @Rule("I2")
    void update_whoseConditionAndIndexKeyAreBothWrong_failsByTheCondition() {
        Item item = storedWithOthers();
        UpdateRequest request = UpdateRequest.builder(schema(), schema().keyOf(item), set("gs", attribute("number")))
                .condition(attribute("number").equalTo(6))
                .build();

        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> indexed().update(request));

        assertThat(indexed().get(schema().keyOf(item))).contains(item);
    }

    @Test
    @Rule("I2")
    void update_ofIndexKeysByWhatTheyTake_movesTheItem() {
        Item item = storedWithOthers();
        String text = newPartition();
        Map<String, AttributeValue> changed = Map.of("gs", Values.of(text), "sn", Values.of(6), "ss", Values.of("x"));
        Update update = set("gs", text)
                .set("sn", attribute("sn").plus(attribute("number")))
                .set("ss", ifNotExists("ss", attribute("text")));

        indexed().update(UpdateRequest.of(schema(), schema().keyOf(item), update));

        Item after = withKey(schema().keyOf(item), item);
        for (Map.Entry<String, AttributeValue> entry : changed.entrySet()) {
            after = after.with(entry.getKey(), entry.getValue());
        }
        assertIndexed("global-S-N", text, after);
        assertIndexed("global-S-S", text, after);
        assertIndexed("local-S", partitionOf(item), after);
        assertIndexed("global-S-N", item.attribute("gs").orElseThrow());
    }
}
