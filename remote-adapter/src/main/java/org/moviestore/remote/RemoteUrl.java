// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.StoreUrl;

/** The URLs of this adapter: {@code tcp://host:port?name=value}, and the same with {@code tcps} for TLS. */
final class RemoteUrl {
    static final int DEFAULT_PORT = 7070;
    static final Set<String> SCHEMES = Set.of("tcp", "tcps");

    private static final String WITH_TLS = "tcps";
    private static final String TABLE = "table";
    private static final String TOKEN = "token";
    private static final String TIMEOUT = "timeoutSeconds";
    private static final String TRUST = "trust";
    private static final Set<String> PARAMETERS = Set.of(TABLE, TOKEN, TIMEOUT, TRUST, StoreUrl.FULL_SCANS);

    private RemoteUrl() {}

    /** Sets all that the URL says. */
    static void configure(RemoteStore.Builder builder, StoreUrl url) {
        if (!SCHEMES.contains(url.scheme())) {
            throw wrong("\"" + url.scheme() + "\" is no scheme of a movie store server");
        }
        url.allowParameters(PARAMETERS);
        if (!url.path().isEmpty()) {
            throw wrong("the URL has a path; the table is a parameter");
        }
        if (url.user().isPresent() || url.password().isPresent()) {
            throw wrong("the URL names a user; a server knows its clients by a token");
        }
        builder.host = url.host().isEmpty() ? "localhost" : url.host();
        builder.port = url.port() < 0 ? DEFAULT_PORT : url.port();
        if (builder.port == 0 || builder.port > 65_535) {
            throw wrong("a port is a number from 1 to 65535, not " + builder.port);
        }
        builder.encrypted = url.scheme().equals(WITH_TLS);
        url.parameter(TABLE).ifPresent(builder::moviesTable);
        url.parameter(TOKEN).ifPresent(builder::token);
        url.parameter(TIMEOUT).ifPresent(value -> builder.timeout(Duration.ofSeconds(number(value))));
        url.parameter(TRUST).ifPresent(value -> builder.trust(file(value)));
        if (url.refusesFullScans()) {
            builder.withoutFullScans();
        }
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(TIMEOUT + " is a whole number, not \"" + value + "\"");
        }
    }

    private static Path file(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw wrong(TRUST + " is the name of a file, not \"" + value + "\"");
        }
    }

    static InvalidRequestException wrong(String what) {
        return new InvalidRequestException(
                ErrorCode.STORE_URL, what + "; write it like tcp://localhost:" + DEFAULT_PORT + "?table=Movies");
    }
}
