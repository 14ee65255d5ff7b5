// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.StringJoiner;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/**
 * A position as opaque text that may be handed to strangers, in a URL for example, and comes back to continue the same
 * query or scan. It is bound to the table or index, the segment, the key condition, the filter and the direction: used
 * for anything else, or changed by accident, it is refused. It holds the key of an item in readable form and is not
 * signed. Immutable.
 *
 * @param text letters, digits, {@code -} and {@code _}
 */
public record PageToken(String text) {
    /** The first byte of every token: how the rest is written. */
    private static final byte VERSION = 1;

    private static final int FINGERPRINT_BYTES = 12;

    /** Checks that there is a text. */
    public PageToken {
        Objects.requireNonNull(text, "text");
    }

    /** Returns the token for a position of a query or scan. */
    public static PageToken of(PageRequest request, Position position) {
        byte[] key = JsonForm.TAGGED.write(position.attributes()).getBytes(StandardCharsets.UTF_8);
        byte[] token = new byte[1 + FINGERPRINT_BYTES + key.length];
        token[0] = VERSION;
        System.arraycopy(fingerprint(request, key), 0, token, 1, FINGERPRINT_BYTES);
        System.arraycopy(key, 0, token, 1 + FINGERPRINT_BYTES, key.length);
        return new PageToken(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /**
     * Returns the position that this token stands for in the query or scan that it was made for.
     *
     * @throws InvalidRequestException with {@link ErrorCode#PAGE_TOKEN} if it was made for another one, or is no token
     */
    public Position positionIn(PageRequest request) {
        try {
            byte[] token = Base64.getUrlDecoder().decode(text);
            if (token.length > 1 + FINGERPRINT_BYTES && token[0] == VERSION) {
                byte[] key = Arrays.copyOfRange(token, 1 + FINGERPRINT_BYTES, token.length);
                byte[] made = Arrays.copyOfRange(token, 1, 1 + FINGERPRINT_BYTES);
                if (Arrays.equals(made, fingerprint(request, key))) {
                    return request.positionAfter(JsonForm.TAGGED.readItem(key));
                }
            }
        } catch (IllegalArgumentException e) {
            // Neither base64 nor a key: refused like a token of another query.
        }
        throw new InvalidRequestException(
                ErrorCode.PAGE_TOKEN, "page token does not fit this query; begin again without it");
    }

    private static byte[] fingerprint(PageRequest request, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(describe(request).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(key), FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The texts of the expressions, with what their placeholders stand for, tell two queries apart. */
    private static String describe(PageRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        StringJoiner parts = new StringJoiner("\n");
        parts.add(request.schema().tableName());
        for (KeyAttribute attribute : request.schema().keyAttributes()) {
            parts.add(attribute.type().code() + " " + attribute.name());
        }
        request.index().ifPresent(index -> parts.add("index " + index.name()));
        if (request instanceof ScanRequest scan) {
            scan.segment().ifPresent(segment -> parts.add("segment " + segment.number() + " " + segment.total()));
        }
        if (request instanceof QueryRequest query) {
            parts.add(query.order().name()).add(printer.print(query.keyCondition()));
        }
        request.filter().ifPresent(filter -> parts.add("filter").add(printer.print(filter)));
        Item.Builder names = Item.builder();
        printer.names().forEach(names::set);
        return parts.add(JsonForm.TAGGED.write(names.build()))
                .add(JsonForm.TAGGED.write(new Item(printer.values())))
                .toString();
    }
}
