// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * The tokens of one JSON text, and what is said about it when it is wrong. Its errors leave the text readable, save
 * those that {@link #malformed} explains.
 */
final class JsonSource implements AutoCloseable {
    /** How many objects and arrays may stand inside each other; reading is recursive, and the stack must suffice. */
    static final int MAX_DEPTH = 500;
    /** The longest name, in bytes: longer than any that can be stored, escapes included. */
    static final int MAX_NAME_BYTES = 70_000;

    /** What an error begins with if only the end of the text is wrong. */
    static final String ENDS_TOO_EARLY = "JSON ends too early";

    private static final int MAX_SHOWN = 200;
    /** A whole number of so many characters fits into a long. */
    private static final int LONG_DIGITS = 18;

    /** A factory keeps thousands of names that it has met, so what it keeps is as long as the texts that it reads. */
    private static final int LONGEST_TO_KEEP_NAMES_OF = 4096;

    /** Keeps names between texts, since items of a table repeat them. */
    private static final JsonFactory FACTORY = newFactory();

    private final JsonParser parser;
    private final Origin origin;
    /** How many objects and arrays around the items are left out of paths. */
    private final int outerDepth;

    /** Where a text begins inside a longer one: how many lines stand before it, and how many columns on its line. */
    record Origin(long lines, long columns) {
        static final Origin START = new Origin(0, 0);

        private String place(TokenStreamLocation location) {
            long line = lines + location.getLineNr();
            long column = location.getColumnNr() + (location.getLineNr() == 1 ? columns : 0);
            return "line " + line + ", column " + column;
        }
    }

    private JsonSource(JsonParser parser, Origin origin, int outerDepth) {
        this.parser = parser;
        this.origin = origin;
        this.outerDepth = outerDepth;
    }

    static JsonSource of(String json) {
        return new JsonSource(factoryFor(json.length()).createParser(ObjectReadContext.empty(), json), Origin.START, 0);
    }

    static JsonSource of(byte[] utf8) {
        return of(utf8, 0, utf8.length, Origin.START);
    }

    static JsonSource of(ByteBuffer utf8) {
        if (utf8.hasArray()) {
            return of(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining(), Origin.START);
        }
        byte[] bytes = new byte[utf8.remaining()];
        utf8.duplicate().get(bytes);
        return of(bytes);
    }

    static JsonSource of(byte[] utf8, int from, int length, Origin origin) {
        return new JsonSource(
                factoryFor(length).createParser(ObjectReadContext.empty(), utf8, from, length), origin, 0);
    }

    /** Returns the tokens of a stream in which items stand at the given depth. */
    static JsonSource of(InputStream utf8, Origin origin, int outerDepth) {
        return new JsonSource(FACTORY.createParser(ObjectReadContext.empty(), utf8), origin, outerDepth);
    }

    /** Returns what reads a text of a length: one of its own, which is forgotten with it, if it is long. */
    static JsonFactory factoryFor(int length) {
        return length <= LONGEST_TO_KEEP_NAMES_OF ? FACTORY : newFactory();
    }

    /**
     * Numbers may be of any length, for they are never converted by the parser, and {@link Values#number(String)} takes
     * time in proportion to the length only.
     */
    private static JsonFactory newFactory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME_BYTES)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** Moves to the first token. */
    void begin() {
        if (parser.nextToken() == null) {
            throw new InvalidRequestException(ErrorCode.JSON_SYNTAX, "there is no JSON in the text");
        }
    }

    /** Checks that nothing follows the value that has been read. */
    void end() {
        if (parser.nextToken() != null) {
            throw new InvalidRequestException(
                    ErrorCode.JSON_SYNTAX,
                    "something follows the JSON value, at " + origin.place(parser.currentTokenLocation()));
        }
    }

    /** Moves to the next token and returns it; there is none after the end of the text. */
    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    JsonToken token() {
        return parser.currentToken();
    }

    boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Moves to the next name of the current object and returns it, or moves to the object's end and returns null. */
    @Nullable
    String nextName() {
        return parser.nextName();
    }

    /** Skips what is left of the value that began at the given depth. */
    void skipTo(int depth) {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        }
        while (depth() > depth) {
            parser.nextToken();
        }
    }

    /** Returns how many objects and arrays the current token stands in, itself counted if it begins one. */
    int depth() {
        return parser.streamReadContext().getNestingDepth();
    }

    /** Reads the text of the current token. */
    String text() {
        return parser.getString();
    }

    /** Reads a number that is one in JSON. */
    NumberValue number() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getStringLength() <= LONG_DIGITS
                ? Values.number(parser.getLongValue())
                : checked(parser.getString(), Values::number);
    }

    NumberValue plainNumber() {
        if (!parser.currentToken().isNumeric()) {
            throw wrong("expected a number");
        }
        return number();
    }

    /** Reads a number that is text in JSON. */
    NumberValue quotedNumber() {
        return checked(string(), Values::number);
    }

    String string() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("expected text");
        }
        return parser.getString();
    }

    Bytes binary() {
        return checked(string(), Bytes::fromBase64);
    }

    boolean bool() {
        if (!parser.currentToken().isBoolean()) {
            throw wrong("expected true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Reads an array, each element by the given function. */
    <T> List<T> array(Function<JsonSource, T> element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("expected an array");
        }
        return elements(element);
    }

    /** Reads the elements of the array that has just begun, of which most have two at most. */
    <T> List<T> elements(Function<JsonSource, T> element) {
        if (isAtArrayEnd()) {
            return List.of();
        }
        T first = element.apply(this);
        if (isAtArrayEnd()) {
            return List.of(first);
        }
        T second = element.apply(this);
        if (isAtArrayEnd()) {
            return List.of(first, second);
        }
        List<T> elements = new ArrayList<>();
        elements.add(first);
        elements.add(second);
        do {
            elements.add(element.apply(this));
        } while (!isAtArrayEnd());
        return elements;
    }

    private boolean isAtArrayEnd() {
        return parser.nextToken() == JsonToken.END_ARRAY;
    }

    /** Checks that the object of a value that names its type ends here. */
    void endTyped(String type) {
        String second = parser.nextName();
        if (type.equals(second)) {
            throw repeated(second);
        } else if (second != null) {
            throw wrong("a value has one type");
        }
    }

    /** Makes a value, and says in its own error where it stands. */
    <T, R> R checked(T raw, Function<T, R> conversion) {
        try {
            return conversion.apply(raw);
        } catch (InvalidRequestException e) {
            throw error(e.code(), e.getMessage());
        }
    }

    InvalidRequestException wrong(String message) {
        return error(ErrorCode.JSON_SYNTAX, message);
    }

    InvalidRequestException repeated(String name) {
        return error(ErrorCode.JSON_DUPLICATE, "\"" + shortened(name) + "\" is given twice in one object");
    }

    private InvalidRequestException error(ErrorCode code, String message) {
        String path = path();
        return new InvalidRequestException(code, path.isEmpty() ? message : message + " (at " + path + ")");
    }

    /** Returns the place of the current token as a path of the JSON text. */
    private String path() {
        List<String> steps = new ArrayList<>();
        TokenStreamContext at = parser.streamReadContext();
        for (; at != null && at.getNestingDepth() > outerDepth; at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                steps.add("[" + at.getCurrentIndex() + "]");
            } else if (at.inObject() && at.hasCurrentName()) {
                steps.add("." + at.currentName());
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = steps.size() - 1; i >= 0; i--) {
            path.append(steps.get(i));
        }
        return shortened(path.indexOf(".") == 0 ? path.substring(1) : path.toString());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /**
     * Explains what the parser could not read, by its place and never by its content. Nothing after it can be read.
     *
     * @throws UncheckedIOException if the text could not be fetched
     */
    InvalidRequestException malformed(JacksonException cause) {
        if (cause instanceof JacksonIOException io) {
            throw new UncheckedIOException(io.getCause());
        }
        TokenStreamLocation location = cause.getLocation() == null ? parser.currentLocation() : cause.getLocation();
        return new InvalidRequestException(ErrorCode.JSON_SYNTAX, problem(cause) + " at " + origin.place(location));
    }

    private String problem(JacksonException cause) {
        if (cause instanceof StreamConstraintsException) {
            return depth() >= MAX_DEPTH
                    ? "JSON nests deeper than " + MAX_DEPTH + " levels"
                    : "JSON has a name or text that is too long";
        }
        return cause instanceof UnexpectedEndOfInputException ? ENDS_TOO_EARLY : "malformed JSON";
    }

    @Override
    public void close() {
        parser.close();
    }
}
