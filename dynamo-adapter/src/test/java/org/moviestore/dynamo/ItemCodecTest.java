// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTest {
    private static final byte[] CONTENT = {0, (byte) 0xff, 1};

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(Values.string(""), AttributeValue.fromS("")),
                Arguments.of(Values.string("é😀"), AttributeValue.fromS("é😀")),
                Arguments.of(Values.number("1e3"), AttributeValue.fromN("1000")),
                Arguments.of(Values.number("-0.50"), AttributeValue.fromN("-0.5")),
                Arguments.of(
                        Values.number("12345678901234567890123456789012345678"),
                        AttributeValue.fromN("12345678901234567890123456789012345678")),
                Arguments.of(Values.binary(Bytes.EMPTY), AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]))),
                Arguments.of(Values.binary(Bytes.of(CONTENT)), AttributeValue.fromB(SdkBytes.fromByteArray(CONTENT))),
                Arguments.of(Values.bool(true), AttributeValue.fromBool(true)),
                Arguments.of(Values.bool(false), AttributeValue.fromBool(false)),
                Arguments.of(Values.nullValue(), AttributeValue.fromNul(true)),
                Arguments.of(Values.list(), AttributeValue.fromL(List.of())),
                Arguments.of(
                        Values.list("a", 1, Values.list()),
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromS("a"),
                                AttributeValue.fromN("1"),
                                AttributeValue.fromL(List.of())))),
                Arguments.of(Values.of(Map.of()), AttributeValue.fromM(Map.of())),
                Arguments.of(
                        Values.of(Map.of("a", Map.of("b.c", 1))),
                        AttributeValue.fromM(
                                Map.of("a", AttributeValue.fromM(Map.of("b.c", AttributeValue.fromN("1")))))),
                Arguments.of(Values.stringSet("b", "a", ""), AttributeValue.fromSs(List.of("", "a", "b"))),
                Arguments.of(Values.numberSet(10, 9, -1), AttributeValue.fromNs(List.of("-1", "9", "10"))),
                Arguments.of(
                        Values.binarySet(Bytes.of(CONTENT), Bytes.EMPTY),
                        AttributeValue.fromBs(
                                List.of(SdkBytes.fromByteArray(new byte[0]), SdkBytes.fromByteArray(CONTENT)))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void encode_ofEachType_isTheSdksValue(org.moviestore.item.AttributeValue ours, AttributeValue theirs) {
        assertThat(ItemCodec.encode(Item.of("x", ours))).isEqualTo(Map.of("x", theirs));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void decode_ofEachType_isOurValue(org.moviestore.item.AttributeValue ours, AttributeValue theirs) {
        assertThat(ItemCodec.decode(Map.of("x", theirs))).isEqualTo(Item.of("x", ours));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e3, 1000",
        "-0, 0",
        "007, 7",
        "+5, 5",
        ".5, 0.5",
        "6.50, 6.5",
        "0.000000, 0",
        "1E-130,"
                + " 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
    })
    void decode_ofNumbersAsOthersWriteThem_isCanonical(String stored, String canonical) {
        Item item = ItemCodec.decode(
                Map.of("n", AttributeValue.fromN(stored), "s", AttributeValue.fromNs(List.of(stored, canonical))));

        assertThat(ItemCodec.encode(item))
                .isEqualTo(
                        Map.of("n", AttributeValue.fromN(canonical), "s", AttributeValue.fromNs(List.of(canonical))));
    }

    @Test
    void decode_ofTextThatNoCallerMayWrite_keepsIt() {
        Item item = ItemCodec.decode(
                Map.of("a\0b", AttributeValue.fromS("x\0y"), "\ud800", AttributeValue.fromSs(List.of("\udc00"))));

        assertThat(item.attribute("a\0b")).contains(Values.string("x\0y"));
        assertThat(item.attribute("\ud800")).contains(Values.stringSet("\udc00"));
    }

    @Test
    void encode_ofBinary_cannotBeChangedByTheSdk() {
        byte[] content = "abc".getBytes(StandardCharsets.UTF_8);
        Item item = Item.of("b", Bytes.of(content));

        ItemCodec.encode(item).get("b").b().asByteArrayUnsafe()[0] = 'X';

        assertThat(item.attribute("b")).contains(Values.binary(Bytes.of(content)));
    }

    @Test
    void encode_keepsTheOrderOfAttributes() {
        Item item = Item.builder().set("z", 1).set("a", 2).set("m", 3).build();

        assertThat(ItemCodec.encode(item).keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void decode_ofUnknownType_saysWhatToDo() {
        AttributeValue unknown = AttributeValue.builder().build();

        assertThatThrownBy(() -> ItemCodec.decode(Map.of("x", unknown)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer software.amazon.awssdk:dynamodb");
    }

    @Test
    void sets_areEqualInAnyOrder() {
        Item read = ItemCodec.decode(Map.of("s", AttributeValue.fromNs(List.of("3", "1", "2"))));

        assertThat(read).isEqualTo(Item.of("s", Set.of(1, 2, 3)));
    }
}
