// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.StringJoiner;
import org.moviestore.error.CancellationReason;

/** Says of a canceled transaction which actions failed, and how. */
final class TransactionMessage {
    /** Of more failed actions the message gives the number; the reasons say which. */
    private static final int MOST_NAMED = 3;

    private TransactionMessage() {}

    static String of(List<WriteAction> actions, List<CancellationReason> reasons) {
        StringJoiner failures = new StringJoiner("; ", "the transaction was canceled, nothing has changed: ", "");
        int named = 0;
        int more = 0;
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).kind() == CancellationReason.Kind.NONE) {
                continue;
            }
            if (named < MOST_NAMED) {
                failures.add(failure(actions.get(i), reasons.get(i)));
                named++;
            } else {
                more++;
            }
        }
        return more == 0
                ? failures.toString()
                : failures.add("and " + more + " more").toString();
    }

    private static String failure(WriteAction action, CancellationReason reason) {
        String item = "item " + action.key() + " of table " + action.schema().tableName();
        return switch (reason.kind()) {
            case NONE -> item;
            case CONDITION_FAILED -> "the condition does not hold on " + item;
            case UPDATE_REJECTED ->
                "the update cannot be applied to " + item + " (" + reason.code().orElseThrow() + ")";
            case CONFLICT -> "another call was at " + item;
        };
    }
}
