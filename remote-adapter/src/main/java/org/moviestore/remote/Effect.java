// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import org.moviestore.remote.protocol.StoreCall;

/** What a call leaves behind, and so what it means if its reply is lost. */
enum Effect {
    /** Nothing: it only reads. */
    NONE,
    /** Items that were written. */
    ITEMS,
    /** Items that were written together, once if the transaction has a client token. */
    TRANSACTION,
    /** A table that was made, changed or dropped, which may take long. */
    TABLE;

    private static final StoreCall.Visitor<Effect> OF = new OfCall();

    static Effect of(StoreCall<?> call) {
        return call.accept(OF);
    }

    private static final class OfCall implements StoreCall.Visitor<Effect> {
        @Override
        public Effect hello(StoreCall.Hello call) {
            return NONE;
        }

        @Override
        public Effect createTable(StoreCall.CreateTable call) {
            return TABLE;
        }

        @Override
        public Effect describeTable(StoreCall.DescribeTable call) {
            return NONE;
        }

        @Override
        public Effect listTables(StoreCall.ListTables call) {
            return NONE;
        }

        @Override
        public Effect updateTable(StoreCall.UpdateTable call) {
            return TABLE;
        }

        @Override
        public Effect dropTable(StoreCall.DropTable call) {
            return TABLE;
        }

        @Override
        public Effect openTable(StoreCall.OpenTable call) {
            return call.filterIndexes().isEmpty() ? NONE : TABLE;
        }

        @Override
        public Effect getItem(StoreCall.GetItem call) {
            return NONE;
        }

        @Override
        public Effect putItem(StoreCall.PutItem call) {
            return ITEMS;
        }

        @Override
        public Effect updateItem(StoreCall.UpdateItem call) {
            return ITEMS;
        }

        @Override
        public Effect deleteItem(StoreCall.DeleteItem call) {
            return ITEMS;
        }

        @Override
        public Effect readPage(StoreCall.ReadPage call) {
            return NONE;
        }

        @Override
        public Effect explain(StoreCall.Explain call) {
            return NONE;
        }

        @Override
        public Effect batchGet(StoreCall.BatchGet call) {
            return NONE;
        }

        @Override
        public Effect batchWrite(StoreCall.BatchWrite call) {
            return ITEMS;
        }

        @Override
        public Effect transactWrite(StoreCall.TransactWrite call) {
            return TRANSACTION;
        }

        @Override
        public Effect transactGet(StoreCall.TransactGet call) {
            return NONE;
        }
    }
}
