// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/**
 * Changes an item.
 *
 * @param request what is asked for
 */
record UpdateStep(UpdateRequest request) implements Step {
    static UpdateStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Key key = scene.key(schema);
        Optional<Item> stored = scene.stored(schema, key);
        Item item = stored.orElse(key.attributes());
        return new UpdateStep(new UpdateRequest(
                schema,
                key,
                scene.update(schema, item),
                scene.writeCondition(stored),
                OptionalLong.empty(),
                scene.draw().oneOf(List.of(ReturnValues.values())),
                scene.onConditionFailure(),
                CapacityReport.NONE));
    }

    private UpdateStep with(
            Update update, Optional<Condition> condition, ReturnValues returning, OnConditionFailure onFailure) {
        return new UpdateStep(new UpdateRequest(
                request.schema(),
                request.key(),
                update,
                condition,
                request.expectedVersion(),
                returning,
                onFailure,
                request.capacityReport()));
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        return new Outcome.Found(tables.of(request.schema()).update(request).item());
    }

    @Override
    public Outcome expect(Tables model) {
        Outcome outcome = Outcome.of(this, model);
        if (outcome instanceof Outcome.UpdateRejected) {
            Item stored = model.of(request.schema())
                    .get(request.key())
                    .orElse(request.key().attributes());
            return new Outcome.UpdateRejected(UpdateFaults.of(request, stored));
        }
        return outcome;
    }

    @Override
    public boolean isWrite() {
        return true;
    }

    @Override
    public Stream<Step> simpler() {
        Update update = request.update();
        Optional<Condition> condition = request.condition();
        ReturnValues returning = request.returning();
        OnConditionFailure onFailure = request.onConditionFailure();
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.conditions(condition), simpler -> with(update, simpler, returning, onFailure)),
                Simpler.made(Simpler.updates(update), simpler -> with(simpler, condition, returning, onFailure)),
                Simpler.made(
                        Simpler.one(returning, ReturnValues.NONE), none -> with(update, condition, none, onFailure)),
                Simpler.made(
                        Simpler.one(onFailure, OnConditionFailure.OMIT_ITEM),
                        omit -> with(update, condition, returning, omit))));
    }

    @Override
    public String shape() {
        return new Shape("update")
                .of(request.schema())
                .update(request.update())
                .condition(request.condition())
                .option(request.returning())
                .option(request.onConditionFailure())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.table(request.schema()) + ".update(" + request(test) + ")";
    }

    /** Returns in Java what is asked for. */
    String request(JavaTest test) {
        return "UpdateRequest.builder(" + test.schema(request.schema()) + ", "
                + JavaValues.of(request.key()) + ", " + JavaExpressions.of(request.update()) + ")"
                + JavaExpressions.condition("condition", request.condition())
                + JavaExpressions.option("returning", request.returning(), ReturnValues.NONE)
                + JavaExpressions.option(
                        "onConditionFailure", request.onConditionFailure(), OnConditionFailure.OMIT_ITEM)
                + ".build()";
    }
}
