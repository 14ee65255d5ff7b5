// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;

/**
 * Stores an item.
 *
 * @param request what is asked for
 */
record PutStep(PutRequest request) implements Step {
    static PutStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        Key key = scene.draw().oneIn(2) ? scene.keys(schema).any(scene.draw()) : scene.key(schema);
        Optional<Condition> condition = scene.writeCondition(scene.stored(schema, key));
        Item item = scene.item(schema, key);
        return new PutStep(new PutRequest(
                schema, item, condition, scene.returnItem(), scene.onConditionFailure(), CapacityReport.NONE));
    }

    private PutStep with(Item item, Optional<Condition> condition, ReturnItem returning, OnConditionFailure onFailure) {
        return new PutStep(
                new PutRequest(request.schema(), item, condition, returning, onFailure, request.capacityReport()));
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        return new Outcome.Found(tables.of(request.schema()).put(request).item());
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
                Simpler.made(
                        Simpler.conditions(condition), simpler -> with(request.item(), simpler, returning, onFailure)),
                Simpler.made(
                        Simpler.items(request.schema(), request.item()),
                        simpler -> with(simpler, condition, returning, onFailure)),
                Simpler.made(
                        Simpler.one(returning, ReturnItem.NONE),
                        none -> with(request.item(), condition, none, onFailure)),
                Simpler.made(
                        Simpler.one(onFailure, OnConditionFailure.OMIT_ITEM),
                        omit -> with(request.item(), condition, returning, omit))));
    }

    @Override
    public String shape() {
        return new Shape("put")
                .of(request.schema())
                .condition(request.condition())
                .option(request.returning())
                .option(request.onConditionFailure())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        return test.table(request.schema()) + ".put(" + request(test) + ")";
    }

    /** Returns in Java what is asked for. */
    String request(JavaTest test) {
        return "PutRequest.builder(" + test.schema(request.schema()) + ", " + JavaValues.of(request.item())
                + ")"
                + JavaExpressions.condition("condition", request.condition())
                + JavaExpressions.option("returning", request.returning(), ReturnItem.NONE)
                + JavaExpressions.option(
                        "onConditionFailure", request.onConditionFailure(), OnConditionFailure.OMIT_ITEM)
                + ".build()";
    }
}
