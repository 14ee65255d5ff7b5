// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Utf8;
import org.moviestore.item.Values;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Values of requests to the library's, checked as the service checks them. Whether text is well-formed and without
 * U+0000 is left to the requests that the values go into. Thread-safe.
 */
final class RequestValues {
    private static final String NO_TYPE =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String SEVERAL_TYPES = "Supplied AttributeValue has more than one datatypes set,"
            + " must contain exactly one of the supported datatypes";
    private static final List<Type> TYPES = List.of(Type.values());

    private RequestValues() {}

    /** Returns a value; none is one without a type. */
    static org.moviestore.item.AttributeValue value(@Nullable AttributeValue value) {
        return value(value, 0);
    }

    /** Returns an item or a key, whose attributes are in the order given. */
    static Item item(Map<String, AttributeValue> attributes) {
        return entries(attributes, 0);
    }

    /** Returns those members of a map of the SDK that have a value, since it sends no others. */
    static <T> Map<String, T> members(Map<String, T> members) {
        if (!members.containsValue(null)) {
            return members;
        }
        Map<String, T> sent = new LinkedHashMap<>(members);
        sent.values().removeIf(Objects::isNull);
        return sent;
    }

    /** Checks the name of an attribute, at the top of an item or inside of a map. */
    static void checkName(String name) {
        if (name.isEmpty()) {
            throw ServiceErrors.validation(ServiceWords.NO_NAME);
        } else if (name.length() > ItemLimits.MAX_NAME_BYTES / 3 && Utf8.length(name) > ItemLimits.MAX_NAME_BYTES) {
            throw ServiceErrors.validation(ServiceWords.LONG_NAME);
        }
    }

    private static Item entries(Map<String, AttributeValue> entries, int nesting) {
        Item.Builder item = Item.builder();
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            @Nullable AttributeValue value = entry.getValue();
            // The SDK sends no member without a value.
            if (value != null) {
                checkName(entry.getKey());
                item.set(entry.getKey(), value(value, nesting));
            }
        }
        return item.build();
    }

    private static org.moviestore.item.AttributeValue value(@Nullable AttributeValue value, int nesting) {
        if (value == null) {
            throw ServiceErrors.validation(NO_TYPE);
        }
        @Nullable Type type = value.type();
        return type != null && isSet(value, type) ? value(value, type, nesting) : onlyOne(value, nesting);
    }

    /** Checks whatever is set before how much is, as the service does. */
    private static org.moviestore.item.AttributeValue onlyOne(AttributeValue value, int nesting) {
        org.moviestore.item.AttributeValue only = null;
        for (Type type : TYPES) {
            if (isSet(value, type)) {
                org.moviestore.item.AttributeValue checked = value(value, type, nesting);
                if (only != null) {
                    throw ServiceErrors.validation(SEVERAL_TYPES);
                }
                only = checked;
            }
        }
        if (only == null) {
            throw ServiceErrors.validation(NO_TYPE);
        }
        return only;
    }

    private static boolean isSet(AttributeValue value, Type type) {
        return switch (type) {
            case S -> value.s() != null;
            case N -> value.n() != null;
            case B -> value.b() != null;
            case BOOL -> value.bool() != null;
            case NUL -> value.nul() != null;
            case L -> value.hasL();
            case M -> value.hasM();
            case SS -> value.hasSs();
            case NS -> value.hasNs();
            case BS -> value.hasBs();
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static org.moviestore.item.AttributeValue value(AttributeValue value, Type type, int nesting) {
        return switch (type) {
            case S -> new StringValue(value.s());
            case N -> RequestNumbers.number(value.n());
            case B -> new BinaryValue(bytes(value.b()));
            case BOOL -> Values.bool(value.bool());
            case NUL -> nullValue(value.nul());
            case L -> list(value.l(), nesting);
            case M -> entries(value.m(), deeper(nesting)).toMapValue();
            case SS -> stringSet(value.ss());
            case NS -> numberSet(value.ns());
            case BS -> binarySet(value.bs());
            case UNKNOWN_TO_SDK_VERSION -> throw ServiceErrors.validation(NO_TYPE);
        };
    }

    private static int deeper(int nesting) {
        if (nesting == ItemLimits.MAX_NESTING) {
            throw ServiceErrors.validation(ServiceWords.TOO_DEEP);
        }
        return nesting + 1;
    }

    private static org.moviestore.item.AttributeValue nullValue(boolean isNull) {
        if (!isNull) {
            throw invalid("Null attribute value types must have the value of true");
        }
        return Values.nullValue();
    }

    private static ListValue list(List<AttributeValue> elements, int nesting) {
        int inner = deeper(nesting);
        var values = new org.moviestore.item.AttributeValue[elements.size()];
        int at = 0;
        for (@Nullable AttributeValue element : elements) {
            values[at++] = value(element, inner);
        }
        return new ListValue(List.of(values));
    }

    private static StringSetValue stringSet(List<String> members) {
        if (members.isEmpty()) {
            throw invalid("An string set  may not be empty");
        }
        Set<String> distinct = new HashSet<>();
        for (@Nullable String member : members) {
            if (member == null) {
                throw invalid("An string set may not have a null string as a member");
            }
            distinct.add(member);
        }
        if (distinct.size() < members.size()) {
            throw invalid("Input collection " + members + " contains duplicates.");
        }
        return new StringSetValue(distinct);
    }

    private static NumberSetValue numberSet(List<String> members) {
        if (members.isEmpty()) {
            throw invalid("An number set  may not be empty");
        }
        Set<NumberValue> distinct = new HashSet<>();
        for (@Nullable String member : members) {
            distinct.add(RequestNumbers.number(member == null ? "" : member));
        }
        if (distinct.size() < members.size()) {
            throw ServiceErrors.validation("Input collection contains duplicates");
        }
        return new NumberSetValue(distinct);
    }

    private static BinarySetValue binarySet(List<SdkBytes> members) {
        if (members.isEmpty()) {
            throw invalid("Binary sets should not be empty");
        }
        Set<Bytes> distinct = new LinkedHashSet<>();
        for (@Nullable SdkBytes member : members) {
            if (member == null) {
                throw invalid("Binary sets may not contain null or empty values");
            }
            distinct.add(bytes(member));
        }
        if (distinct.size() < members.size()) {
            String texts =
                    members.stream().map(member -> bytes(member).toBase64()).collect(Collectors.joining(", "));
            throw invalid("Input collection [" + texts + "]of type BS contains duplicates.");
        }
        return new BinarySetValue(distinct);
    }

    private static Bytes bytes(SdkBytes bytes) {
        return Bytes.of(bytes.asByteArrayUnsafe());
    }

    private static DynamoDbException invalid(String problem) {
        return ServiceErrors.validation(ServiceWords.INVALID_VALUES + problem);
    }
}
