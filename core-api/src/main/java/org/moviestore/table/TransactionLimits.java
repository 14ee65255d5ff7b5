// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;
import org.moviestore.item.Values;

/** What holds of the actions of a transaction, or the items that it reads, together. */
final class TransactionLimits {
    private TransactionLimits() {}

    /** Checks how many items a transaction names, that each is another one, and that their tables have one key each. */
    static void checkItems(List<TableSchema> schemas, List<Key> keys) {
        if (keys.isEmpty() || keys.size() > TransactWriteRequest.MAX_ACTIONS) {
            throw new InvalidRequestException(
                    ErrorCode.TX_SIZE,
                    "a transaction has 1 to " + TransactWriteRequest.MAX_ACTIONS + " actions, got " + keys.size());
        }
        Map<String, TableSchema> tables = new HashMap<>();
        Map<String, Set<Key>> seen = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            TableSchema schema = schemas.get(i);
            tables.computeIfAbsent(schema.tableName(), first -> schema).checkSameKey(schema);
            if (!seen.computeIfAbsent(schema.tableName(), first -> new HashSet<>())
                    .add(keys.get(i))) {
                throw new InvalidRequestException(
                        ErrorCode.TX_DUPLICATE,
                        "the transaction names item " + keys.get(i) + " of table " + schema.tableName()
                                + " twice; give the one action that writes it the condition too");
            }
        }
    }

    /** Checks that the actions ask for nothing that a transaction does not return, and are not too large together. */
    static void checkActions(List<WriteAction> actions) {
        long bytes = 0;
        for (WriteAction action : actions) {
            if (action.accept(new AsksForMore())) {
                throw asksForMore(action.schema(), action.key());
            }
            bytes += action.accept(new Size());
        }
        if (bytes > TransactWriteRequest.MAX_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.TX_BYTES,
                    "the actions of the transaction are " + bytes + " bytes together; limit "
                            + TransactWriteRequest.MAX_BYTES);
        }
    }

    static InvalidRequestException asksForMore(TableSchema schema, Key key) {
        return new InvalidRequestException(
                ErrorCode.TX_RETURN_VALUES,
                "the action on item " + key + " of table " + schema.tableName()
                        + " asks for something that a transaction does not return for each action; ask the transaction"
                        + " for consumed capacity, and read the item for its attributes");
    }

    static void checkToken(String token) {
        if (token.isEmpty() || token.length() > TransactWriteRequest.MAX_TOKEN_LENGTH) {
            throw new InvalidRequestException(
                    ErrorCode.TX_TOKEN,
                    "a client token has 1 to " + TransactWriteRequest.MAX_TOKEN_LENGTH + " characters, got "
                            + token.length());
        }
        ItemLimits.checkValue(Values.string(token), "a client token");
    }

    private static final class AsksForMore implements WriteAction.Visitor<Boolean> {
        @Override
        public Boolean put(PutRequest action) {
            return action.returning() != ReturnItem.NONE || action.capacityReport() != CapacityReport.NONE;
        }

        @Override
        public Boolean update(UpdateRequest action) {
            action.checkUnversioned();
            return action.returning() != ReturnValues.NONE || action.capacityReport() != CapacityReport.NONE;
        }

        @Override
        public Boolean delete(DeleteRequest action) {
            action.checkUnversioned();
            return action.returning() != ReturnItem.NONE || action.capacityReport() != CapacityReport.NONE;
        }

        @Override
        public Boolean check(ConditionCheck action) {
            return false;
        }
    }

    /**
     * Counts what is sent for one action: the item that is put, or else the key; and of each expression the text with
     * generated placeholders, and the names and values that these stand for, as often as they are used.
     */
    private static final class Size implements WriteAction.Visitor<Long> {
        private final ExpressionPrinter printer = new ExpressionPrinter();

        @Override
        public Long put(PutRequest action) {
            return ItemSize.of(action.item()) + of(action.condition());
        }

        @Override
        public Long update(UpdateRequest action) {
            return ItemSize.of(action.key().attributes())
                    + Utf8.length(printer.print(action.update()))
                    + ExpressionLimits.namesAndValues(action.update())
                    + of(action.condition());
        }

        @Override
        public Long delete(DeleteRequest action) {
            return ItemSize.of(action.key().attributes()) + of(action.condition());
        }

        @Override
        public Long check(ConditionCheck action) {
            return ItemSize.of(action.key().attributes()) + of(action.condition());
        }

        private long of(Optional<Condition> condition) {
            return condition
                    .map(tested -> Utf8.length(printer.print(tested)) + ExpressionLimits.namesAndValues(tested))
                    .orElse(0L);
        }
    }
}
