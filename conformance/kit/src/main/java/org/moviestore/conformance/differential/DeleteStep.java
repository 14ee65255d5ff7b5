// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;

/**
 * Removes an item.
 *
 * @param request what is asked for
 */
record DeleteStep(DeleteRequest request) implements Step {
    static DeleteStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Key key = scene.key(schema);
        return new DeleteStep(new DeleteRequest(
                schema,
                key,
                scene.writeCondition(scene.stored(schema, key)),
                OptionalLong.empty(),
                scene.returnItem(),
                scene.onConditionFailure(),
                CapacityReport.NONE));
    }

    private DeleteStep with(Optional<Condition> condition, ReturnItem returning, OnConditionFailure onFailure) {
        return new DeleteStep(new DeleteRequest(
                request.schema(),
                request.key(),
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
        return new Outcome.Found(tables.of(request.schema()).delete(request).item());
    }

    @Override
    public boolean isWrite() {
        return true;
    }

    @Override
    public Stream<Step> simpler() {
        Optional<Condition> condition = request.condition();
        ReturnItem returning = request.returning();
        OnConditionFailure onFailure = request.onConditionFailure();
        return Simpler.all(Stream.of(
                Simpler.made(Simpler.conditions(condition), simpler -> with(simpler, returning, onFailure)),
                Simpler.made(Simpler.one(returning, ReturnItem.NONE), none -> with(condition, none, onFailure)),
                Simpler.made(
                        Simpler.one(onFailure, OnConditionFailure.OMIT_ITEM),
                        omit -> with(condition, returning, omit))));
    }

    @Override
    public String shape() {
        return new Shape("delete")
                .of(request.schema())
                .condition(request.condition())
                .option(request.returning())
                .option(request.onConditionFailure())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.table(request.schema()) + ".delete(" + request(test) + ")";
    }

    /** Returns in Java what is asked for. */
    String request(JavaTest test) {
        return "DeleteRequest.builder(" + test.schema(request.schema()) + ", "
                + JavaValues.of(request.key()) + ")"
                + JavaExpressions.condition("condition", request.condition())
                + JavaExpressions.option("returning", request.returning(), ReturnItem.NONE)
                + JavaExpressions.option(
                        "onConditionFailure", request.onConditionFailure(), OnConditionFailure.OMIT_ITEM)
                + ".build()";
    }
}
