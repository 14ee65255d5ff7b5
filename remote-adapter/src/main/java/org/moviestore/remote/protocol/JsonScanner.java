// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.moviestore.remote.protocol.JsonPart.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Splits an object or array into its parts. One pass checks that all of it is JSON, and reads nothing of what stands
 * inside of the parts. Its errors have no id.
 */
final class JsonScanner {
    /** The longest name, in bytes: longer than any attribute name that can be stored, escapes included. */
    private static final int MAX_NAME_BYTES = 70_000;

    /** A factory keeps thousands of names that it has met, so what it keeps is as long as the texts that it reads. */
    private static final int MOST_BYTES_TO_KEEP_NAMES_OF = 4096;

    private static final JsonFactory FACTORY = newFactory();

    private final ByteBuffer json;
    private final JsonParser parser;
    private final int maxNesting;
    private final RequestWeight weight = new RequestWeight();

    private JsonScanner(ByteBuffer json, JsonParser parser, int maxNesting) {
        this.json = json;
        this.parser = parser;
        this.maxNesting = maxNesting;
    }

    /**
     * Adds the fields of an object to the parts, as far as it can be read: also if it then throws. Returns how many
     * bytes all that stands in it may take once it is read, besides those of its texts.
     */
    static long readObject(ByteBuffer json, int maxNesting, Map<String, JsonPart> parts) {
        return scan(json, maxNesting, scanner -> scanner.object(parts));
    }

    /** Returns the elements of an array that has been checked as a part of something else. */
    static List<JsonPart> readArray(ByteBuffer json) {
        List<JsonPart> elements = new ArrayList<>();
        scan(json, Integer.MAX_VALUE, scanner -> scanner.array(elements));
        return elements;
    }

    private static long scan(ByteBuffer json, int maxNesting, Consumer<JsonScanner> reading) {
        ByteBuffer heap = onHeap(json);
        try (JsonParser parser = parserOf(heap)) {
            JsonScanner scanner = new JsonScanner(heap, parser, maxNesting);
            try {
                reading.accept(scanner);
                return scanner.weight.bytes();
            } catch (JacksonException e) {
                throw scanner.explained(e);
            }
        }
    }

    /** Returns the remaining bytes, copied if they are not in an array. */
    private static ByteBuffer onHeap(ByteBuffer json) {
        if (json.hasArray()) {
            return json.slice();
        }
        return ByteBuffer.allocate(json.remaining()).put(json.duplicate()).flip();
    }

    private static JsonParser parserOf(ByteBuffer heap) {
        return factoryFor(heap.remaining())
                .createParser(ObjectReadContext.empty(), heap.array(), heap.arrayOffset(), heap.remaining());
    }

    /** Returns what reads a text of so many bytes: one of its own, which is forgotten with it, if it is long. */
    static JsonFactory factoryFor(int bytes) {
        return bytes <= MOST_BYTES_TO_KEEP_NAMES_OF ? FACTORY : newFactory();
    }

    /**
     * The scanner counts the nesting by itself, since each server has a bound of its own. Numbers may be of any length,
     * for none is converted here.
     */
    private static JsonFactory newFactory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxNameLength(MAX_NAME_BYTES)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    private void object(Map<String, JsonPart> parts) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("a line is one JSON object, such as {\"op\":\"ping\"}");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            weight.count(parser);
            parser.nextToken();
            if (parts.put(name, part()) != null) {
                parts.remove(name);
                throw malformed("a field is given twice: " + Fields.shown(name));
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("something follows the JSON object, at byte " + byteBefore());
        }
    }

    private void array(List<JsonPart> elements) {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(part());
        }
    }

    private JsonPart part() {
        weight.count(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> container(Kind.OBJECT);
            case START_ARRAY -> container(Kind.ARRAY);
            case VALUE_STRING -> JsonPart.scalar(Kind.TEXT, parser.getString());
            case VALUE_NUMBER_INT -> JsonPart.scalar(Kind.WHOLE_NUMBER, parser.getString());
            case VALUE_NUMBER_FLOAT -> JsonPart.scalar(Kind.NUMBER, parser.getString());
            case VALUE_TRUE -> JsonPart.scalar(Kind.FLAG, "true");
            case VALUE_FALSE -> JsonPart.scalar(Kind.FLAG, "false");
            default -> JsonPart.scalar(Kind.NULL, "");
        };
    }

    private JsonPart container(Kind kind) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        skip();
        int to = (int) parser.currentLocation().getByteOffset();
        return JsonPart.container(kind, json.slice(from, to - from));
    }

    private void skip() {
        int depth = 2;
        checkNesting(depth);
        while (depth > 1) {
            JsonToken token = parser.nextToken();
            weight.count(parser);
            if (token.isStructStart()) {
                depth++;
                checkNesting(depth);
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    private void checkNesting(int depth) {
        if (depth > maxNesting) {
            throw malformed("JSON nests deeper than " + maxNesting + " levels, at byte " + byteBefore());
        }
    }

    /** Returns the number of the last byte that was read, from 1. */
    private long byteBefore() {
        return parser.currentLocation().getByteOffset();
    }

    /** Says what the parser could not read by its place, and nothing of its content. */
    private MalformedLineException explained(JacksonException cause) {
        String problem = "malformed JSON";
        if (cause instanceof StreamConstraintsException) {
            problem = "JSON has a name that is too long";
        } else if (cause instanceof UnexpectedEndOfInputException) {
            problem = "JSON ends too early";
        }
        return malformed(problem + ", at byte " + byteBefore());
    }

    private static MalformedLineException malformed(String message) {
        return new MalformedLineException(message, Optional.empty());
    }
}
