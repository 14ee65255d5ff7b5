// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import tools.jackson.core.JacksonException;

/**
 * The three ways of writing items and values as JSON. Every form reads numbers exactly, from their decimal text, and
 * writes them in plain decimal notation without an exponent.
 *
 * <p>Reading checks the form and the rules of the values themselves, not the limits on what a caller may write: text
 * with U+0000 or an unpaired surrogate can be read, and is refused by the request that would store it (a name with an
 * unpaired surrogate is malformed). Objects and arrays may stand {@value JsonSource#MAX_DEPTH} deep inside each other.
 * Every reading method throws {@link InvalidRequestException}: with {@link ErrorCode#JSON_SYNTAX} if the text is no
 * JSON (the message says line and column) or is not of this form (the message says where), or if anything follows the
 * value; with {@link ErrorCode#JSON_DUPLICATE} if an object gives a member twice; or with a code of the value's own
 * rules, such as {@link ErrorCode#NUMBER_PRECISION}. Immutable.
 */
public enum JsonForm {
    /**
     * Ordinary JSON, for people and other programs: text, numbers, {@code true}, {@code false}, {@code null}, arrays
     * and objects are the value types S, N, BOOL, NULL, L and M. Writing loses types: binary becomes base64 text and a
     * set becomes an array, and both are read back as that.
     */
    NATURAL(new PlainReader(false)) {
        @Override
        public String write(Item item) {
            return PlainWriter.natural(item);
        }

        @Override
        public String write(AttributeValue value) {
            return PlainWriter.natural(value);
        }
    },

    /**
     * DynamoDB's own JSON, in which each value names its type, as in <code>{"year":{"N":"1985"}}</code>. Exact in both
     * directions for all ten types.
     */
    DYNAMODB(new DynamoReader()) {
        // The item model prints itself in this form.
        @Override
        public String write(Item item) {
            return item.toString();
        }

        @Override
        public String write(AttributeValue value) {
            return value.toString();
        }
    },

    /**
     * Ordinary JSON in which a name with one {@code $} marks what JSON lacks: <code>{"$B":"…"}</code> is binary in
     * base64, and <code>{"$SS":[…]}</code>, <code>{"$NS":[…]}</code> and <code>{"$BS":[…]}</code> are sets, with their
     * members in order. A name that itself begins with {@code $} is written with one more, at every level. Exact in
     * both directions for all ten types, and two equal values differ at most in the order of their members.
     */
    TAGGED(new PlainReader(true)) {
        @Override
        public String write(Item item) {
            return PlainWriter.tagged(item);
        }

        @Override
        public String write(AttributeValue value) {
            return PlainWriter.tagged(value);
        }
    };

    private final FormReader reader;

    JsonForm(FormReader reader) {
        this.reader = reader;
    }

    /** Returns the item that the text, a JSON object in this form, stands for. */
    public Item readItem(String json) {
        return whole(JsonSource.of(Objects.requireNonNull(json, "json")), this::item);
    }

    /** Returns the item that the UTF-8 bytes, a JSON object in this form, stand for. */
    public Item readItem(byte[] utf8) {
        return whole(JsonSource.of(Objects.requireNonNull(utf8, "utf8")), this::item);
    }

    /** Returns the item that the remaining bytes, UTF-8 and a JSON object in this form, stand for; they remain. */
    public Item readItem(ByteBuffer utf8) {
        return whole(JsonSource.of(Objects.requireNonNull(utf8, "utf8")), this::item);
    }

    /** Returns the value that the text stands for in this form. */
    public AttributeValue readValue(String json) {
        return whole(JsonSource.of(Objects.requireNonNull(json, "json")), reader::value);
    }

    /** Returns the value that the UTF-8 bytes stand for in this form. */
    public AttributeValue readValue(byte[] utf8) {
        return whole(JsonSource.of(Objects.requireNonNull(utf8, "utf8")), reader::value);
    }

    /** Returns the item as a JSON object in this form, on one line. */
    public abstract String write(Item item);

    /** Returns the value as JSON in this form, on one line. */
    public abstract String write(AttributeValue value);

    /** Returns an attribute name as {@link #TAGGED} writes it: what begins with a {@code $} gets one more. */
    public static String taggedName(String name) {
        return name.startsWith("$") ? "$" + name : name;
    }

    Item wholeItem(JsonSource source) {
        return whole(source, this::item);
    }

    /** Reads the item that the current token begins. */
    Item item(JsonSource source) {
        if (!source.atObject()) {
            throw source.wrong("an item is a JSON object");
        }
        Map<String, AttributeValue> attributes = reader.attributes(source);
        return new Item(attributes);
    }

    private static <T> T whole(JsonSource source, Function<JsonSource, T> reading) {
        try (source) {
            source.begin();
            T read = reading.apply(source);
            source.end();
            return read;
        } catch (JacksonException e) {
            throw source.malformed(e);
        }
    }
}
