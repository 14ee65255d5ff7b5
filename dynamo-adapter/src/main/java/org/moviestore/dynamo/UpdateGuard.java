// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Expressions;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/**
 * What must hold of the stored item for an update to do the same in DynamoDB Local as on the service. Local creates an
 * item by an update that only removes, and stores what a local index cannot take as its sort key if it is computed: a
 * value of another type, or one that is too long.
 */
final class UpdateGuard implements UpdateValue.Visitor<Optional<Condition>>, Update.Visitor<Optional<Condition>> {
    private final UpdateRequest request;
    private final SecondaryIndex index;
    private final KeyAttribute sortKey;

    private UpdateGuard(UpdateRequest request, SecondaryIndex index, KeyAttribute sortKey) {
        this.request = request;
        this.index = index;
        this.sortKey = sortKey;
    }

    /** Returns what must hold; nothing if the update can be sent as it is. */
    static Optional<Condition> of(UpdateRequest request) {
        List<Condition> guards = new ArrayList<>();
        boolean succeedsOnNothing = !request.update().createsItem()
                && request.condition()
                        .map(condition -> condition.holdsOn(Item.EMPTY))
                        .orElse(true);
        if (succeedsOnNothing) {
            guards.add(partitionKey(request.schema()).exists());
        }
        for (SecondaryIndex index : request.schema().indexes()) {
            if (index.scope() == IndexScope.LOCAL) {
                UpdateGuard guard =
                        new UpdateGuard(request, index, index.sortKey().orElseThrow());
                for (Update.Action action : request.update().actions()) {
                    if (action.path().equals(AttributePath.of(guard.sortKey.name()))) {
                        action.accept(guard).ifPresent(guards::add);
                    }
                }
            }
        }
        return guards.stream().reduce(Condition::and);
    }

    /** Returns the update on one condition more; none if the caller's own is nearly too long without. */
    static Optional<UpdateRequest> guarded(UpdateRequest request, Condition guard, OnConditionFailure onFailure) {
        try {
            return Optional.of(new UpdateRequest(
                    request.schema(),
                    request.key(),
                    request.update(),
                    Optional.of(request.condition()
                            .map(condition -> condition.and(guard))
                            .orElse(guard)),
                    request.expectedVersion(),
                    request.returning(),
                    onFailure,
                    request.capacityReport()));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    private static Operand.Path partitionKey(TableSchema schema) {
        return Expressions.attribute(AttributePath.of(schema.partitionKey().name()));
    }

    /** Returns the condition of a value that is never one of the sort key. */
    private Optional<Condition> never() {
        Operand.Path key = partitionKey(request.schema());
        return Optional.of(key.exists().and(key.notExists()));
    }

    @Override
    public Optional<Condition> set(Update.Set action) {
        return action.value().accept(this);
    }

    @Override
    public Optional<Condition> remove(Update.Remove action) {
        return Optional.empty();
    }

    /** What is there and no number is rejected by DynamoDB itself. */
    @Override
    public Optional<Condition> add(Update.Add action) {
        return action.operand().type() == sortKey.type()
                ? Optional.empty()
                : Optional.of(Expressions.attribute(action.path()).exists());
    }

    @Override
    public Optional<Condition> delete(Update.Delete action) {
        return Optional.empty();
    }

    /** What is missing is rejected by DynamoDB itself. */
    @Override
    public Optional<Condition> attribute(UpdateValue.Attribute value) {
        Optional<AttributeValue> ofKey = ofKey(value.path());
        if (ofKey.isPresent()) {
            return literal(new UpdateValue.Literal(ofKey.get()));
        }
        Operand.Path source = Expressions.attribute(value.path());
        return Optional.of(source.notExists().or(fits(source)));
    }

    /** Returns the value of a key attribute, which the request has, and which is there without an item too. */
    private Optional<AttributeValue> ofKey(AttributePath path) {
        return path.in(request.key().attributes());
    }

    private Condition fits(Operand.Path source) {
        Condition typed = source.hasType(sortKey.type());
        return sortKey.type() == AttributeType.NUMBER
                ? typed
                : typed.and(source.size().atMost(TableSchema.MAX_SORT_KEY_BYTES));
    }

    @Override
    public Optional<Condition> literal(UpdateValue.Literal value) {
        Item item = request.key().attributes().with(sortKey.name(), value.value());
        return request.schema().isIn(index, item) ? Optional.empty() : never();
    }

    @Override
    public Optional<Condition> ifNotExists(UpdateValue.IfNotExists value) {
        Optional<AttributeValue> ofKey = ofKey(value.path());
        if (ofKey.isPresent()) {
            return literal(new UpdateValue.Literal(ofKey.get()));
        }
        Operand.Path source = Expressions.attribute(value.path());
        Condition missing = source.notExists();
        Condition fallback = value.fallback().accept(this).map(missing::and).orElse(missing);
        return Optional.of(fallback.or(fits(source)));
    }

    @Override
    public Optional<Condition> listAppend(UpdateValue.ListAppend value) {
        return never();
    }

    @Override
    public Optional<Condition> plus(UpdateValue.Plus value) {
        return sum();
    }

    @Override
    public Optional<Condition> minus(UpdateValue.Minus value) {
        return sum();
    }

    private Optional<Condition> sum() {
        return sortKey.type() == AttributeType.NUMBER ? Optional.empty() : never();
    }
}
