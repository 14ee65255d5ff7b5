// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.Page;

/** What came of a call, as far as it is promised to be the same on every store. */
sealed interface Outcome
        permits Outcome.Found,
                Outcome.InOrder,
                Outcome.Pages,
                Outcome.AnyOrder,
                Outcome.ConditionFailed,
                Outcome.UpdateRejected,
                Outcome.Refused,
                Outcome.Failed,
                Outcomes.Done,
                Outcomes.ByKey,
                Outcomes.OfGets,
                Outcomes.Counted,
                Outcomes.Sorted,
                Outcomes.Canceled,
                Outcomes.Rejected {
    /** Makes the call. */
    static Outcome of(Step step, Tables tables) {
        try {
            return step.run(tables);
        } catch (ConditionFailedException e) {
            return new ConditionFailed(e.storedItem());
        } catch (UpdateRejectedException e) {
            return new UpdateRejected(Set.of(e.code()));
        } catch (InvalidRequestException e) {
            return new Refused(e.code());
        } catch (TransactionCanceledException e) {
            return Outcomes.Canceled.of(e);
        } catch (RequestRejectedException e) {
            return e.code().<Outcome>map(Outcomes.Rejected::new).orElseGet(() -> new Failed(e.toString()));
        } catch (RuntimeException e) {
            return new Failed(e.toString());
        }
    }

    /**
     * Makes the call on the model.
     *
     * @throws IllegalStateException if it fails in a way that nothing allows: a store that shares the fault would agree
     */
    static Outcome ofModel(Step step, Tables model) {
        Outcome outcome = of(step, model);
        if (outcome instanceof Failed failed) {
            throw new IllegalStateException("the model itself failed at " + step + ": " + failed.what());
        }
        return outcome;
    }

    /** Says whether a store that answers so does what the model did, whose outcome this is. */
    default boolean isMetBy(Outcome actual) {
        return equals(actual);
    }

    /** Says whether the call was carried out. */
    default boolean isAccepted() {
        return true;
    }

    /** Says whether the call returned an item. */
    boolean hasItems();

    /** Returns what it has in common with outcomes that differ in values alone. */
    default String shape() {
        return getClass().getSimpleName() + (hasItems() ? " of items" : "");
    }

    /** Returns the Java statement that makes the call and checks that this comes of it. */
    String check(String call);

    /**
     * One item, or none.
     *
     * @param item the item
     */
    record Found(Optional<Item> item) implements Outcome {
        @Override
        public boolean hasItems() {
            return item.isPresent();
        }

        @Override
        public String check(String call) {
            return "assertThat(" + call + ".item())"
                    + item.map(found -> ".contains(" + JavaValues.of(found) + ");")
                            .orElse(".isEmpty();");
        }
    }

    /**
     * Items in a promised order, on whatever pages they came.
     *
     * @param items the items
     */
    record InOrder(List<Item> items) implements Outcome {
        @Override
        public boolean hasItems() {
            return !items.isEmpty();
        }

        @Override
        public String check(String call) {
            return "assertThat(" + call + ").containsExactly(" + JavaValues.items(items) + ");";
        }
    }

    /**
     * Pages in a promised order that end where the limit says.
     *
     * @param pages the pages
     */
    record Pages(List<Page<Item>> pages) implements Outcome {
        @Override
        public boolean hasItems() {
            return pages.stream().anyMatch(page -> !page.items().isEmpty());
        }

        @Override
        public String check(String call) {
            String expected = pages.stream().map(Pages::page).collect(Collectors.joining(","));
            return "assertThat(" + call + ").containsExactly(" + expected + ");";
        }

        private static String page(Page<Item> page) {
            String last = page.last()
                    .map(position -> "Optional.of(new Position(" + JavaValues.of(position.key()) + "))")
                    .orElse("Optional.empty()");
            return "\n                        new Page<>(List.of(" + JavaValues.items(page.items()) + "), " + last
                    + ", " + JavaValues.of(page.evaluated()) + ", OptionalDouble.empty())";
        }
    }

    /**
     * Items in an order of the store's own.
     *
     * @param items how often there is each item
     * @param evaluated how many items each page read, if that is known
     * @param keepsOrder whether the order keeps what is promised of any
     */
    record AnyOrder(Map<Item, Integer> items, List<OptionalInt> evaluated, boolean keepsOrder) implements Outcome {
        static AnyOrder of(List<Item> items, List<OptionalInt> evaluated, boolean keepsOrder) {
            Map<Item, Integer> counts = new LinkedHashMap<>();
            items.forEach(item -> counts.merge(item, 1, Integer::sum));
            return new AnyOrder(counts, List.copyOf(evaluated), keepsOrder);
        }

        @Override
        public boolean hasItems() {
            return !items.isEmpty();
        }

        @Override
        public String check(String call) {
            String all = items.entrySet().stream()
                    .flatMap(entry -> java.util.Collections.nCopies(entry.getValue(), entry.getKey()).stream())
                    .map(item -> "\n                        " + JavaValues.of(item))
                    .collect(Collectors.joining(","));
            if (evaluated.isEmpty()) {
                return "assertThat(" + call + ").containsExactlyInAnyOrder(" + all + ");";
            }
            String counts = evaluated.stream().map(JavaValues::of).collect(Collectors.joining(", "));
            return "assertThat(" + call
                    + ")\n                .satisfies(pages -> assertThat(pages).extracting(Page::evaluated)"
                    + ".containsExactly(" + counts + "))\n                .flatExtracting(Page::items)"
                    + ".containsExactlyInAnyOrder(" + all + ");";
        }
    }

    /**
     * The condition of a write did not hold.
     *
     * @param stored the stored item, if it was asked for and there is one
     */
    record ConditionFailed(Optional<Item> stored) implements Outcome {
        @Override
        public boolean isAccepted() {
            return false;
        }

        @Override
        public boolean hasItems() {
            return false;
        }

        @Override
        public String check(String call) {
            return thrown("ConditionFailedException", call) + "assertThat(e.storedItem())"
                    + stored.map(item -> ".contains(" + JavaValues.of(item) + "));")
                            .orElse(".isEmpty());");
        }
    }

    /**
     * An update could not be applied.
     *
     * @param codes of a store, the code that it gave; of the model, all that may be given
     */
    record UpdateRejected(Set<ErrorCode> codes) implements Outcome {
        @Override
        public boolean isMetBy(Outcome actual) {
            return actual instanceof UpdateRejected rejected && codes.containsAll(rejected.codes);
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
            return Outcome.super.shape() + codes;
        }

        @Override
        public String check(String call) {
            String allowed = codes.stream().map(code -> "ErrorCode." + code).collect(Collectors.joining(", "));
            return thrown("UpdateRejectedException", call) + "assertThat(e.code()).isIn(" + allowed + "));";
        }
    }

    /**
     * A request was refused before anything was sent.
     *
     * @param code the broken rule
     */
    record Refused(ErrorCode code) implements Outcome {
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
            return thrown("InvalidRequestException", call) + "assertThat(e.code()).isEqualTo(ErrorCode." + code + "));";
        }
    }

    /**
     * The store failed in a way that nothing allows.
     *
     * @param what the exception
     */
    record Failed(String what) implements Outcome {
        /** Checks the text. */
        public Failed {
            Objects.requireNonNull(what, "what");
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
        public String check(String call) {
            throw new IllegalStateException("the model itself failed at " + call + ": " + what);
        }
    }

    /** Returns the beginning of a Java statement that checks what a call throws, as {@code e}. */
    static String thrown(String exception, String call) {
        return "assertThatExceptionOfType(" + exception + ".class)\n                .isThrownBy(() -> " + call
                + ")\n                .satisfies(e -> ";
    }
}
