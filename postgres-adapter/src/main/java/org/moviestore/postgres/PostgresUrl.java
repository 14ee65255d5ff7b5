// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.StoreUrl;

/** The URLs of this adapter: {@code postgresql://user:password@host:port/database?name=value}. */
final class PostgresUrl {
    static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

    private static final int DEFAULT_PORT = 5432;

    private static final Set<String> OWN_PARAMETERS = Set.of(
            "table",
            "schema",
            "migrate",
            "poolSize",
            "connectTimeout",
            "timeoutSeconds",
            "singleStatementUpdates",
            StoreUrl.FULL_SCANS,
            "user",
            "password");

    /** Settings of the driver that change how the server is reached and nothing of what statements mean. */
    private static final Set<String> DRIVER_PARAMETERS = Set.of(
            "ApplicationName",
            "channelBinding",
            "gssEncMode",
            "prepareThreshold",
            "socketTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslnegotiation",
            "sslpassword",
            "sslrootcert",
            "tcpKeepAlive");

    private PostgresUrl() {}

    static StoreUrl parse(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        if (!SCHEMES.contains(parsed.scheme())) {
            throw wrong("\"" + parsed.scheme() + "\" is no scheme of PostgreSQL");
        }
        return parsed;
    }

    static PostgresServer server(StoreUrl url) {
        Set<String> allowed = new TreeSet<>(OWN_PARAMETERS);
        allowed.addAll(DRIVER_PARAMETERS);
        url.allowParameters(allowed);
        if (url.path().isEmpty() || url.path().contains("/")) {
            throw wrong("the URL names no database");
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : DRIVER_PARAMETERS) {
            url.parameter(name).ifPresent(value -> options.put(name, value));
        }
        return new PostgresServer(
                url.host().isEmpty() ? "localhost" : url.host(),
                url.port() < 0 ? DEFAULT_PORT : url.port(),
                url.path(),
                url.user().or(() -> url.parameter("user")).orElse(null),
                url.password().or(() -> url.parameter("password")).orElse(null),
                options);
    }

    /** Sets what the URL says beside the server. */
    static void configure(PostgresStore.Builder builder, StoreUrl url) {
        url.parameter("table").ifPresent(builder::moviesTable);
        url.parameter("schema").ifPresent(builder::schema);
        url.parameter("poolSize").ifPresent(value -> builder.poolSize(number("poolSize", value)));
        url.parameter("connectTimeout")
                .ifPresent(value -> builder.connectTimeout(Duration.ofSeconds(number("connectTimeout", value))));
        url.parameter("timeoutSeconds")
                .ifPresent(value -> builder.timeout(Duration.ofSeconds(number("timeoutSeconds", value))));
        if (isOff(url, "migrate")) {
            builder.withoutMigration();
        }
        if (isOff(url, "singleStatementUpdates")) {
            builder.withoutSingleStatementUpdates();
        }
        if (url.refusesFullScans()) {
            builder.withoutFullScans();
        }
    }

    private static boolean isOff(StoreUrl url, String name) {
        String value = url.parameter(name).orElse("true");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name + " is true or false, not \"" + value + "\"");
        }
        return value.equals("false");
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(name + " is a whole number, not \"" + value + "\"");
        }
    }

    static InvalidRequestException wrong(String what) {
        return new InvalidRequestException(
                ErrorCode.STORE_URL,
                what + "; write it like postgresql://user:password@localhost:5432/films?table=Movies");
    }
}
