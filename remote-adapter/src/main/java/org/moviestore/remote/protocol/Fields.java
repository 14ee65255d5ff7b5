// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/**
 * A JSON object of the protocol, field by field. What a field holds is read when it is asked for, and must then be of
 * the kind that the method says: anything else, a null and a field that is missing where it may not be included, is a
 * {@link MalformedLineException}. Items and values that are objects, but not of the form, are an
 * {@link InvalidRequestException} as of {@link JsonForm}. Immutable.
 */
public final class Fields {
    private static final int MOST_SHOWN = 64;

    private final Map<String, JsonPart> parts;
    /** That of the line, for errors; objects inside of it have none of their own. */
    private final Optional<RequestId> lineId;

    private final long weight;

    private Fields(Map<String, JsonPart> parts, Optional<RequestId> lineId, long weight) {
        this.parts = parts;
        this.lineId = lineId;
        this.weight = weight;
    }

    /**
     * Splits a line into its fields, and checks that it is UTF-8 and one JSON object in which no field is given twice.
     * The remaining bytes are the line; they are not copied, so whoever uses their place again has to copy them before.
     *
     * @param maxNesting how many objects and arrays may stand inside each other, the line's own counted
     * @throws MalformedLineException if it is anything else, with the line's id if that was read before
     */
    public static Fields parse(ByteBuffer line, int maxNesting) {
        Map<String, JsonPart> parts = new LinkedHashMap<>();
        long weight = line.remaining();
        @Nullable MalformedLineException fault = null;
        try {
            weight += JsonScanner.readObject(line, maxNesting, parts);
        } catch (MalformedLineException e) {
            fault = e;
        }
        Optional<RequestId> id = Optional.ofNullable(parts.get("id")).flatMap(JsonPart::id);
        int wrongByte = Utf8Line.firstWrongByte(line);
        if (wrongByte >= 0) {
            throw new MalformedLineException("the line is not UTF-8, from byte " + (wrongByte + 1) + " on", id);
        } else if (fault != null) {
            throw new MalformedLineException(fault.getMessage(), id);
        }
        return new Fields(parts, id, weight);
    }

    /** Returns the id of the request, if it has one: a text of 1 to 64 characters or a whole number. */
    public Optional<RequestId> id() {
        @Nullable JsonPart part = parts.get("id");
        if (part == null) {
            return Optional.empty();
        }
        return Optional.of(part.id()
                .orElseThrow(
                        () -> wrong("id", "a text of 1 to " + RequestId.MAX_LENGTH + " characters or a whole number")));
    }

    /**
     * Returns about how many bytes at most all that can be read of this object takes besides its JSON, which is many
     * times as much where that is of tiny values. Nothing of it has been made yet.
     */
    public long weight() {
        return weight;
    }

    /** Says whether there is a field of the name, be it null. */
    public boolean has(String name) {
        return parts.containsKey(name);
    }

    /** Says whether there is a field of the name that is null. */
    public boolean isNull(String name) {
        @Nullable JsonPart part = parts.get(name);
        return part != null && part.kind() == JsonPart.Kind.NULL;
    }

    /** Returns these fields, of which there is one of the name. */
    Fields require(String name) {
        if (!has(name)) {
            throw missing(name);
        }
        return this;
    }

    boolean isText(String name) {
        @Nullable JsonPart part = parts.get(name);
        return part != null && part.kind() == JsonPart.Kind.TEXT;
    }

    /** Returns a text. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Returns a text, if the field is there. */
    public Optional<String> optionalText(String name) {
        return part(name, JsonPart.Kind.TEXT).map(JsonPart::scalar);
    }

    /** Returns a whole number of 64 bits. */
    public long integer(String name) {
        return optionalInteger(name).orElseThrow(() -> missing(name));
    }

    /** Returns a whole number of 64 bits, if the field is there. */
    public OptionalLong optionalInteger(String name) {
        Optional<JsonPart> part = part(name, JsonPart.Kind.WHOLE_NUMBER);
        if (part.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(wholeNumber(name, part.get()));
    }

    private long wholeNumber(String name, JsonPart part) {
        try {
            return Long.parseLong(part.scalar());
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number of 64 bits");
        }
    }

    /** Returns a whole number of 32 bits. */
    int smallInteger(String name) {
        return optionalSmallInteger(name).orElseThrow(() -> missing(name));
    }

    OptionalInt optionalSmallInteger(String name) {
        OptionalLong number = optionalInteger(name);
        return number.isPresent() ? OptionalInt.of(small(name, number.getAsLong())) : OptionalInt.empty();
    }

    private int small(String name, long number) {
        if (number != (int) number) {
            throw wrong(name, "a whole number of 32 bits");
        }
        return (int) number;
    }

    /** Returns the numbers of an array, in their order; none where the field is absent. */
    List<Integer> smallIntegers(String name) {
        return elements(name, JsonPart.Kind.WHOLE_NUMBER).stream()
                .map(part -> small(name, wholeNumber(name, part)))
                .toList();
    }

    /** Returns a number, if the field is there. */
    OptionalDouble optionalNumber(String name) {
        @Nullable JsonPart part = parts.get(name);
        if (part == null) {
            return OptionalDouble.empty();
        }
        if (part.kind() != JsonPart.Kind.NUMBER && part.kind() != JsonPart.Kind.WHOLE_NUMBER) {
            throw wrong(name, JsonPart.Kind.NUMBER.toString());
        }
        return OptionalDouble.of(Double.parseDouble(part.scalar()));
    }

    /** Returns true or false, false where the field is absent. */
    public boolean flag(String name) {
        return part(name, JsonPart.Kind.FLAG)
                .map(part -> Boolean.parseBoolean(part.scalar()))
                .orElse(false);
    }

    /** Returns the texts of an array, in their order; none where the field is absent. */
    public List<String> texts(String name) {
        return elements(name, JsonPart.Kind.TEXT).stream().map(JsonPart::scalar).toList();
    }

    /** Returns the arrays of texts that an array holds, in their order; none where the field is absent. */
    List<List<String>> textLists(String name) {
        return elements(name, JsonPart.Kind.ARRAY).stream()
                .map(list -> elements(name, list, JsonPart.Kind.TEXT).stream()
                        .map(JsonPart::scalar)
                        .toList())
                .toList();
    }

    /** Returns an object of the protocol. */
    public Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    /** Returns an object of the protocol, if the field is there. */
    public Optional<Fields> optionalObject(String name) {
        return part(name, JsonPart.Kind.OBJECT).map(this::fieldsOf);
    }

    /** Returns the objects of an array, in their order; none where the field is absent. */
    public List<Fields> objects(String name) {
        return elements(name, JsonPart.Kind.OBJECT).stream().map(this::fieldsOf).toList();
    }

    private Fields fieldsOf(JsonPart object) {
        return inner(() -> {
            Map<String, JsonPart> found = new LinkedHashMap<>();
            long inside = JsonScanner.readObject(object.json(), Integer.MAX_VALUE, found);
            return new Fields(found, lineId, object.json().remaining() + inside);
        });
    }

    /** Returns an item. */
    public Item item(String name, JsonForm form) {
        return optionalItem(name, form).orElseThrow(() -> missing(name));
    }

    /** Returns an item, if the field is there. */
    public Optional<Item> optionalItem(String name, JsonForm form) {
        return part(name, JsonPart.Kind.OBJECT).map(part -> itemOf(name, part, form));
    }

    /** Returns the items of an array, in their order; none where the field is absent. */
    public List<Item> items(String name, JsonForm form) {
        return elements(name, JsonPart.Kind.OBJECT).stream()
                .map(part -> itemOf(name, part, form))
                .toList();
    }

    /** Returns the items of an array in which a null stands for none; none where the field is absent. */
    List<Optional<Item>> optionalItems(String name, JsonForm form) {
        List<Optional<Item>> items = new ArrayList<>();
        for (JsonPart part : array(name)) {
            if (part.kind() == JsonPart.Kind.NULL) {
                items.add(Optional.empty());
            } else {
                items.add(Optional.of(itemOf(name, checked(name, part, JsonPart.Kind.OBJECT), form)));
            }
        }
        return items;
    }

    private Item itemOf(String name, JsonPart part, JsonForm form) {
        try {
            return form.readItem(part.json());
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.code(), "field \"" + name + "\": " + e.getMessage());
        }
    }

    /** Returns the values of an object by their names, in their order; none where the field is absent. */
    public Map<String, AttributeValue> values(String name, JsonForm form) {
        return optionalItem(name, form).map(Item::attributes).orElse(Map.of());
    }

    /** Returns the texts of an object by their names, in their order; none where the field is absent. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(object -> object.parts.keySet().forEach(each -> texts.put(each, object.text(each))));
        return texts;
    }

    /** Checks that there is no other field than those of the names. */
    public void requireOnly(Set<String> known) {
        for (String name : parts.keySet()) {
            if (!known.contains(name)) {
                throw malformed("there is no field " + shown(name) + " here; there are "
                        + known.stream().sorted().toList());
            }
        }
    }

    /** Returns the exception for this line, with its id. */
    MalformedLineException malformed(String message) {
        return new MalformedLineException(message, lineId);
    }

    MalformedLineException wrong(String name, String expected) {
        return malformed("field \"" + name + "\" must be " + expected);
    }

    private MalformedLineException missing(String name) {
        return malformed("field \"" + name + "\" is missing");
    }

    private Optional<JsonPart> part(String name, JsonPart.Kind kind) {
        @Nullable JsonPart part = parts.get(name);
        return part == null ? Optional.empty() : Optional.of(checked(name, part, kind));
    }

    private JsonPart checked(String name, JsonPart part, JsonPart.Kind kind) {
        if (part.kind() != kind) {
            throw wrong(name, kind.toString());
        }
        return part;
    }

    private List<JsonPart> array(String name) {
        return part(name, JsonPart.Kind.ARRAY).map(this::elementsOf).orElse(List.of());
    }

    /** Returns the elements of an array, all of one kind; none where the field is absent. */
    private List<JsonPart> elements(String name, JsonPart.Kind kind) {
        return part(name, JsonPart.Kind.ARRAY)
                .map(array -> elements(name, array, kind))
                .orElse(List.of());
    }

    private List<JsonPart> elements(String name, JsonPart array, JsonPart.Kind kind) {
        List<JsonPart> elements = elementsOf(array);
        elements.forEach(element -> checked(name, element, kind));
        return elements;
    }

    private List<JsonPart> elementsOf(JsonPart array) {
        return inner(() -> JsonScanner.readArray(array.json()));
    }

    /** Reads something inside of the line, whose errors have its id. */
    private <T> T inner(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedLineException e) {
            throw malformed(e.getMessage());
        }
    }

    /** Returns a name in quotes, shortened. */
    static String shown(String name) {
        return JsonText.quoted(name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "…");
    }
}
