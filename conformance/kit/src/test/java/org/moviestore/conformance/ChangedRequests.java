// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Requests made of others, for the ways in which broken stores read them. */
final class ChangedRequests {
    private ChangedRequests() {}

    /** Returns a put of another item. */
    static PutRequest of(PutRequest request, Item item) {
        return of(request, item, request.condition());
    }

    /** Returns a put without condition. */
    static PutRequest unconditional(PutRequest request) {
        return of(request, request.item(), Optional.empty());
    }

    private static PutRequest of(PutRequest request, Item item, Optional<Condition> condition) {
        PutRequest.Builder changed = PutRequest.builder(request.schema(), item)
                .returning(request.returning())
                .onConditionFailure(request.onConditionFailure());
        condition.ifPresent(changed::condition);
        return changed.build();
    }

    /** Returns the same request with another update. */
    static UpdateRequest of(UpdateRequest request, Update update) {
        return of(request, update, request.condition());
    }

    /** Returns an update without condition. */
    static UpdateRequest unconditional(UpdateRequest request) {
        return of(request, request.update(), Optional.empty());
    }

    private static UpdateRequest of(UpdateRequest request, Update update, Optional<Condition> condition) {
        UpdateRequest.Builder changed = UpdateRequest.builder(request.schema(), request.key(), update)
                .returning(request.returning())
                .onConditionFailure(request.onConditionFailure());
        condition.ifPresent(changed::condition);
        return changed.build();
    }

    /** Returns a delete without condition. */
    static DeleteRequest unconditional(DeleteRequest request) {
        return DeleteRequest.builder(request.schema(), request.key())
                .returning(request.returning())
                .build();
    }

    /** Returns an action without condition; nothing of a check, which is nothing else. */
    static Optional<WriteAction> unconditional(WriteAction action) {
        return action.accept(new WriteAction.Visitor<>() {
            @Override
            public Optional<WriteAction> put(PutRequest put) {
                return Optional.of(ChangedRequests.unconditional(put));
            }

            @Override
            public Optional<WriteAction> update(UpdateRequest update) {
                return Optional.of(ChangedRequests.unconditional(update));
            }

            @Override
            public Optional<WriteAction> delete(DeleteRequest delete) {
                return Optional.of(ChangedRequests.unconditional(delete));
            }

            @Override
            public Optional<WriteAction> check(ConditionCheck check) {
                return Optional.empty();
            }
        });
    }

    /** Returns a query that reads the same whole items, whatever the filter says of them. */
    static QueryRequest unfiltered(QueryRequest request) {
        QueryRequest.Builder changed =
                QueryRequest.builder(request.schema(), request.keyCondition()).order(request.order());
        request.limit().ifPresent(changed::limit);
        request.startAfter().ifPresent(changed::startAfter);
        return changed.build();
    }

    /** Returns a query of all items that the key condition selects, from the first to the last. */
    static QueryRequest whole(QueryRequest request) {
        return QueryRequest.builder(request.schema(), request.keyCondition())
                .order(request.order())
                .build();
    }
}
