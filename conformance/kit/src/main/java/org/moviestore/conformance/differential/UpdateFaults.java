// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.UpdateRequest;

/** All that is wrong with an update of an item: which of several faults it is rejected for is not promised. */
final class UpdateFaults {
    private static final AttributePath PLACE = AttributePath.of("place");

    private final Item old;
    private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);

    private UpdateFaults(Item old) {
        this.old = old;
    }

    /** Returns the codes of everything that is wrong, with what the indexes of the table cannot take. */
    static Set<ErrorCode> of(UpdateRequest request, Item old) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        codes.addAll(of(request.update(), old));
        Stream.concat(
                        Stream.of(request.update()),
                        request.update().actions().stream().map(action -> new Update(List.of(action))))
                .forEach(part -> {
                    try {
                        UpdateRequest.of(request.schema(), request.key(), part).appliedTo(Optional.of(old));
                    } catch (UpdateRejectedException e) {
                        codes.add(e.code());
                    }
                });
        if (codes.contains(ErrorCode.KEY_TYPE) && leavesAnEmptyKey(request, old)) {
            // What has no byte is both of another type and empty.
            codes.add(ErrorCode.KEY_EMPTY);
        }
        return codes;
    }

    private static boolean leavesAnEmptyKey(UpdateRequest request, Item old) {
        try {
            Item changed = request.update().applyTo(old);
            return request.schema().indexes().stream()
                    .flatMap(index -> index.keyAttributes().stream())
                    .flatMap(key -> changed.attribute(key.name()).stream())
                    .anyMatch(value -> value.equals(Values.string("")) || value.equals(Values.binary(Bytes.EMPTY)));
        } catch (UpdateRejectedException e) {
            return false;
        }
    }

    /** Returns the codes of everything that is wrong, taken as a whole and in its parts. */
    static Set<ErrorCode> of(Update update, Item old) {
        UpdateFaults faults = new UpdateFaults(old);
        faults.tryOut(update);
        for (Update.Action action : update.actions()) {
            faults.tryOut(new Update(List.of(action)));
            faults.tryOut(new Update(List.of(new Update.Remove(action.path()))));
            if (action instanceof Update.Set set) {
                faults.tryOutParts(set.value());
                operands(set.value()).forEach(operand -> faults.tryOut(with(update, set, operand)));
            }
        }
        return faults.codes;
    }

    /** Returns the update that sets an operand alone: the item may be too large for that, whatever becomes of it. */
    private static Update with(Update update, Update.Set set, UpdateValue operand) {
        return new Update(update.actions().stream()
                .map(action -> action.equals(set) ? new Update.Set(set.path(), operand) : action)
                .toList());
    }

    private static List<UpdateValue> operands(UpdateValue value) {
        if (value instanceof UpdateValue.Plus sum) {
            return List.of(sum.left(), sum.right());
        } else if (value instanceof UpdateValue.Minus difference) {
            return List.of(difference.left(), difference.right());
        } else if (value instanceof UpdateValue.ListAppend lists) {
            return List.of(lists.first(), lists.second());
        }
        return List.of();
    }

    private void tryOut(Update update) {
        try {
            update.applyTo(old);
        } catch (UpdateRejectedException e) {
            codes.add(e.code());
        }
    }

    private void tryOut(UpdateValue value) {
        tryOut(new Update(List.of(new Update.Set(PLACE, value))));
    }

    /** Each operand by itself, in an expression that nothing else is wrong with. */
    private void tryOutParts(UpdateValue value) {
        tryOut(value);
        UpdateValue zero = UpdateValue.of(0);
        UpdateValue empty = UpdateValue.of(Values.list());
        if (value instanceof UpdateValue.Plus sum) {
            tryOut(new UpdateValue.Plus(sum.left(), zero));
            tryOut(new UpdateValue.Plus(zero, sum.right()));
        } else if (value instanceof UpdateValue.Minus difference) {
            tryOut(new UpdateValue.Minus(difference.left(), zero));
            tryOut(new UpdateValue.Minus(zero, difference.right()));
        } else if (value instanceof UpdateValue.ListAppend lists) {
            tryOut(new UpdateValue.ListAppend(lists.first(), empty));
            tryOut(new UpdateValue.ListAppend(empty, lists.second()));
        }
    }
}
