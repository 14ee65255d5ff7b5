// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** What comes of calls on more than one item. */
final class Outcomes {
    private Outcomes() {}

    /**
     * A call was carried out that returns nothing of note.
     *
     * @param empty the Java call on its result that must return nothing
     */
    record Done(String empty) implements Outcome {
        @Override
        public boolean hasItems() {
            return false;
        }

        @Override
        public String check(String call) {
            return "assertThat(" + call + empty + ").isEmpty();";
        }
    }

    /**
     * Items by their keys.
     *
     * @param items the items
     */
    record ByKey(Map<Key, Item> items) implements Outcome {
        @Override
        public boolean hasItems() {
            return !items.isEmpty();
        }

        @Override
        public String check(String call) {
            String entries = items.entrySet().stream()
                    .map(entry -> "\n                        Map.entry(" + JavaValues.of(entry.getKey()) + ", "
                            + JavaValues.of(entry.getValue()) + ")")
                    .collect(Collectors.joining(","));
            return "assertThat(" + call + ".items()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(" + entries
                    + "));";
        }
    }

    /**
     * For each get an item, or none.
     *
     * @param items the items
     */
    record OfGets(List<Optional<Item>> items) implements Outcome {
        @Override
        public boolean hasItems() {
            return items.stream().anyMatch(Optional::isPresent);
        }

        @Override
        public String check(String call) {
            String all = items.stream()
                    .map(item -> item.map(found -> "Optional.of(" + JavaValues.of(found) + ")")
                            .orElse("Optional.empty()"))
                    .collect(Collectors.joining(", "));
            return "assertThat(" + call + ".items()).isEqualTo(List.of(" + all + "));";
        }
    }

    /**
     * So many items were counted.
     *
     * @param count how many
     */
    record Counted(long count) implements Outcome {
        @Override
        public boolean hasItems() {
            return count > 0;
        }

        @Override
        public String check(String call) {
            return "assertThat(" + call + ").isEqualTo(" + count + "L);";
        }
    }

    /**
     * Items sorted by one attribute, those that have it in common in an order of the store's own.
     *
     * @param items the items, in any order
     * @param attribute the name of the attribute
     * @param order its value in each item, in the order of the items
     */
    record Sorted(AnyOrder items, String attribute, List<AttributeValue> order) implements Outcome {
        @Override
        public boolean hasItems() {
            return items.hasItems();
        }

        @Override
        public String check(String call) {
            String values = order.stream()
                    .map(value -> "Optional.of(" + JavaValues.of(value) + ")")
                    .collect(Collectors.joining(", "));
            return items.check(call) + "\nassertThat(" + call + ")"
                    + (items.evaluated().isEmpty() ? "" : ".flatExtracting(Page::items)")
                    + ".extracting(item -> item.attribute(" + JavaValues.text(attribute) + ")).isEqualTo(List.of("
                    + values + "));";
        }
    }

    /**
     * A transaction was canceled.
     *
     * @param reasons the reason of each action
     */
    record Canceled(List<Reason> reasons) implements Outcome {
        static Canceled of(TransactionCanceledException exception) {
            return new Canceled(exception.reasons().stream().map(Reason::of).toList());
        }

        @Override
        public boolean isMetBy(Outcome actual) {
            if (!(actual instanceof Canceled canceled) || canceled.reasons.size() != reasons.size()) {
                return false;
            }
            for (int i = 0; i < reasons.size(); i++) {
                if (!reasons.get(i).isMetBy(canceled.reasons.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isAccepted() {
            return false;
        }

        @Override
        public boolean hasItems() {
            return false;
        }

        @Override
        public String shape() {
            return Outcome.super.shape()
                    + reasons.stream().map(Reason::kind).distinct().sorted().toList();
        }

        @Override
        public String check(String call) {
            List<String> tests = new ArrayList<>();
            for (int i = 0; i < reasons.size(); i++) {
                tests.add("\n                    assertThat(e.reasons().get(" + i + "))"
                        + reasons.get(i).check());
            }
            return Outcome.thrown("TransactionCanceledException", call) + "{" + String.join("", tests)
                    + "\n                });";
        }
    }

    /**
     * Why a transaction was canceled, as far as one action goes.
     *
     * @param kind whether the action failed, and how
     * @param stored the stored item, if it was asked for and there is one
     * @param codes of a store, the code that it gave; of the model, all that may be given
     */
    record Reason(CancellationReason.Kind kind, Optional<Item> stored, Set<ErrorCode> codes) {
        private static Reason of(CancellationReason reason) {
            return new Reason(
                    reason.kind(),
                    reason.storedItem(),
                    reason.code().map(Set::of).orElse(Set.of()));
        }

        private boolean isMetBy(Reason actual) {
            return kind == actual.kind && stored.equals(actual.stored) && codes.containsAll(actual.codes);
        }

        private String check() {
            if (codes.isEmpty()) {
                return ".isEqualTo(new CancellationReason(CancellationReason.Kind." + kind + ", "
                        + stored.map(item -> "Optional.of(" + JavaValues.of(item) + ")")
                                .orElse("Optional.empty()")
                        + ", Optional.empty()));";
            }
            return ".isIn("
                    + codes.stream()
                            .map(code -> "CancellationReason.updateRejected(ErrorCode." + code + ")")
                            .collect(Collectors.joining(", "))
                    + ");";
        }
    }

    /**
     * A request was rejected by the store for a rule that only it could check.
     *
     * @param code the broken rule
     */
    record Rejected(ErrorCode code) implements Outcome {
        @Override
        public boolean isAccepted() {
            return false;
        }

        @Override
        public boolean hasItems() {
            return false;
        }

        @Override
        public String shape() {
            return Outcome.super.shape() + code;
        }

        @Override
        public String check(String call) {
            return Outcome.thrown("RequestRejectedException", call) + "assertThat(e.code()).contains(ErrorCode." + code
                    + "));";
        }
    }
}
