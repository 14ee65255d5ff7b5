// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.moviestore.error.CancellationReason;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/**
 * The actions of a transaction in the form in which they are sent, each update on the condition that keeps off what
 * DynamoDB Local would do otherwise than the service; see {@link UpdateGuard}. An update that only removes things, and
 * would succeed where there is no item, is sent in one of two forms: on condition that there is an item, or as the
 * check that there is none. Immutable.
 */
final class GuardedActions {
    /** Of so many updates in two forms each, all forms of the transaction can be tried. */
    private static final int FEW = 4;

    private final List<WriteAction> actions;
    private final SortedMap<Integer, UpdateRequest> guarded;
    private final Set<Integer> absent;

    private GuardedActions(List<WriteAction> actions, SortedMap<Integer, UpdateRequest> guarded, Set<Integer> absent) {
        this.actions = actions;
        this.guarded = guarded;
        this.absent = absent;
    }

    /** Returns the form for items that are all there. */
    static GuardedActions of(TransactWriteRequest request) {
        List<WriteAction> actions = request.actions();
        SortedMap<Integer, UpdateRequest> guarded = new TreeMap<>();
        for (int i = 0; i < actions.size(); i++) {
            int number = i;
            actions.get(i).accept(new Guard()).ifPresent(action -> guarded.put(number, action));
        }
        return withinLimits(new GuardedActions(actions, guarded, Set.of()));
    }

    private static GuardedActions withinLimits(GuardedActions form) {
        return isWithinLimits(form.toSend()) ? form : new GuardedActions(form.actions, new TreeMap<>(), Set.of());
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

    /** Returns the form whose updates, of those that are guarded, are guarded by the indexes of their tables. */
    GuardedActions guardedFor(List<TableSchema> tables) {
        SortedMap<Integer, UpdateRequest> now = new TreeMap<>();
        for (Integer number : guarded.keySet()) {
            WriteAction action = actions.get(number).madeFor(tables.get(number));
            action.accept(new Guard()).ifPresent(update -> now.put(number, update));
        }
        return withinLimits(new GuardedActions(actions, now, absent));
    }

    /** Returns the form for what is there. */
    GuardedActions on(List<Optional<Item>> stored) {
        return with(absentOf(stored));
    }

    private Set<Integer> absentOf(List<Optional<Item>> stored) {
        Set<Integer> numbers = removals();
        numbers.removeIf(number -> stored.get(number).isPresent());
        return numbers;
    }

    /** Returns the numbers of the updates that only remove things. */
    private Set<Integer> removals() {
        Set<Integer> numbers = new TreeSet<>(guarded.keySet());
        numbers.removeIf(
                number -> Objects.requireNonNull(guarded.get(number)).update().createsItem());
        return numbers;
    }

    private GuardedActions with(Set<Integer> others) {
        return new GuardedActions(actions, guarded, others);
    }

    /** Says whether there is no other form, since nothing is only removed. */
    boolean isOnly() {
        return removals().isEmpty();
    }

    /** Says whether {@link #others} are all there are. */
    boolean areFew() {
        return removals().size() <= FEW;
    }

    /** Returns other forms in which the transaction may have been sent before, the likeliest first. */
    List<GuardedActions> others(List<Optional<Item>> stored) {
        Set<Set<Integer>> forms = new LinkedHashSet<>();
        forms.add(absentOf(stored));
        if (areFew()) {
            List<Set<Integer>> all = new ArrayList<>(List.of(Set.of()));
            for (Integer number : removals()) {
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

    /** Adds to an update the condition that it needs. */
    private static final class Guard implements WriteAction.Visitor<Optional<UpdateRequest>> {
        @Override
        public Optional<UpdateRequest> put(PutRequest action) {
            return Optional.empty();
        }

        @Override
        public Optional<UpdateRequest> update(UpdateRequest action) {
            return UpdateGuard.of(action)
                    .flatMap(guard -> UpdateGuard.guarded(action, guard, action.onConditionFailure()));
        }

        @Override
        public Optional<UpdateRequest> delete(DeleteRequest action) {
            return Optional.empty();
        }

        @Override
        public Optional<UpdateRequest> check(ConditionCheck action) {
            return Optional.empty();
        }
    }
}
