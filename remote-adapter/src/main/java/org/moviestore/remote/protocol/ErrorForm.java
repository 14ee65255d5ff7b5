// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Optional;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.RetryAdvice;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.remote.protocol.ReplyError.Code;

/** The errors of replies, written and read. */
final class ErrorForm {
    private ErrorForm() {}

    static void write(JsonLine line, ReplyError error) {
        line.text("code", error.code().name()).text("message", error.message());
        error.rule().ifPresent(rule -> line.text("rule", rule.name()));
        error.table().ifPresent(table -> line.text("table", table));
        error.key().ifPresent(key -> line.key("key", key));
        error.item().ifPresent(item -> line.item("item", item));
        if (error.code() == Code.TRANSACTION_CANCELED) {
            line.objects("reasons", error.reasons(), ErrorForm::writeReason);
        }
        line.text("retry", error.retry().name()).flag("maybeApplied", error.maybeApplied());
    }

    private static void writeReason(CancellationReason reason, JsonLine line) {
        line.text("kind", reason.kind().name());
        reason.storedItem().ifPresent(item -> line.item("item", item));
        reason.code().ifPresent(rule -> line.text("rule", rule.name()));
    }

    static ReplyError read(Fields error) {
        // Whoever does not know the advice must not take it that nothing happened.
        RetryAdvice retry =
                Choices.named(RetryAdvice.class, error.text("retry")).orElse(RetryAdvice.IF_IDEMPOTENT);
        return new ReplyError(
                Choices.named(Code.class, error.text("code")).orElseGet(() -> unknown(retry)),
                error.text("message"),
                retry,
                readRule(error),
                error.optionalText("table"),
                error.optionalItem("key", JsonForm.DYNAMODB).map(Key::new),
                error.optionalItem("item", JsonForm.DYNAMODB),
                readReasons(error));
    }

    /** Returns what a code means that this side does not know, as far as its advice tells. */
    private static Code unknown(RetryAdvice retry) {
        return switch (retry) {
            case NEVER -> Code.REQUEST_REJECTED;
            case AFTER_BACKOFF -> Code.UNAVAILABLE;
            case IF_IDEMPOTENT -> Code.OUTCOME_UNKNOWN;
        };
    }

    private static Optional<ErrorCode> readRule(Fields fields) {
        return fields.optionalText("rule").flatMap(name -> Choices.named(ErrorCode.class, name));
    }

    private static List<CancellationReason> readReasons(Fields error) {
        return error.objects("reasons").stream()
                .map(reason -> new CancellationReason(
                        Choices.named(CancellationReason.Kind.class, reason.text("kind"))
                                .orElseThrow(() -> reason.malformed("a reason is of an unknown kind")),
                        reason.optionalItem("item", JsonForm.DYNAMODB),
                        readRule(reason)))
                .toList();
    }
}
