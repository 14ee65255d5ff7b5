// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moviestore.proof.sdk.Trees.Numbers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** One operation of a history: a request, or requests that only together have one right answer. Immutable. */
sealed interface Call {
    /** Returns the request, of several the first. */
    DynamoDbRequest request();

    Answer answer(DynamoDbClient client, Numbers numbers);

    /** One request. */
    record One(DynamoDbRequest request) implements Call {
        @Override
        public Answer answer(DynamoDbClient client, Numbers numbers) {
            return Answer.of(() -> Sending.send(client, request), numbers);
        }
    }

    /**
     * All pages of a read, each of which goes on where the one before ended. Where pages are cut is not compared, as
     * the order is the backend's own; that the limit is kept is.
     *
     * @param sortedBy the attribute by which items are ordered, if they are; those that have it in common are not
     */
    record Pages(DynamoDbRequest request, Optional<String> sortedBy) implements Call {
        @Override
        public Answer answer(DynamoDbClient client, Numbers numbers) {
            Collected collected = new Collected();
            @Nullable Answer refusal = collected.add(client, request, numbers);
            return refusal == null ? collected.answer(sortedBy) : refusal;
        }
    }

    /** All pages of all segments of a scan. */
    record Segments(ScanRequest request, int total) implements Call {
        @Override
        public Answer answer(DynamoDbClient client, Numbers numbers) {
            Collected collected = new Collected();
            for (int i = 0; i < total; i++) {
                ScanRequest segment =
                        request.toBuilder().segment(i).totalSegments(total).build();
                @Nullable Answer refusal = collected.add(client, segment, numbers);
                if (refusal != null) {
                    return refusal;
                }
            }
            return collected.answer(Optional.empty());
        }
    }

    /** What pages come to. */
    final class Collected {
        private static final int MOST_PAGES = 300;

        private final List<Object> items = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private int count;
        private int scanned;
        private boolean hasItems;
        private int pages;
        private @Nullable Object capacity;

        /** Adds the pages from one request on; returns what refused one, or null. */
        private @Nullable Answer add(DynamoDbClient client, DynamoDbRequest first, Numbers numbers) {
            DynamoDbRequest request = first;
            for (int i = 0; i < MOST_PAGES; i++) {
                DynamoDbRequest sent = request;
                List<DynamoDbResponse> response = new ArrayList<>();
                Answer page = Answer.of(
                        () -> {
                            response.add(Sending.send(client, sent));
                            return response.get(0);
                        },
                        numbers);
                if (!page.isOk()) {
                    return page;
                }
                add(page, limit(first));
                Map<String, AttributeValue> next = Sending.position(response.get(0));
                if (next.isEmpty()) {
                    return null;
                }
                request = Sending.from(first, next);
            }
            faults.add("no end after " + MOST_PAGES + " pages");
            return null;
        }

        private static @Nullable Integer limit(DynamoDbRequest request) {
            return request instanceof QueryRequest query ? query.limit() : ((ScanRequest) request).limit();
        }

        private void add(Answer page, @Nullable Integer limit) {
            pages++;
            capacity = page.capacity();
            @Nullable Object found = page.body().get("Items");
            hasItems |= found != null;
            List<?> list = found == null ? List.of() : (List<?>) found;
            items.addAll(list);
            int evaluated = number(page, "ScannedCount");
            scanned += evaluated;
            count += number(page, "Count");
            boolean isCut = page.body().containsKey("LastEvaluatedKey");
            if (found != null && list.size() != number(page, "Count")) {
                faults.add("Count " + number(page, "Count") + " of " + list.size() + " items");
            }
            if (limit != null && (evaluated > limit || isCut && evaluated < limit || !isCut && evaluated == limit)) {
                faults.add(evaluated + " evaluated of " + limit + (isCut ? " and a position" : " and no position"));
            }
        }

        private static int number(Answer page, String name) {
            return Integer.parseInt(page.body().getOrDefault(name, "-1").toString());
        }

        private Answer answer(Optional<String> sortedBy) {
            Map<String, Object> body = new TreeMap<>();
            if (hasItems) {
                body.put("Items", sortedBy.isPresent() ? tied(sortedBy.get()) : Trees.sorted(items));
            }
            body.put("Count", "" + count);
            body.put("ScannedCount", "" + scanned);
            body.put("faults", List.copyOf(faults));
            // What several pages consume depends on where they are cut.
            return new Answer(Answer.OK, body, pages == 1 ? capacity : null, null, "");
        }

        /** Returns the items in their order, but those that have the attribute in common in no order. */
        private List<Object> tied(String attribute) {
            List<Object> groups = new ArrayList<>();
            List<Object> group = new ArrayList<>();
            @Nullable Object last = null;
            for (Object item : items) {
                Object value = String.valueOf(((Map<?, ?>) item).get(attribute));
                if (!value.equals(last) && !group.isEmpty()) {
                    groups.add(Trees.sorted(group));
                    group.clear();
                }
                group.add(item);
                last = value;
            }
            groups.add(Trees.sorted(group));
            return groups;
        }
    }
}
