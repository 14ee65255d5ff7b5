// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Reads ordinary JSON, with or without the tags of {@link JsonForm#TAGGED}. */
final class PlainReader implements FormReader {
    private final boolean tagged;
    /** Made once, since there is one for each list. */
    private final Function<JsonSource, AttributeValue> element = this::value;

    PlainReader(boolean tagged) {
        this.tagged = tagged;
    }

    @Override
    public AttributeValue value(JsonSource source) {
        return switch (source.token()) {
            case VALUE_STRING -> Values.string(source.text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> source.number();
            case VALUE_TRUE -> Values.bool(true);
            case VALUE_FALSE -> Values.bool(false);
            case VALUE_NULL -> Values.nullValue();
            case START_ARRAY -> new ListValue(source.elements(element));
            default -> object(source);
        };
    }

    @Override
    public Map<String, AttributeValue> attributes(JsonSource source) {
        return members(source, source.nextName()).attributes();
    }

    private AttributeValue object(JsonSource source) {
        String first = source.nextName();
        return first != null && isTag(first)
                ? typed(source, first)
                : members(source, first).toMapValue();
    }

    private Item members(JsonSource source, @Nullable String first) {
        Item.Builder members = Item.builder();
        int count = 0;
        for (String name = first; name != null; name = source.nextName()) {
            if (isTag(name)) {
                throw source.wrong("a name that begins with one $ stands alone in a value's object");
            }
            source.next();
            String unescaped = tagged && name.startsWith("$") ? name.substring(1) : name;
            count++;
            if (members.set(unescaped, value(source)).size() < count) {
                throw source.repeated(name);
            }
        }
        return members.build();
    }

    private boolean isTag(String name) {
        return tagged && name.startsWith("$") && !name.startsWith("$$");
    }

    private static AttributeValue typed(JsonSource source, String tag) {
        source.next();
        AttributeValue value = switch (tag) {
            case "$B" -> Values.binary(source.binary());
            case "$SS" -> source.checked(source.array(JsonSource::string), Values::stringSet);
            case "$NS" -> source.checked(source.array(JsonSource::plainNumber), Values::numberSet);
            case "$BS" -> source.checked(source.array(JsonSource::binary), Values::binarySet);
            default -> throw source.wrong("a name with one $ is one of $B, $SS, $NS and $BS");
        };
        source.endTyped(tag);
        return value;
    }
}
