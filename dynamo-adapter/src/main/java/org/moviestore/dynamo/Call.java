// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Optional;
import org.moviestore.item.Key;

/**
 * One call to DynamoDB: what its failure means, and what a message says of it.
 *
 * @param kind whether it changes something, and may be sent twice
 * @param operation DynamoDB's name of it
 * @param table the table's name, or nothing for a call on no table
 * @param key the item's key, if it concerns one item
 */
record Call(Kind kind, String operation, String table, Optional<Key> key) {
    enum Kind {
        /** Changes nothing. */
        READ,
        /** Changes something, and leaves the same behind when it is done twice. */
        REPEATABLE_WRITE,
        /** Changes something; done twice it may fail, or return something else, or change more. */
        WRITE,
        /** A write that what is stored may make impossible. */
        UPDATE,
        /** Changes several things or none, and happens once however often it is sent: it has a client token. */
        TRANSACTION,
        CREATE_TABLE,
        DROP_TABLE
    }

    static Call ofTable(Kind kind, String operation, String table) {
        return new Call(kind, operation, table, Optional.empty());
    }

    static Call ofItem(Kind kind, String operation, String table, Key key) {
        return new Call(kind, operation, table, Optional.of(key));
    }

    /** Says whether the call may be sent again although an earlier one may have been carried out. */
    boolean isRepeatable() {
        return kind == Kind.READ || kind == Kind.REPEATABLE_WRITE || kind == Kind.TRANSACTION;
    }

    boolean isWrite() {
        return kind != Kind.READ;
    }

    /** Returns the permissions that it needs. */
    String permissions() {
        return switch (operation) {
            case "TransactWriteItems" ->
                "dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem and dynamodb:ConditionCheckItem, those that"
                        + " its actions need, and for updates dynamodb:ConditionCheckItem, dynamodb:GetItem and"
                        + " dynamodb:DescribeTable, by which it is found out why they fail";
            case "TransactGetItems" -> "dynamodb:GetItem";
            default -> "dynamodb:" + operation;
        };
    }

    /** Returns such words as {@code PutItem on item {"id":{"N":"1"}} of table Movies}. */
    @Override
    public String toString() {
        String place = table.isEmpty() ? "" : "table " + table;
        return operation
                + key.map(item -> " on item " + item + " of " + place).orElse(place.isEmpty() ? "" : " on " + place);
    }
}
