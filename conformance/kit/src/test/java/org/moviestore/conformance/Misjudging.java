// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** A store with its own mind about conditions and filters. A subclass overrides the kind of condition it gets wrong. */
abstract class Misjudging extends BrokenStore {
    boolean holds(Condition condition, Item item) {
        return condition.accept(new Judge(item));
    }

    boolean comparison(Condition.Comparison condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean between(Condition.Between condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean in(Condition.In condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean exists(AttributePath path, Item item) {
        return path.in(item).isPresent();
    }

    boolean hasType(Condition.HasType condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean beginsWith(Condition.BeginsWith condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean contains(Condition.Contains condition, Item item) {
        return condition.holdsOn(item);
    }

    boolean and(List<Condition> conditions, Item item) {
        return conditions.stream().allMatch(each -> holds(each, item));
    }

    boolean not(Condition condition, Item item) {
        return !holds(condition, item);
    }

    /** Returns the value of a path or literal; a size has none here. */
    static Optional<AttributeValue> valueOf(Operand operand, Item item) {
        if (operand instanceof Operand.Path path) {
            return path.path().in(item);
        }
        return operand instanceof Operand.Literal literal ? Optional.of(literal.value()) : Optional.empty();
    }

    @Override
    Page<Item> query(DocumentTable sound, QueryRequest request) {
        Page<Item> page = sound.query(ChangedRequests.unfiltered(request));
        List<Item> items = page.items().stream()
                .filter(item ->
                        request.filter().map(filter -> holds(filter, item)).orElse(true))
                .map(item -> request.projection().map(kept -> kept.of(item)).orElse(item))
                .toList();
        return new Page<>(items, page.last(), page.evaluated(), page.consumedCapacity());
    }

    @Override
    WriteResult put(DocumentTable sound, PutRequest request) {
        check(sound, request.key(), request.condition());
        return sound.put(ChangedRequests.unconditional(request));
    }

    @Override
    WriteResult update(DocumentTable sound, UpdateRequest request) {
        check(sound, request.key(), request.condition());
        return sound.update(ChangedRequests.unconditional(request));
    }

    @Override
    WriteResult delete(DocumentTable sound, DeleteRequest request) {
        check(sound, request.key(), request.condition());
        return sound.delete(ChangedRequests.unconditional(request));
    }

    private void check(DocumentTable sound, Key key, Optional<Condition> condition) {
        if (condition.isPresent() && !holds(condition.get(), sound.get(key).orElse(Item.EMPTY))) {
            throw new ConditionFailedException(sound.schema().tableName(), key);
        }
    }

    private final class Judge implements Condition.Visitor<Boolean> {
        private final Item item;

        Judge(Item item) {
            this.item = item;
        }

        @Override
        public Boolean comparison(Condition.Comparison condition) {
            return Misjudging.this.comparison(condition, item);
        }

        @Override
        public Boolean between(Condition.Between condition) {
            return Misjudging.this.between(condition, item);
        }

        @Override
        public Boolean in(Condition.In condition) {
            return Misjudging.this.in(condition, item);
        }

        @Override
        public Boolean attributeExists(Condition.AttributeExists condition) {
            return exists(condition.path(), item);
        }

        @Override
        public Boolean attributeNotExists(Condition.AttributeNotExists condition) {
            return !exists(condition.path(), item);
        }

        @Override
        public Boolean hasType(Condition.HasType condition) {
            return Misjudging.this.hasType(condition, item);
        }

        @Override
        public Boolean beginsWith(Condition.BeginsWith condition) {
            return Misjudging.this.beginsWith(condition, item);
        }

        @Override
        public Boolean contains(Condition.Contains condition) {
            return Misjudging.this.contains(condition, item);
        }

        @Override
        public Boolean and(Condition.And condition) {
            return Misjudging.this.and(condition.conditions(), item);
        }

        @Override
        public Boolean or(Condition.Or condition) {
            return condition.conditions().stream().anyMatch(each -> holds(each, item));
        }

        @Override
        public Boolean not(Condition.Not condition) {
            return Misjudging.this.not(condition.condition(), item);
        }
    }
}
