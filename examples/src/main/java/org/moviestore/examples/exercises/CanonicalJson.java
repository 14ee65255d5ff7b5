// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.moviestore.item.AttributeValue;
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
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.json.JsonForm;

/**
 * Writes equal items as equal text: exact in all types, and with the members of every object in the order of their
 * UTF-8 bytes, since the order of members is not part of an item and not every backend keeps it.
 */
final class CanonicalJson implements AttributeValue.Visitor<AttributeValue> {
    private static final CanonicalJson SORTER = new CanonicalJson();

    private CanonicalJson() {}

    static String write(Item item) {
        return JsonForm.TAGGED.write(new Item(sorted(item.attributes())));
    }

    private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> members) {
        Map<String, AttributeValue> inOrder = new TreeMap<>(Utf8.ORDER);
        inOrder.putAll(members);
        Map<String, AttributeValue> sorted = new LinkedHashMap<>();
        inOrder.forEach((name, value) -> sorted.put(name, value.accept(SORTER)));
        return sorted;
    }

    @Override
    public AttributeValue map(MapValue value) {
        return new MapValue(sorted(value.entries()));
    }

    @Override
    public AttributeValue list(ListValue value) {
        return new ListValue(
                value.elements().stream().map(element -> element.accept(this)).toList());
    }

    @Override
    public AttributeValue string(StringValue value) {
        return value;
    }

    @Override
    public AttributeValue number(NumberValue value) {
        return value;
    }

    @Override
    public AttributeValue binary(BinaryValue value) {
        return value;
    }

    @Override
    public AttributeValue bool(BooleanValue value) {
        return value;
    }

    @Override
    public AttributeValue nullValue(NullValue value) {
        return value;
    }

    @Override
    public AttributeValue stringSet(StringSetValue value) {
        return value;
    }

    @Override
    public AttributeValue numberSet(NumberSetValue value) {
        return value;
    }

    @Override
    public AttributeValue binarySet(BinarySetValue value) {
        return value;
    }
}
