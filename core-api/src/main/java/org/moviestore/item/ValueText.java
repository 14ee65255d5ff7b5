// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
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

/** Writes values as DynamoDB writes them in JSON, for {@code toString}. */
final class ValueText implements AttributeValue.Visitor<StringBuilder> {
    private static final String HEX = "0123456789abcdef";
    private static final int TYPICAL_ITEM = 1024;

    private final StringBuilder text;

    private ValueText(StringBuilder text) {
        this.text = text;
    }

    static String of(AttributeValue value) {
        return value.accept(new ValueText(new StringBuilder())).toString();
    }

    static String of(Item item) {
        return new ValueText(new StringBuilder(TYPICAL_ITEM))
                .entries(item.attributes())
                .toString();
    }

    private ValueText begin(String code) {
        text.append("{\"").append(code).append("\":");
        return this;
    }

    private StringBuilder end() {
        return text.append('}');
    }

    private <T> ValueText array(Collection<T> elements, Consumer<T> writer) {
        char separator = '[';
        for (T element : elements) {
            text.append(separator);
            writer.accept(element);
            separator = ',';
        }
        text.append(elements.isEmpty() ? "[]" : "]");
        return this;
    }

    private StringBuilder entries(Map<String, AttributeValue> entries) {
        char separator = '{';
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            text.append(separator);
            quoted(entry.getKey());
            text.append(':');
            entry.getValue().accept(this);
            separator = ',';
        }
        return text.append(entries.isEmpty() ? "{}" : "}");
    }

    private ValueText quoted(String content) {
        text.append('"');
        int written = 0;
        for (int i = 0; i < content.length(); i++) {
            char unit = content.charAt(i);
            if (Character.isSurrogate(unit) && isPair(content, i)) {
                i++;
            } else if (unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit)) {
                text.append(content, written, i);
                escape(unit);
                written = i + 1;
            }
        }
        if (written == 0) {
            // As a whole it is copied, and not unit by unit.
            text.append(content);
        } else {
            text.append(content, written, content.length());
        }
        text.append('"');
        return this;
    }

    private ValueText word(boolean value) {
        text.append(value);
        return this;
    }

    private static boolean isPair(String content, int at) {
        return at + 1 < content.length() && Character.isSurrogatePair(content.charAt(at), content.charAt(at + 1));
    }

    private void escape(char unit) {
        text.append('\\');
        if (unit == '"' || unit == '\\') {
            text.append(unit);
            return;
        }
        text.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(unit >> shift & 0xF));
        }
    }

    @Override
    public StringBuilder string(StringValue value) {
        return begin("S").quoted(value.text()).end();
    }

    @Override
    public StringBuilder number(NumberValue value) {
        return begin("N").quoted(value.text()).end();
    }

    @Override
    public StringBuilder binary(BinaryValue value) {
        return begin("B").quoted(value.bytes().toBase64()).end();
    }

    @Override
    public StringBuilder bool(BooleanValue value) {
        return begin("BOOL").word(value.value()).end();
    }

    @Override
    public StringBuilder nullValue(NullValue value) {
        return begin("NULL").word(true).end();
    }

    @Override
    public StringBuilder list(ListValue value) {
        return begin("L")
                .array(value.elements(), element -> element.accept(this))
                .end();
    }

    @Override
    public StringBuilder map(MapValue value) {
        return begin("M").entries(value.entries()).append('}');
    }

    @Override
    public StringBuilder stringSet(StringSetValue value) {
        return begin("SS").array(value.members(), this::quoted).end();
    }

    @Override
    public StringBuilder numberSet(NumberSetValue value) {
        return begin("NS")
                .array(value.members(), member -> quoted(member.text()))
                .end();
    }

    @Override
    public StringBuilder binarySet(BinarySetValue value) {
        return begin("BS")
                .array(value.members(), member -> quoted(member.toBase64()))
                .end();
    }
}
