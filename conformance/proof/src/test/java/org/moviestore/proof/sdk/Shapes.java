// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.moviestore.proof.sdk.Trees.Numbers;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What calls have in common that differ in names and values alone. */
final class Shapes {
    private static final Set<Class<?>> WRITES = Set.of(
            PutItemRequest.class,
            UpdateItemRequest.class,
            DeleteItemRequest.class,
            BatchWriteItemRequest.class,
            TransactWriteItemsRequest.class);
    /** Members whose entries have names of the request's own. */
    private static final Set<String> BY_NAME =
            Set.of("Item", "Key", "ExclusiveStartKey", "Expected", "AttributeUpdates");

    private Shapes() {}

    static String kind(Call call) {
        DynamoDbRequest request = call.request();
        String name = request.getClass().getSimpleName().replace("Request", "");
        return call instanceof Call.One ? name : name + " " + call.getClass().getSimpleName();
    }

    static boolean isWrite(Call call) {
        return WRITES.contains(call.request().getClass());
    }

    /** Says whether a call is for one page that nothing but its size can end early. */
    static boolean isUnlimitedQuery(Call call) {
        return call instanceof Call.One one && one.request() instanceof QueryRequest query && query.limit() == null;
    }

    static String of(Call call) {
        StringBuilder shape = new StringBuilder(kind(call));
        append(Trees.of(call.request(), Numbers.AS_THEY_ARE), shape);
        return shape.toString();
    }

    private static void append(Object node, StringBuilder shape) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> member(name.toString(), value, shape));
        } else if (node instanceof Collection<?> list) {
            list.forEach(element -> append(element, shape));
        }
        shape.append(';');
    }

    private static void member(String name, Object value, StringBuilder shape) {
        if (BY_NAME.contains(name)) {
            shape.append(name).append(((Map<?, ?>) value).size());
        } else if (name.endsWith("Expression")) {
            shape.append(name).append(value.toString().replaceAll("[\\w.#:]*\\d+", ""));
        } else if (!name.startsWith("ExpressionAttribute") && !name.equals("TableName")) {
            shape.append(name);
            if (value instanceof String text && text.length() < 20) {
                shape.append(text);
            } else {
                append(value, shape);
            }
        }
    }

    /** The FNV-1a hash of 64 bits. */
    static long hash(String text) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01B3L;
        }
        return hash;
    }
}
