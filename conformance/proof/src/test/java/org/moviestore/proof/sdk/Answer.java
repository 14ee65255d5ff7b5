// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.proof.sdk.Trees.Numbers;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What a client answered.
 *
 * @param outcome {@link #OK}, or the class and code of the exception
 * @param body the response, or what the exception carries
 * @param capacity the consumed capacity, if there is one
 * @param metrics the metrics of item collections, if there are any
 * @param message the exception's message; empty for a response
 */
record Answer(
        String outcome,
        Map<String, Object> body,
        @Nullable Object capacity,
        @Nullable Object metrics,
        String message) {
    static final String OK = "OK";

    static Answer of(Supplier<? extends SdkPojo> call, Numbers numbers) {
        try {
            Map<String, Object> body = Trees.of(call.get(), numbers);
            return new Answer(OK, body, body.remove("ConsumedCapacity"), body.remove("ItemCollectionMetrics"), "");
        } catch (DynamoDbException e) {
            return ofException(e, numbers);
        } catch (SdkException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            return new Answer("no answer: " + e, Map.of(), null, null, "");
        } catch (UnsupportedOperationException e) {
            return new Answer("unsupported: " + e.getMessage(), Map.of(), null, null, "");
        }
    }

    private static Answer ofException(DynamoDbException e, Numbers numbers) {
        String code = e.awsErrorDetails().errorCode();
        Map<String, Object> body = new TreeMap<>(Trees.of(e, numbers));
        // The texts of reasons are compared as messages are.
        Object reasons = body.get("CancellationReasons");
        String message = e.awsErrorDetails().errorMessage() + (reasons == null ? "" : messages(reasons));
        body.put("status", e.statusCode());
        return new Answer(e.getClass().getSimpleName() + " " + code, body, null, null, message);
    }

    private static String messages(Object reasons) {
        StringBuilder messages = new StringBuilder();
        for (Object reason : (Iterable<?>) reasons) {
            Object message = ((Map<?, ?>) reason).remove("Message");
            messages.append(" | ").append(message);
        }
        return messages.toString();
    }

    boolean isOk() {
        return outcome.equals(OK);
    }

    /** Says whether another is the same, but for its message, capacity and metrics. */
    boolean isSame(Answer other) {
        return outcome.equals(other.outcome) && body.equals(other.body);
    }

    /** Says whether items came, or attributes of one. */
    boolean hasItems() {
        return body.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("status"))
                .map(Map.Entry::getValue)
                .anyMatch(Answer::isFilled);
    }

    private static boolean isFilled(Object node) {
        return node instanceof Map<?, ?> map && !map.isEmpty() || node instanceof Collection<?> list && !list.isEmpty();
    }

    @Override
    public String toString() {
        return outcome + (message.isEmpty() ? "" : " \"" + message + "\"") + " " + body
                + (capacity == null ? "" : " capacity " + capacity)
                + (metrics == null ? "" : " metrics " + metrics);
    }
}
