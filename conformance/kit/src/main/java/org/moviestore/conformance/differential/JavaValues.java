// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
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
import org.moviestore.item.Key;

/** Writes items, values, keys and paths as Java expressions that make them. */
final class JavaValues implements AttributeValue.Visitor<String> {
    private static final JavaValues VISITOR = new JavaValues();
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int SHORTEST_REPETITION = 100;

    private JavaValues() {}

    static String of(AttributeValue value) {
        return value.accept(VISITOR);
    }

    static String of(Item item) {
        if (item.attributes().isEmpty()) {
            return "Item.EMPTY";
        }
        return item.attributes().entrySet().stream()
                .map(entry -> ".set(" + text(entry.getKey()) + ", " + of(entry.getValue()) + ")")
                .collect(Collectors.joining("", "Item.builder()", ".build()"));
    }

    static String items(List<Item> items) {
        return items.stream().map(JavaValues::of).collect(Collectors.joining(", "));
    }

    static String of(OptionalInt number) {
        return number.isPresent() ? "OptionalInt.of(" + number.getAsInt() + ")" : "OptionalInt.empty()";
    }

    static String of(Key key) {
        return "new Key(" + of(key.attributes()) + ")";
    }

    static String of(AttributePath path) {
        List<Step> steps = path.steps();
        if (steps.stream().allMatch(step -> step instanceof Index || isPlain(step.toString()))) {
            return "AttributePath.parse(" + text(path.toString()) + ")";
        }
        return steps.subList(1, steps.size()).stream()
                .map(JavaValues::step)
                .collect(Collectors.joining("", "AttributePath.of(" + text(path.attribute()) + ")", ""));
    }

    private static boolean isPlain(String name) {
        return PLAIN_NAME.matcher(name).matches();
    }

    private static String step(Step step) {
        return step instanceof Name name
                ? ".name(" + text(name.name()) + ")"
                : ".index(" + ((Index) step).index() + ")";
    }

    /** Writes a literal of ASCII alone, so that it survives whatever a terminal or an editor does to text. */
    static String text(String text) {
        if (text.length() >= SHORTEST_REPETITION && text.chars().distinct().count() == 1) {
            return text(text.substring(0, 1)) + ".repeat(" + text.length() + ")";
        }
        return text.chars().mapToObj(JavaValues::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int unit) {
        if (unit == '"' || unit == '\\') {
            return "\\" + (char) unit;
        } else if (unit < ' ') {
            // A unicode escape of a line's end would end the line.
            return String.format("\\%03o", unit);
        }
        return unit < 0x7F ? String.valueOf((char) unit) : String.format("\\u%04x", unit);
    }

    private static <T> String call(String method, Collection<T> arguments, Function<? super T, String> argument) {
        return arguments.stream().map(argument).collect(Collectors.joining(", ", "Values." + method + "(", ")"));
    }

    private static String bytes(Bytes bytes) {
        return "Bytes.fromBase64(\"" + bytes.toBase64() + "\")";
    }

    @Override
    public String string(StringValue value) {
        return "Values.string(" + text(value.text()) + ")";
    }

    @Override
    public String number(NumberValue value) {
        return "Values.number(\"" + value.value() + "\")";
    }

    @Override
    public String binary(BinaryValue value) {
        return "Values.binary(" + bytes(value.bytes()) + ")";
    }

    @Override
    public String bool(BooleanValue value) {
        return "Values.bool(" + value.value() + ")";
    }

    @Override
    public String nullValue(NullValue value) {
        return "Values.nullValue()";
    }

    @Override
    public String list(ListValue value) {
        return call("list", value.elements(), JavaValues::of);
    }

    @Override
    public String map(MapValue value) {
        return value.entries().entrySet().stream()
                .map(JavaValues::entry)
                .collect(Collectors.joining(", ", "Values.of(Map.ofEntries(", "))"));
    }

    private static String entry(Map.Entry<String, AttributeValue> entry) {
        return "Map.entry(" + text(entry.getKey()) + ", " + of(entry.getValue()) + ")";
    }

    @Override
    public String stringSet(StringSetValue value) {
        return call("stringSet", value.members(), JavaValues::text);
    }

    @Override
    public String numberSet(NumberSetValue value) {
        return call("numberSet", value.members(), JavaValues::of);
    }

    @Override
    public String binarySet(BinarySetValue value) {
        return call("binarySet", value.members(), JavaValues::bytes);
    }
}
