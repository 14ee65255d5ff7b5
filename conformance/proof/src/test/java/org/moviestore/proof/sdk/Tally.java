// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.moviestore.proof.sdk.Differences.Difference;

/** Counts what a run comes to. Not thread-safe. */
final class Tally {
    private final Set<Long> shapes = new HashSet<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> masked = new TreeMap<>();
    private final Map<String, Integer> otherWords = new TreeMap<>();
    private final Map<String, Integer> knownCapacity = new TreeMap<>();
    private final Map<String, Integer> otherCapacity = new TreeMap<>();
    private long operations;
    private long acceptedWrites;
    private long returnedItems;
    private long cutPages;
    private long sameWords;
    private long sameCapacity;

    long operations() {
        return operations;
    }

    long acceptedWrites() {
        return acceptedWrites;
    }

    long returnedItems() {
        return returnedItems;
    }

    /** Returns how many pages ended for their size. */
    long cutPages() {
        return cutPages;
    }

    int shapes() {
        return shapes.size();
    }

    /** Returns how many consumed capacities differ without a known reason. */
    int otherCapacities() {
        return sum(otherCapacity);
    }

    Map<String, Integer> masked() {
        return Map.copyOf(masked);
    }

    /** Counts an operation by the answer of DynamoDB Local. */
    void add(Call call, Answer answer) {
        String kind = Shapes.kind(call);
        operations++;
        outcomes.merge(kind + " " + answer.outcome(), 1, Integer::sum);
        acceptedWrites += answer.isOk() && Shapes.isWrite(call) ? 1 : 0;
        cutPages += Shapes.isUnlimitedQuery(call) && answer.body().containsKey("LastEvaluatedKey") ? 1 : 0;
        returnedItems += answer.isOk() && answer.hasItems() ? 1 : 0;
        shapes.add(Shapes.hash(Shapes.of(call) + answer.outcome()));
    }

    void mask(String name) {
        masked.merge(name, 1, Integer::sum);
    }

    /** Counts whether messages and capacities are the same, which no divergence comes of. */
    void compareRest(Exchange exchange) {
        Answer local = exchange.local();
        Answer other = exchange.other();
        if (!local.isOk() && local.outcome().equals(other.outcome())) {
            if (local.message().equals(other.message())) {
                sameWords++;
            } else {
                otherWords.merge(pattern(local.message()) + "\n        " + pattern(other.message()), 1, Integer::sum);
            }
        }
        boolean isDoneAlike = local.isOk() && other.isOk() && !KnownDifference.leavesOthers(exchange);
        boolean isAnyTold = local.capacity() != null || other.capacity() != null;
        boolean areBothTold = local.capacity() != null && other.capacity() != null;
        // Of a read in pages it is told if there is one page, which DynamoDB Local may have where others have two.
        if (isDoneAlike && (exchange.call() instanceof Call.One ? isAnyTold : areBothTold)) {
            compareCapacity(exchange);
        }
    }

    private void compareCapacity(Exchange exchange) {
        List<Difference> differences = CapacityDifference.between(exchange);
        if (differences.isEmpty()) {
            sameCapacity++;
        }
        for (Difference difference : differences) {
            Optional<CapacityDifference> explaining = CapacityDifference.explaining(exchange, difference);
            if (explaining.isPresent()) {
                knownCapacity.merge(explaining.get().name(), 1, Integer::sum);
            } else {
                otherCapacity.merge(Shapes.kind(exchange.call()) + " " + difference, 1, Integer::sum);
            }
        }
    }

    private static String pattern(String message) {
        return message.replaceAll("[:#][A-Za-z0-9_]+", "?")
                .replaceAll("\\d+", "0")
                .replaceAll("sdk-[0-9a-z-]+", "table");
    }

    String summary() {
        StringBuilder text = new StringBuilder();
        text.append("%d operations, %d accepted writes, %d with items, %d pages cut by size, %d shapes%n"
                .formatted(operations, acceptedWrites, returnedItems, cutPages, shapes.size()));
        text.append("masked: ").append(masked).append('\n');
        text.append("words: %d as DynamoDB Local's, %d others%n".formatted(sameWords, sum(otherWords)));
        text.append("capacity: %d as DynamoDB Local's, known to differ: %s, %d others"
                .formatted(sameCapacity, knownCapacity, sum(otherCapacity)));
        return text.toString();
    }

    /** Returns what differs without being a divergence, most frequent first, and all outcomes. */
    String details() {
        return "outcomes\n" + lines(outcomes) + "words\n" + lines(otherWords) + "capacity\n" + lines(otherCapacity);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String lines(Map<String, Integer> counts) {
        StringBuilder lines = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> lines.append("%7d %s%n".formatted(entry.getValue(), entry.getKey())));
        return lines.toString();
    }
}
