// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Collection;
import java.util.Iterator;
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
    private final StringBuilder text = new StringBuilder();

    private ValueText() {}

    static String of(AttributeValue value) {
        ValueText writer = new ValueText();
        value.accept(writer);
        return writer.text.toString();
    }

    static String of(Item item) {
        ValueText writer = new ValueText();
        writer.entries(item.attributes());
        return writer.text.toString();
    }

    private StringBuilder typed(String code, Runnable content) {
        text.append("{\"").append(code).append("\":");
        content.run();
        return text.append('}');
    }

    private <T> void array(Collection<T> elements, Consumer<T> writer) {
        text.append('[');
        for (Iterator<T> i = elements.iterator(); i.hasNext(); ) {
            writer.accept(i.next());
            text.append(i.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void entries(Map<String, AttributeValue> entries) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            text.append(separator);
            quoted(entry.getKey());
            text.append(':');
            entry.getValue().accept(this);
            separator = ",";
        }
        text.append('}');
    }

    private void quoted(String content) {
        text.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c) && !isPaired(content, i)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean isPaired(String content, int at) {
        return Character.isHighSurrogate(content.charAt(at))
                ? at + 1 < content.length() && Character.isLowSurrogate(content.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(content.charAt(at - 1));
    }

    @Override
    public StringBuilder string(StringValue value) {
        return typed("S", () -> quoted(value.text()));
    }

    @Override
    public StringBuilder number(NumberValue value) {
        return typed("N", () -> quoted(value.text()));
    }

    @Override
    public StringBuilder binary(BinaryValue value) {
        return typed("B", () -> quoted(value.bytes().toBase64()));
    }

    @Override
    public StringBuilder bool(BooleanValue value) {
        return typed("BOOL", () -> text.append(value.value()));
    }

    @Override
    public StringBuilder nullValue(NullValue value) {
        return typed("NULL", () -> text.append(true));
    }

    @Override
    public StringBuilder list(ListValue value) {
        return typed("L", () -> array(value.elements(), element -> element.accept(this)));
    }

    @Override
    public StringBuilder map(MapValue value) {
        return typed("M", () -> entries(value.entries()));
    }

    @Override
    public StringBuilder stringSet(StringSetValue value) {
        return typed("SS", () -> array(value.members(), this::quoted));
    }

    @Override
    public StringBuilder numberSet(NumberSetValue value) {
        return typed("NS", () -> array(value.members(), member -> quoted(member.text())));
    }

    @Override
    public StringBuilder binarySet(BinarySetValue value) {
        return typed("BS", () -> array(value.members(), member -> quoted(member.toBase64())));
    }
}
