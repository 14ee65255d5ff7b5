// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;

/**
 * Writes a JSON object field by field, on one line. Items are written as DynamoDB does. The content of an object inside
 * of this one is written by a writer of its own, which must not be used afterwards. Not thread-safe.
 */
final class JsonLine {
    private static final int TYPICAL_LENGTH = 512;

    private final StringBuilder out;
    private char separator = '{';

    private JsonLine(StringBuilder out) {
        this.out = out;
    }

    static JsonLine begin() {
        return new JsonLine(new StringBuilder(TYPICAL_LENGTH));
    }

    /** Returns the object as JSON; nothing can be added to it any more. */
    String end() {
        close();
        return out.toString();
    }

    private void close() {
        out.append(separator == '{' ? "{}" : "}");
    }

    private StringBuilder name(String name) {
        out.append(separator).append('"').append(name).append("\":");
        separator = ',';
        return out;
    }

    JsonLine text(String name, String value) {
        JsonText.quote(value, name(name));
        return this;
    }

    JsonLine number(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** Writes a number, or nothing without one. */
    JsonLine number(String name, OptionalDouble value) {
        value.ifPresent(number -> name(name).append(number));
        return this;
    }

    JsonLine flag(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** Writes what is JSON already. */
    JsonLine json(String name, String value) {
        name(name).append(value);
        return this;
    }

    JsonLine item(String name, Item item) {
        return json(name, JsonForm.DYNAMODB.write(item));
    }

    JsonLine key(String name, Key key) {
        return item(name, key.attributes());
    }

    JsonLine object(String name, Consumer<JsonLine> content) {
        return object(name(name), content);
    }

    private JsonLine object(StringBuilder place, Consumer<JsonLine> content) {
        JsonLine inner = new JsonLine(place);
        content.accept(inner);
        inner.close();
        return this;
    }

    <T> JsonLine objects(String name, Collection<T> elements, BiConsumer<T, JsonLine> content) {
        return array(name, elements, (element, place) -> object(place, inner -> content.accept(element, inner)));
    }

    JsonLine texts(String name, Collection<String> texts) {
        return array(name, texts, JsonText::quote);
    }

    JsonLine keys(String name, Collection<Key> keys) {
        return array(name, keys, (key, place) -> place.append(JsonForm.DYNAMODB.write(key.attributes())));
    }

    JsonLine items(String name, Collection<Item> items) {
        return array(name, items, (item, place) -> place.append(JsonForm.DYNAMODB.write(item)));
    }

    <T> JsonLine array(String name, Collection<T> elements, BiConsumer<T, StringBuilder> writer) {
        name(name).append('[');
        String comma = "";
        for (T element : elements) {
            writer.accept(element, out.append(comma));
            comma = ",";
        }
        out.append(']');
        return this;
    }

    /** Writes an object whose members are texts with names of their own. */
    JsonLine textMap(String name, Map<String, String> texts) {
        name(name).append('{');
        String comma = "";
        for (Map.Entry<String, String> text : texts.entrySet()) {
            JsonText.quote(text.getKey(), out.append(comma));
            JsonText.quote(text.getValue(), out.append(':'));
            comma = ",";
        }
        out.append('}');
        return this;
    }
}
