// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Map;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;

/**
 * A digest of the actions of a transaction. Stores keep it for minutes, and stores of two versions of this library may
 * share a backend meanwhile: a change of what is written here makes them take one transaction for two.
 */
final class TransactionFingerprint implements WriteAction.Visitor<ValueDigest> {
    private final ValueDigest digest = new ValueDigest();

    private TransactionFingerprint() {}

    static Bytes of(List<WriteAction> actions) {
        TransactionFingerprint fingerprint = new TransactionFingerprint();
        actions.forEach(action -> action.accept(fingerprint));
        return fingerprint.digest.sum();
    }

    @Override
    public ValueDigest put(PutRequest action) {
        return add("put", action, action.item().attributes(), new ExpressionPrinter());
    }

    @Override
    public ValueDigest update(UpdateRequest action) {
        ExpressionPrinter printer = new ExpressionPrinter();
        return add("update " + printer.print(action.update()), action, key(action), printer);
    }

    @Override
    public ValueDigest delete(DeleteRequest action) {
        return add("delete", action, key(action), new ExpressionPrinter());
    }

    @Override
    public ValueDigest check(ConditionCheck action) {
        return add("check", action, key(action), new ExpressionPrinter());
    }

    private static Map<String, AttributeValue> key(WriteAction action) {
        return action.key().attributes().attributes();
    }

    /** The texts of the expressions, with what their placeholders stand for, tell two actions apart. */
    private ValueDigest add(
            String kind, WriteAction action, Map<String, AttributeValue> attributes, ExpressionPrinter printer) {
        return digest.text(kind)
                .text(action.schema().tableName())
                .text(action.condition()
                        .map(condition -> action.onConditionFailure().name())
                        .orElse(""))
                .entries(attributes)
                .text(action.condition().map(printer::print).orElse(""))
                .texts(printer.names().values())
                .values(printer.values().values());
    }
}
