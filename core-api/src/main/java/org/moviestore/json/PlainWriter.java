// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
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
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;

/**
 * Writes ordinary JSON, with or without the tags of {@link JsonForm#TAGGED}. An unpaired surrogate is written as an
 * escape, because it would not survive the way through UTF-8; for that, and to write values of any depth, the text is
 * not written by Jackson.
 */
final class PlainWriter implements AttributeValue.Visitor<StringBuilder> {
    private static final String HEX = "0123456789abcdef";
    private static final int TYPICAL_LENGTH = 1024;

    private final StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
    private final boolean tagged;

    private PlainWriter(boolean tagged) {
        this.tagged = tagged;
    }

    static String natural(Item item) {
        return new PlainWriter(false).written(item);
    }

    static String natural(AttributeValue value) {
        return new PlainWriter(false).written(value);
    }

    static String tagged(Item item) {
        return new PlainWriter(true).written(item);
    }

    static String tagged(AttributeValue value) {
        return new PlainWriter(true).written(value);
    }

    private String written(Item item) {
        return object(item.attributes()).toString();
    }

    private String written(AttributeValue value) {
        return value.accept(this).toString();
    }

    private StringBuilder object(Map<String, AttributeValue> members) {
        char separator = '{';
        for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
            out.append(separator);
            name(member.getKey());
            member.getValue().accept(this);
            separator = ',';
        }
        return out.append(members.isEmpty() ? "{}" : "}");
    }

    private void name(String name) {
        quoted(tagged ? JsonForm.taggedName(name) : name).append(':');
    }

    private <T> StringBuilder array(Collection<T> elements, Consumer<T> writer) {
        char separator = '[';
        for (T element : elements) {
            out.append(separator);
            writer.accept(element);
            separator = ',';
        }
        return out.append(elements.isEmpty() ? "[]" : "]");
    }

    private <T> StringBuilder set(String tag, Collection<T> members, Consumer<T> writer) {
        out.append(tagged ? "{\"" + tag + "\":" : "");
        return array(members, writer).append(tagged ? "}" : "");
    }

    private StringBuilder quoted(String text) {
        if (isPlain(text)) {
            return out.append('"').append(text).append('"');
        }
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit) && isPair(text, i)) {
                i++;
            } else if (unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit)) {
                out.append(text, written, i);
                escape(unit);
                written = i + 1;
            }
        }
        return out.append(text, written, text.length()).append('"');
    }

    /** Says of most texts, and fast, that they are written as they are. */
    private static boolean isPlain(String text) {
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || unit >= Character.MIN_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private void escape(char unit) {
        switch (unit) {
            case '"', '\\' -> out.append('\\').append(unit);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(unit >> shift & 0xF));
                }
            }
        }
    }

    private StringBuilder bytes(Bytes bytes) {
        return out.append('"').append(bytes.toBase64()).append('"');
    }

    @Override
    public StringBuilder string(StringValue value) {
        return quoted(value.text());
    }

    @Override
    public StringBuilder number(NumberValue value) {
        return out.append(value.text());
    }

    @Override
    public StringBuilder binary(BinaryValue value) {
        out.append(tagged ? "{\"$B\":" : "");
        return bytes(value.bytes()).append(tagged ? "}" : "");
    }

    @Override
    public StringBuilder bool(BooleanValue value) {
        return out.append(value.value());
    }

    @Override
    public StringBuilder nullValue(NullValue value) {
        return out.append("null");
    }

    @Override
    public StringBuilder list(ListValue value) {
        return array(value.elements(), element -> element.accept(this));
    }

    @Override
    public StringBuilder map(MapValue value) {
        return object(value.entries());
    }

    @Override
    public StringBuilder stringSet(StringSetValue value) {
        return set("$SS", value.members(), this::quoted);
    }

    @Override
    public StringBuilder numberSet(NumberSetValue value) {
        return set("$NS", value.members(), this::number);
    }

    @Override
    public StringBuilder binarySet(BinarySetValue value) {
        return set("$BS", value.members(), this::bytes);
    }
}
