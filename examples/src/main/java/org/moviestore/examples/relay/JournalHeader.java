// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/**
 * What a journal belongs to. Immutable.
 *
 * @param run what the tokens of its records begin with
 * @param target where the records go
 * @param input where they come from
 */
record JournalHeader(String run, String target, InputMark input) {
    private static final int VERSION = 1;
    private static final int RUN_BYTES = 8;
    private static final String RUN_FORM = "[0-9a-f]{16}";

    /** How each begins, so that no other file is taken for the beginning of a journal. */
    private static final String BEGINNING = "{\"relay\":" + VERSION + ",\"run\":\"";

    /** Returns a header that no other journal has. */
    static JournalHeader random(String target, InputMark input) {
        byte[] run = new byte[RUN_BYTES];
        new SecureRandom().nextBytes(run);
        return new JournalHeader(HexFormat.of().formatHex(run), target, input);
    }

    String line() {
        return JsonForm.NATURAL.write(Item.builder()
                .set("relay", VERSION)
                .set("run", run)
                .set("to", target)
                .set("bytes", input.bytes())
                .set("sha256", input.sha256())
                .build());
    }

    /** Says whether the text may be the beginning of such a line. */
    static boolean isTorn(String text) {
        return text.startsWith(BEGINNING) || BEGINNING.startsWith(text);
    }

    /** Reads a line; it may be of another version, or no header at all. */
    static Optional<JournalHeader> parse(String line) {
        Item item;
        try {
            item = JsonForm.NATURAL.readItem(line);
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
        Optional<BigDecimal> version =
                number(item, "relay").filter(read -> read.compareTo(BigDecimal.valueOf(VERSION)) == 0);
        Optional<String> run = text(item, "run").filter(read -> read.matches(RUN_FORM));
        Optional<String> target = text(item, "to");
        Optional<BigDecimal> bytes = number(item, "bytes").filter(read -> read.signum() >= 0);
        Optional<String> sha256 = text(item, "sha256");
        if (version.isEmpty() || run.isEmpty() || target.isEmpty() || bytes.isEmpty() || sha256.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new JournalHeader(
                run.get(), target.get(), new InputMark(bytes.get().longValue(), sha256.get())));
    }

    private static Optional<String> text(Item item, String name) {
        return item.attribute(name).filter(StringValue.class::isInstance).map(read -> ((StringValue) read).text());
    }

    private static Optional<BigDecimal> number(Item item, String name) {
        return item.attribute(name).filter(NumberValue.class::isInstance).map(read -> ((NumberValue) read).value());
    }

    /** Checks that a relay that would write the other header may go on with a journal that has this one. */
    void checkFits(JournalHeader other, Path path) throws IOException {
        if (!other.input.goesOnFrom(input)) {
            throw new IOException("the journal " + path + " is of another input, or the input has changed since; name"
                    + " another journal by --journal, or delete this one if that relay need not go on");
        }
        if (!target.equals(other.target)) {
            throw new IOException("the journal " + path + " is of a relay to " + target + ", not to " + other.target
                    + "; name another journal by --journal, or delete this one if that relay need not go on");
        }
    }
}
