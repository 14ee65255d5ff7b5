// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "12, 2",
        "100, 2",
        "123, 3",
        "1234, 3",
        "12345, 4",
        "1.5, 3",
        "0.5, 2",
        "0.05, 2",
        "0.005, 2",
        "10.01, 3",
        "100.001, 5",
        "1000000, 2",
        "10000000, 2",
        "-1, 3",
        "-100, 3",
        "1E125, 2",
        "1E-130, 2",
        "12345678901234567890123456789012345678, 20",
        "1.2345678901234567890123456789012345678, 21",
        "-1.2345678901234567890123456789012345678, 22"
    })
    void of_aNumber_countsPairsOfDigitsAroundThePoint(String number, int bytes) {
        assertThat(ItemSize.of(Values.number(number))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "abc, 3", "é, 2", "€, 3", "😀, 4", "aé€😀, 10"})
    void of_text_countsUtf8Bytes(String text, int bytes) {
        assertThat(ItemSize.of(Values.string(text))).isEqualTo(bytes);
    }

    @Test
    void of_theOtherScalars_countsTheirBytes() {
        assertThat(ItemSize.of(Values.binary(Bytes.of(new byte[7])))).isEqualTo(7);
        assertThat(ItemSize.of(Values.binary(Bytes.EMPTY))).isZero();
        assertThat(ItemSize.of(Values.bool(true))).isEqualTo(1);
        assertThat(ItemSize.of(Values.bool(false))).isEqualTo(1);
        assertThat(ItemSize.of(Values.nullValue())).isEqualTo(1);
    }

    @Test
    void of_listsAndMaps_countsThreeAndOneForEachElement() {
        assertThat(ItemSize.of(Values.list())).isEqualTo(3);
        assertThat(ItemSize.of(Values.list("ab", true))).isEqualTo(3 + 1 + 2 + 1 + 1);
        assertThat(ItemSize.of(Values.of(Map.of()))).isEqualTo(3);
        assertThat(ItemSize.of(Values.of(Map.of("name", "ab")))).isEqualTo(3 + 1 + 4 + 2);
        assertThat(ItemSize.of(Values.list(List.of()))).isEqualTo(3 + 1 + 3);
    }

    @Test
    void of_sets_countsMembersOnly() {
        assertThat(ItemSize.of(Values.stringSet("é", "abc"))).isEqualTo(5);
        assertThat(ItemSize.of(Values.numberSet(100, -1, 0))).isEqualTo(2 + 3 + 1);
        assertThat(ItemSize.of(Values.binarySet(Bytes.EMPTY, Bytes.of(new byte[3]))))
                .isEqualTo(3);
    }

    @Test
    void sizeInBytes_ofAnItem_countsNamesAndValues() {
        assertThat(Item.EMPTY.sizeInBytes()).isZero();
        assertThat(Item.of("year", 1985, "é", "x").sizeInBytes()).isEqualTo(4 + 3 + 2 + 1);
    }
}
