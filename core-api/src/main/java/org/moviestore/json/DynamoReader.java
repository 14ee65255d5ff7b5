// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.util.Map;
import java.util.function.Function;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Reads DynamoDB's JSON. */
final class DynamoReader implements FormReader {
    private final Function<JsonSource, AttributeValue> element = this::value;

    @Override
    public Map<String, AttributeValue> attributes(JsonSource source) {
        Item.Builder attributes = Item.builder();
        int count = 0;
        for (String name = source.nextName(); name != null; name = source.nextName()) {
            source.next();
            count++;
            if (attributes.set(name, value(source)).size() < count) {
                throw source.repeated(name);
            }
        }
        return attributes.build().attributes();
    }

    @Override
    public AttributeValue value(JsonSource source) {
        if (!source.atObject()) {
            throw source.wrong("a value is an object that names its type, as in {\"S\":\"text\"}");
        }
        String code = source.nextName();
        if (code == null) {
            throw source.wrong("a value names its type, as in {\"S\":\"text\"}");
        }
        AttributeType type =
                AttributeType.fromCode(code).orElseThrow(() -> source.wrong("there is no such type of value"));
        source.next();
        AttributeValue value = content(source, type);
        source.endTyped(code);
        return value;
    }

    private AttributeValue content(JsonSource source, AttributeType type) {
        return switch (type) {
            case STRING -> Values.string(source.string());
            case NUMBER -> source.quotedNumber();
            case BINARY -> Values.binary(source.binary());
            case BOOLEAN -> Values.bool(source.bool());
            case NULL -> nullValue(source);
            case LIST -> new ListValue(source.array(element));
            case MAP -> map(source);
            case STRING_SET -> source.checked(source.array(JsonSource::string), Values::stringSet);
            case NUMBER_SET -> source.checked(source.array(JsonSource::quotedNumber), Values::numberSet);
            case BINARY_SET -> source.checked(source.array(JsonSource::binary), Values::binarySet);
        };
    }

    private static AttributeValue nullValue(JsonSource source) {
        if (!source.bool()) {
            throw source.wrong("the null value is written {\"NULL\":true}");
        }
        return Values.nullValue();
    }

    private AttributeValue map(JsonSource source) {
        if (!source.atObject()) {
            throw source.wrong("expected an object");
        }
        return new MapValue(attributes(source));
    }
}
