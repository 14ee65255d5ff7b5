// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.BooleanValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.AttributeValue.Visitor;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items to and from the SDK's attribute values, for programs that use both; the simple name {@code AttributeValue}
 * means the SDK's here.
 */
public final class ItemCodec {
    private static final Encoder ENCODER = new Encoder(false);
    private static final Encoder SORTING_ENCODER = new Encoder(true);
    private static final AttributeValue TRUE = AttributeValue.fromBool(true);
    private static final AttributeValue FALSE = AttributeValue.fromBool(false);
    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    private ItemCodec() {}

    /** Returns the attributes of an item as the SDK takes them. */
    public static Map<String, AttributeValue> encode(Item item) {
        return encode(item.attributes());
    }

    static Map<String, AttributeValue> encode(Map<String, org.moviestore.item.AttributeValue> values) {
        return ENCODER.entriesOf(values);
    }

    /** Encodes equal values in one way, whatever order their maps were given in. */
    static Map<String, AttributeValue> encodeSorted(Map<String, org.moviestore.item.AttributeValue> values) {
        return SORTING_ENCODER.entriesOf(values);
    }

    /**
     * Returns an item as DynamoDB returned it.
     *
     * @throws IllegalStateException if a value is of a type that this version of the SDK does not know
     */
    public static Item decode(Map<String, AttributeValue> attributes) {
        Item.Builder decoded = Item.builder();
        attributes.forEach((name, value) -> decoded.set(name, decode(value)));
        return decoded.build();
    }

    private static org.moviestore.item.AttributeValue decode(AttributeValue value) {
        return switch (value.type()) {
            case S -> new StringValue(value.s());
            case N -> Values.number(value.n());
            case B -> new BinaryValue(bytes(value.b()));
            case BOOL -> new BooleanValue(value.bool());
            case NUL -> Values.nullValue();
            case L -> new ListValue(elements(value.l()));
            case M -> decode(value.m()).toMapValue();
            case SS -> new StringSetValue(new LinkedHashSet<>(value.ss()));
            case NS -> new NumberSetValue(numbers(value.ns()));
            case BS -> new BinarySetValue(byteStrings(value.bs()));
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException(
                        "DynamoDB returned a value of a type that this SDK version does not know;"
                                + " use a newer software.amazon.awssdk:dynamodb");
        };
    }

    private static List<org.moviestore.item.AttributeValue> elements(List<AttributeValue> values) {
        List<org.moviestore.item.AttributeValue> elements = new ArrayList<>(values.size());
        for (AttributeValue value : values) {
            elements.add(decode(value));
        }
        return elements;
    }

    private static Set<NumberValue> numbers(List<String> texts) {
        Set<NumberValue> numbers = new LinkedHashSet<>();
        for (String text : texts) {
            numbers.add(Values.number(text));
        }
        return numbers;
    }

    private static Set<Bytes> byteStrings(List<SdkBytes> values) {
        Set<Bytes> byteStrings = new LinkedHashSet<>();
        for (SdkBytes value : values) {
            byteStrings.add(bytes(value));
        }
        return byteStrings;
    }

    private static Bytes bytes(SdkBytes bytes) {
        return Bytes.of(bytes.asByteArrayUnsafe());
    }

    /** @param sorting whether maps are encoded in the order of their names, and not in their own */
    private record Encoder(boolean sorting) implements Visitor<AttributeValue> {
        private Map<String, AttributeValue> entriesOf(Map<String, org.moviestore.item.AttributeValue> values) {
            Map<String, AttributeValue> encoded = sorting ? new TreeMap<>() : new LinkedHashMap<>(values.size() * 2);
            values.forEach((name, value) -> encoded.put(name, value.accept(this)));
            return encoded;
        }

        @Override
        public AttributeValue string(StringValue value) {
            return AttributeValue.fromS(value.text());
        }

        @Override
        public AttributeValue number(NumberValue value) {
            return AttributeValue.fromN(value.text());
        }

        @Override
        public AttributeValue binary(BinaryValue value) {
            return AttributeValue.fromB(SdkBytes.fromByteBuffer(value.bytes().asByteBuffer()));
        }

        @Override
        public AttributeValue bool(BooleanValue value) {
            return value.value() ? TRUE : FALSE;
        }

        @Override
        public AttributeValue nullValue(NullValue value) {
            return NULL;
        }

        @Override
        public AttributeValue list(ListValue value) {
            List<AttributeValue> elements = new ArrayList<>(value.elements().size());
            value.elements().forEach(element -> elements.add(element.accept(this)));
            return AttributeValue.fromL(elements);
        }

        @Override
        public AttributeValue map(MapValue value) {
            return AttributeValue.fromM(entriesOf(value.entries()));
        }

        @Override
        public AttributeValue stringSet(StringSetValue value) {
            return AttributeValue.fromSs(List.copyOf(value.members()));
        }

        @Override
        public AttributeValue numberSet(NumberSetValue value) {
            return AttributeValue.fromNs(
                    value.members().stream().map(NumberValue::text).toList());
        }

        @Override
        public AttributeValue binarySet(BinarySetValue value) {
            return AttributeValue.fromBs(value.members().stream()
                    .map(bytes -> SdkBytes.fromByteBuffer(bytes.asByteBuffer()))
                    .toList());
        }
    }
}
