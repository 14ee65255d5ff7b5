// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * The URL of a store, taken apart: {@code scheme://user:password@host:port/path?name=value&name=value}, with an
 * optional {@code jdbc:} before it. Only the scheme must be there. Neither {@link #toString} nor any message shows a
 * password. Immutable.
 */
public final class StoreUrl {
    /** The parameter that says whether a store of any kind refuses full scans; see {@link #refusesFullScans}. */
    public static final String FULL_SCANS = "fullScans";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private final String scheme;
    private final String userInfo;
    private final String host;
    private final int port;
    private final String path;
    private final Map<String, String> parameters;

    private StoreUrl(StoreUrl other, Map<String, String> parameters) {
        this.scheme = other.scheme;
        this.userInfo = other.userInfo;
        this.host = other.host;
        this.port = other.port;
        this.path = other.path;
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    private StoreUrl(URI uri, Map<String, String> parameters) {
        this.scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        this.userInfo = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        this.host = Objects.requireNonNullElse(uri.getHost(), "");
        this.port = uri.getPort();
        String rawPath = Objects.requireNonNullElse(uri.getPath(), "");
        this.path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    /**
     * Reads a URL.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL} if it is none
     */
    public static StoreUrl parse(String url) {
        Objects.requireNonNull(url, "url");
        String text = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        int query = text.indexOf('?');
        String front = query < 0 ? text : text.substring(0, query);
        // "memory:" and "memory://" have nothing after that, which java.net.URI refuses.
        String hierarchical = front.endsWith(":") ? front + "///" : front.endsWith("://") ? front + "/" : front;
        try {
            URI uri = new URI(hierarchical);
            if (uri.getScheme() == null
                    || uri.isOpaque()
                    || uri.getRawFragment() != null
                    || uri.getRawAuthority() != null && uri.getHost() == null) {
                throw malformed();
            }
            return new StoreUrl(uri, parameters(query < 0 ? "" : text.substring(query + 1)));
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }

    private static InvalidRequestException malformed() {
        return new InvalidRequestException(
                ErrorCode.STORE_URL,
                "this is no store URL; write it like postgresql://host/database, dynamodb://region/Table or memory:"
                        + " (special characters in a user or password percent-encoded)");
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw malformed();
            }
            String name = decoded(pair.substring(0, equals));
            // What is no name may be part of a password that was not percent-encoded, and is not for showing.
            if (!NAME.matcher(name).matches()) {
                throw malformed();
            }
            if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL, "the store URL gives the parameter " + name + " twice; give it once");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** Returns the scheme in lower case, without any {@code jdbc:}. */
    public String scheme() {
        return scheme;
    }

    /** Returns the user, if the URL names one. */
    public Optional<String> user() {
        String user = userInfo.contains(":") ? userInfo.substring(0, userInfo.indexOf(':')) : userInfo;
        return user.isEmpty() ? Optional.empty() : Optional.of(decoded(user));
    }

    /** Returns the password, if the URL has one. */
    public Optional<String> password() {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(decoded(userInfo.substring(colon + 1)));
    }

    /** Returns the host, or the empty text. */
    public String host() {
        return host;
    }

    /** Returns the port, or -1. */
    public int port() {
        return port;
    }

    /** Returns what follows the host, without the first slash. */
    public String path() {
        return path;
    }

    /** Returns the value of a parameter, if the URL has it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Says whether the store is to refuse full scans, which {@code fullScans=refuse} asks for; {@code fullScans=allow}
     * is as if it were not there.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL} for another value
     */
    public boolean refusesFullScans() {
        String value = parameters.getOrDefault(FULL_SCANS, "allow");
        if (!value.equals("refuse") && !value.equals("allow")) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, FULL_SCANS + " is refuse or allow, not \"" + value + "\"");
        }
        return value.equals("refuse");
    }

    /** Returns the same URL without the parameter that is obeyed for every adapter, which none has to know then. */
    StoreUrl withoutFullScans() {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.remove(FULL_SCANS);
        return new StoreUrl(this, others);
    }

    /**
     * Checks that the URL has no parameters but the given ones, so that a misspelt one is not silently ignored.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL}
     */
    public void allowParameters(Set<String> allowed) {
        for (String name : parameters.keySet()) {
            if (!allowed.contains(name)) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL,
                        "a " + scheme + " URL has no parameter \"" + name + "\"; known are " + new TreeSet<>(allowed));
            }
        }
    }

    /** Returns scheme, host, port and path, without user, password and parameters. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port) + "/" + path;
    }
}
