// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/** Makes of the SDK's objects maps, lists and texts that are equal where nothing says otherwise. */
final class Trees {
    /** What has no order, or none that is promised. */
    private static final Set<String> UNORDERED = Set.of(
            "AttributeDefinitions",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "NonKeyAttributes",
            "SS",
            "NS",
            "BS");
    /** What each server chooses, and what it tells of the past. */
    private static final Set<String> CHOSEN = Set.of(
            "TableArn",
            "TableId",
            "IndexArn",
            "CreationDateTime",
            "LastIncreaseDateTime",
            "LastDecreaseDateTime",
            "LastUpdateToPayPerRequestDateTime");

    private static final Comparator<Object> BY_TEXT = Comparator.comparing(Object::toString);

    /** How numbers are shown. */
    enum Numbers {
        AS_THEY_ARE,
        PLAIN
    }

    private final Numbers numbers;

    private Trees(Numbers numbers) {
        this.numbers = numbers;
    }

    static Map<String, Object> of(SdkPojo object, Numbers numbers) {
        return new Trees(numbers).fields(object);
    }

    /** Returns the tree of an item or a key. */
    static Map<String, Object> of(Map<String, AttributeValue> item, Numbers numbers) {
        Map<String, Object> tree = new TreeMap<>();
        item.forEach((name, value) -> tree.put(name, of(value, numbers)));
        return tree;
    }

    private Map<String, Object> fields(SdkPojo object) {
        Map<String, Object> tree = new TreeMap<>();
        for (SdkField<?> field : object.sdkFields()) {
            @Nullable Object value = field.getValueOrDefault(object);
            String name = field.memberName();
            if (value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap)
                    && !CHOSEN.contains(name)) {
                boolean isUnordered =
                        UNORDERED.contains(name) || object instanceof BatchGetItemResponse && name.equals("Responses");
                boolean isNumber = object instanceof AttributeValue && (name.equals("N") || name.equals("NS"));
                tree.put(name, node(value, isUnordered, isNumber));
            }
        }
        return tree;
    }

    private Object node(Object value, boolean isUnordered, boolean isNumber) {
        if (value instanceof SdkPojo object) {
            return fields(object);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new TreeMap<>();
            map.forEach((name, entry) -> tree.put(name.toString(), node(entry, isUnordered, isNumber)));
            return tree;
        } else if (value instanceof List<?> list) {
            List<Object> nodes = new ArrayList<>();
            list.forEach(element -> nodes.add(node(element, false, isNumber)));
            if (isUnordered
                    && !nodes.isEmpty()
                    && nodes.get(0) instanceof Map<?, ?> first
                    && first.containsKey("IndexName")) {
                return byName(nodes);
            } else if (isUnordered) {
                nodes.sort(BY_TEXT);
            }
            return nodes;
        } else if (isNumber && numbers == Numbers.PLAIN) {
            return plain(value.toString());
        }
        return value.toString();
    }

    private static Map<String, Object> byName(List<Object> indexes) {
        Map<String, Object> tree = new TreeMap<>();
        indexes.forEach(index -> tree.put(String.valueOf(((Map<?, ?>) index).get("IndexName")), index));
        return tree;
    }

    private static String plain(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return number;
        }
    }

    /** Returns a list in an order that is the same for lists of the same elements. */
    static List<Object> sorted(List<?> list) {
        return list.stream().map(Object.class::cast).sorted(BY_TEXT).toList();
    }
}
