// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.moviestore.error.CancellationReason;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/**
 * The actions of a transaction in the form in which they are sent. An update that only removes things, and would
 * succeed where there is no item, is sent in one of two: on condition that there is an item, or as the check that there
 * is none. The service creates no item by such an update, but DynamoDB Local does. Immutable.
 */
final class Removals {
    /** Of so many updates in two forms each, all forms of the transaction can be tried. */
    private static final int FEW = 4;

    private final List<WriteAction> actions;
    private final SortedMap<Integer, WriteAction> guarded;
    private final Set<Integer> absent;

    private Removals(List<WriteAction> actions, SortedMap<Integer, WriteAction> guarded, Set<Integer> absent) {
        this.actions = actions;
        this.guarded = guarded;
        this.absent = absent;
    }

    /** Returns the form for items that are all there. */
    static Removals of(TransactWriteRequest request) {
        List<WriteAction> actions = request.actions();
        SortedMap<Integer, WriteAction> guarded = new TreeMap<>();
        for (int i = 0; i < actions.size(); i++) {
            int number = i;
            actions.get(i).accept(new Guard()).ifPresent(action -> guarded.put(number, action));
        }
        Removals removals = new Removals(actions, guarded, Set.of());
        return isWithinLimits(removals.toSend()) ? removals : new Removals(actions, new TreeMap<>(), Set.of());
    }

    /** The caller's actions were checked; with more conditions they may be too large, and go without. */
    private static boolean isWithinLimits(List<WriteAction> actions) {
        try {
            TransactWriteRequest.of(actions);
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    List<WriteAction> toSend() {
        List<WriteAction> sent = new ArrayList<>(actions);
        guarded.forEach((number, action) -> sent.set(number, absent.contains(number) ? absence(action) : action));
        return sent;
    }

    private static WriteAction absence(WriteAction action) {
        return ConditionCheck.of(action.schema(), action.key(), new Condition.AttributeNotExists(partition(action)));
    }

    private static AttributePath partition(WriteAction action) {
        return AttributePath.of(action.schema().partitionKey().name());
    }

    /** Says whether one of these updates failed, be it only because of the form that it was sent in. */
    boolean haveFailed(List<CancellationReason> reasons) {
        return guarded.keySet().stream().anyMatch(number -> reasons.get(number).isFailure());
    }

    /** Returns the form for what is there. */
    Removals on(List<Optional<Item>> stored) {
        return with(absentOf(stored));
    }

    private Set<Integer> absentOf(List<Optional<Item>> stored) {
        Set<Integer> numbers = new HashSet<>(guarded.keySet());
        numbers.removeIf(number -> stored.get(number).isPresent());
        return numbers;
    }

    private Removals with(Set<Integer> others) {
        return new Removals(actions, guarded, others);
    }

    /** Says whether there is no other form. */
    boolean isOnly() {
        return guarded.isEmpty();
    }

    /** Says whether {@link #others} are all there are. */
    boolean areFew() {
        return guarded.size() <= FEW;
    }

    /** Returns other forms in which the transaction may have been sent before, the likeliest first. */
    List<Removals> others(List<Optional<Item>> stored) {
        Set<Set<Integer>> forms = new LinkedHashSet<>();
        forms.add(absentOf(stored));
        if (areFew()) {
            List<Set<Integer>> all = new ArrayList<>(List.of(Set.of()));
            for (Integer number : guarded.keySet()) {
                for (Set<Integer> form : List.copyOf(all)) {
                    Set<Integer> more = new HashSet<>(form);
                    more.add(number);
                    all.add(more);
                }
            }
            forms.addAll(all);
        }
        forms.remove(absent);
        return forms.stream().map(this::with).toList();
    }

    /** Adds the condition that there is an item to an update that would otherwise do without one. */
    private static final class Guard implements WriteAction.Visitor<Optional<WriteAction>> {
        @Override
        public Optional<WriteAction> put(PutRequest action) {
            return Optional.empty();
        }

        @Override
        public Optional<WriteAction> update(UpdateRequest action) {
            boolean needsItem = action.condition()
                    .map(condition -> !condition.holdsOn(Item.EMPTY))
                    .orElse(false);
            if (needsItem || action.update().createsItem()) {
                return Optional.empty();
            }
            Condition exists = new Condition.AttributeExists(partition(action));
            try {
                return Optional.of(UpdateRequest.builder(action.schema(), action.key(), action.update())
                        .condition(action.condition()
                                .map(condition -> condition.and(exists))
                                .orElse(exists))
                        .onConditionFailure(action.onConditionFailure())
                        .build());
            } catch (InvalidRequestException e) {
                // With one more test the condition is too long, and goes without.
                return Optional.empty();
            }
        }

        @Override
        public Optional<WriteAction> delete(DeleteRequest action) {
            return Optional.empty();
        }

        @Override
        public Optional<WriteAction> check(ConditionCheck action) {
            return Optional.empty();
        }
    }
}
