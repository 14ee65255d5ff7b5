// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** The actions of transactions: what single writes do, returning nothing, and checks. */
final class TransactActions {
    private static final int TRIES = 10;

    private TransactActions() {}

    /** Draws an action, if so asked nearly always one that can be carried out. */
    static WriteAction draw(Scene scene, boolean isApplicable) {
        WriteAction action = draw(scene);
        for (int tries = 0; isApplicable && tries < TRIES && !isApplicable(scene, action); tries++) {
            action = draw(scene);
        }
        return action;
    }

    private static boolean isApplicable(Scene scene, WriteAction action) {
        try {
            action.appliedTo(scene.stored(action.schema(), action.key()));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static WriteAction draw(Scene scene) {
        return switch (scene.draw().below(8)) {
            case 0, 1, 2 -> silent(PutStep.draw(scene).request());
            case 3, 4, 5 -> silent(UpdateStep.draw(scene).request());
            case 6 -> silent(DeleteStep.draw(scene).request());
            default -> check(scene);
        };
    }

    private static PutRequest silent(PutRequest put) {
        return new PutRequest(
                put.schema(),
                put.item(),
                put.condition(),
                ReturnItem.NONE,
                put.onConditionFailure(),
                CapacityReport.NONE);
    }

    private static UpdateRequest silent(UpdateRequest update) {
        return new UpdateRequest(
                update.schema(),
                update.key(),
                update.update(),
                update.condition(),
                OptionalLong.empty(),
                ReturnValues.NONE,
                update.onConditionFailure(),
                CapacityReport.NONE);
    }

    private static DeleteRequest silent(DeleteRequest delete) {
        return new DeleteRequest(
                delete.schema(),
                delete.key(),
                delete.condition(),
                OptionalLong.empty(),
                ReturnItem.NONE,
                delete.onConditionFailure(),
                CapacityReport.NONE);
    }

    private static ConditionCheck check(Scene scene) {
        TableSchema schema = scene.schema();
        Key key = scene.key(schema);
        Optional<Item> stored = scene.stored(schema, key);
        boolean holds = scene.draw().percent(70);
        return new ConditionCheck(
                schema,
                key,
                scene.expressions().condition(stored.orElse(Item.EMPTY), holds),
                scene.onConditionFailure());
    }

    static Stream<WriteAction> simpler(WriteAction action) {
        return action.accept(new Simplifier());
    }

    static String shape(WriteAction action) {
        return action.accept(new Shaper());
    }

    static String java(JavaTest test, WriteAction action) {
        return action.accept(new Writer(test));
    }

    private static final class Simplifier implements WriteAction.Visitor<Stream<WriteAction>> {
        @Override
        public Stream<WriteAction> put(PutRequest action) {
            return new PutStep(action).simpler().map(step -> ((PutStep) step).request());
        }

        @Override
        public Stream<WriteAction> update(UpdateRequest action) {
            return new UpdateStep(action).simpler().map(step -> ((UpdateStep) step).request());
        }

        @Override
        public Stream<WriteAction> delete(DeleteRequest action) {
            return new DeleteStep(action).simpler().map(step -> ((DeleteStep) step).request());
        }

        @Override
        public Stream<WriteAction> check(ConditionCheck action) {
            return Simpler.made(
                    action.required().accept(new SimplerConditions()),
                    simpler -> new ConditionCheck(action.schema(), action.key(), simpler, action.onConditionFailure()));
        }
    }

    private static final class Shaper implements WriteAction.Visitor<String> {
        @Override
        public String put(PutRequest action) {
            return new PutStep(action).shape();
        }

        @Override
        public String update(UpdateRequest action) {
            return new UpdateStep(action).shape();
        }

        @Override
        public String delete(DeleteRequest action) {
            return new DeleteStep(action).shape();
        }

        @Override
        public String check(ConditionCheck action) {
            return new Shape("check")
                    .of(action.schema())
                    .condition(action.condition())
                    .option(action.onConditionFailure())
                    .toString();
        }
    }

    private static final class Writer implements WriteAction.Visitor<String> {
        private final JavaTest test;

        private Writer(JavaTest test) {
            this.test = test;
        }

        @Override
        public String put(PutRequest action) {
            return new PutStep(action).request(test);
        }

        @Override
        public String update(UpdateRequest action) {
            return new UpdateStep(action).request(test);
        }

        @Override
        public String delete(DeleteRequest action) {
            return new DeleteStep(action).request(test);
        }

        @Override
        public String check(ConditionCheck action) {
            return "new ConditionCheck(" + test.schema(action.schema()) + ", " + JavaValues.of(action.key()) + ", "
                    + JavaExpressions.of(action.required()) + ", OnConditionFailure."
                    + action.onConditionFailure().name() + ")";
        }
    }
}
