// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/**
 * Writes several items, all of them or none.
 *
 * @param request what is asked for, without a client token
 * @param token which of the chapter's client tokens to send; each time that tables are created they are others, since a
 *     store remembers those of tables that it no longer has
 */
record TransactWriteStep(TransactWriteRequest request, OptionalInt token) implements Step {
    private static final int MOST_ACTIONS = 6;
    private static final int APPLICABLE_PERCENT = 70;

    static TransactWriteStep draw(Scene scene) {
        Draw draw = scene.draw();
        List<TransactWriteStep> before = scene.transactions();
        if (!before.isEmpty() && draw.oneIn(6)) {
            return draw.oneOf(before);
        }
        boolean isApplicable = draw.percent(APPLICABLE_PERCENT);
        Map<List<Object>, WriteAction> actions = new LinkedHashMap<>();
        for (int i = draw.oneIn(3) ? draw.between(1, MOST_ACTIONS) : draw.between(1, 3); i > 0; i--) {
            WriteAction action = TransactActions.draw(scene, isApplicable);
            actions.putIfAbsent(List.of(action.schema().tableName(), action.key()), action);
        }
        OptionalInt token = draw.oneIn(2)
                ? OptionalInt.empty()
                : OptionalInt.of(draw.oneIn(5) ? draw.below(before.size() + 1) : before.size());
        TransactWriteStep step = new TransactWriteStep(TransactWriteRequest.of(List.copyOf(actions.values())), token);
        before.add(step);
        return step;
    }

    private TransactWriteStep with(List<WriteAction> actions) {
        return new TransactWriteStep(TransactWriteRequest.of(actions), token);
    }

    @Override
    public List<TableSchema> schemas() {
        return request.actions().stream().map(WriteAction::schema).distinct().toList();
    }

    @Override
    public Outcome run(Tables tables) {
        tables.store()
                .transactWrite(
                        token.isPresent() ? request.withClientToken(tables.clientToken(token.getAsInt())) : request);
        return new Outcomes.Done(".consumedCapacity()");
    }

    @Override
    public Outcome expect(Tables model) {
        Outcome outcome = Outcome.of(this, model);
        if (!(outcome instanceof Outcomes.Canceled canceled)) {
            return outcome;
        }
        List<Outcomes.Reason> reasons = new ArrayList<>();
        for (int i = 0; i < canceled.reasons().size(); i++) {
            Outcomes.Reason reason = canceled.reasons().get(i);
            boolean isRejected = !reason.codes().isEmpty();
            reasons.add(
                    isRejected && request.actions().get(i) instanceof UpdateRequest update
                            ? new Outcomes.Reason(
                                    reason.kind(), reason.stored(), UpdateFaults.of(update, stored(model, update)))
                            : reason);
        }
        return new Outcomes.Canceled(reasons);
    }

    private static Item stored(Tables model, UpdateRequest update) {
        return model.of(update.schema()).get(update.key()).orElse(update.key().attributes());
    }

    @Override
    public boolean isWrite() {
        return true;
    }

    @Override
    public Stream<Step> simpler() {
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.limits(token), none -> new TransactWriteStep(request, none)),
                Simpler.made(Simpler.lists(request.actions(), TransactActions::simpler), this::with)));
    }

    @Override
    public String shape() {
        return request.actions().stream()
                .map(TransactActions::shape)
                .sorted()
                .collect(Collectors.joining(", ", "transact " + (token.isPresent() ? "once " : ""), ""));
    }

    @Override
    public String call(JavaTest test) {
        String actions = request.actions().stream()
                .map(action -> TransactActions.java(test, action))
                .collect(Collectors.joining(",\n                ", "TransactWriteRequest.of(\n                ", ")"));
        return "store.transactWrite(" + actions
                + (token.isPresent() ? ".withClientToken(\"token-" + token.getAsInt() + "\")" : "") + ")";
    }
}
