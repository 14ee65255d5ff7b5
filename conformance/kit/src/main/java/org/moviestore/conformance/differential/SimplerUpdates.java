// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;

/** What is a little simpler than an action of an update. */
final class SimplerUpdates implements Update.Visitor<Stream<Update.Action>>, UpdateValue.Visitor<Stream<UpdateValue>> {
    @Override
    public Stream<Update.Action> set(Update.Set action) {
        return Stream.concat(
                SimplerValues.paths(action.path()).map(path -> new Update.Set(path, action.value())),
                action.value().accept(this).map(value -> new Update.Set(action.path(), value)));
    }

    @Override
    public Stream<Update.Action> remove(Update.Remove action) {
        return SimplerValues.paths(action.path()).map(Update.Remove::new);
    }

    @Override
    public Stream<Update.Action> add(Update.Add action) {
        return Stream.concat(
                SimplerValues.paths(action.path()).map(path -> new Update.Add(path, action.operand())),
                Simpler.made(SimplerValues.of(action.operand()), operand -> new Update.Add(action.path(), operand)));
    }

    @Override
    public Stream<Update.Action> delete(Update.Delete action) {
        return Stream.concat(
                SimplerValues.paths(action.path()).map(path -> new Update.Delete(path, action.operand())),
                Simpler.made(SimplerValues.of(action.operand()), operand -> new Update.Delete(action.path(), operand)));
    }

    @Override
    public Stream<UpdateValue> attribute(UpdateValue.Attribute value) {
        return SimplerValues.paths(value.path()).map(UpdateValue.Attribute::new);
    }

    @Override
    public Stream<UpdateValue> literal(UpdateValue.Literal value) {
        return SimplerValues.of(value.value()).map(UpdateValue.Literal::new);
    }

    @Override
    public Stream<UpdateValue> ifNotExists(UpdateValue.IfNotExists value) {
        return Stream.concat(
                Stream.of(value.fallback()),
                Simpler.made(
                        value.fallback().accept(this),
                        fallback -> new UpdateValue.IfNotExists(value.path(), fallback)));
    }

    @Override
    public Stream<UpdateValue> listAppend(UpdateValue.ListAppend value) {
        return joined(value.first(), value.second(), UpdateValue.ListAppend::new);
    }

    @Override
    public Stream<UpdateValue> plus(UpdateValue.Plus value) {
        return joined(value.left(), value.right(), UpdateValue.Plus::new);
    }

    @Override
    public Stream<UpdateValue> minus(UpdateValue.Minus value) {
        return joined(value.left(), value.right(), UpdateValue.Minus::new);
    }

    private Stream<UpdateValue> joined(UpdateValue one, UpdateValue other, BinaryOperator<UpdateValue> making) {
        return Stream.of(
                        Stream.of(one, other),
                        Simpler.made(one.accept(this), simpler -> making.apply(simpler, other)),
                        Simpler.made(other.accept(this), simpler -> making.apply(one, simpler)))
                .flatMap(each -> each);
    }
}
