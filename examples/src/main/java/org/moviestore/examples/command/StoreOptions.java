// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.table.StoreUrl;
import picocli.CommandLine.Option;

/** Which store a command works on. */
final class StoreOptions {
    static final String VARIABLE = "MOVIESTORE_STORE";

    /** Names the token of a server, on either side. */
    static final String TOKEN_VARIABLE = "MOVIESTORE_TOKEN";

    private static final String TOKEN = "token";
    private static final Set<String> REMOTE_SCHEMES = Set.of("tcp", "tcps");

    private final Shell shell;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = {
                "The store to work on, such as postgresql://user:password@localhost/films,"
                        + " dynamodb://us-east-1/Movies, \"dynamodb://us-east-1/Movies?endpoint=http://localhost:8000\","
                        + " \"memory:?load=FILE\" or tcp://localhost:7070, where moviestore serve listens. With"
                        + " fullScans=refuse in the URL's parameters it refuses scans.",
                "Without it, the one that the environment's MOVIESTORE_STORE names.",
                "A server's token is taken from the environment's " + StoreOptions.TOKEN_VARIABLE + "."
            })
    private @Nullable String url;

    StoreOptions(Shell shell) {
        this.shell = shell;
    }

    Optional<String> named() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(shell.environment().get(VARIABLE)))
                .filter(named -> !named.isBlank());
    }

    String url() {
        String named = named().orElseThrow(
                        () -> new UsageException("there is no store to work on; name one by --store URL, such as"
                                + " postgresql://localhost/films, or in the environment's " + VARIABLE));
        return usable(named, shell);
    }

    /**
     * Returns the URL with the environment's token, where it is of a server and has none. Says so where others can read
     * the token on its way.
     */
    static String usable(String url, Shell shell) {
        String usable = withToken(url, shell.environment());
        StoreUrl parsed = StoreUrl.parse(usable);
        if (parsed.scheme().equals("tcp") && parsed.parameter(TOKEN).isPresent() && isAway(parsed.host())) {
            shell.say("moviestore: warning: there is no TLS, so anybody on the way to " + parsed.host()
                    + " can read the token; write tcps:// where the server has --tls-cert");
        }
        return usable;
    }

    /** Says whether the host is reached over a network. */
    private static boolean isAway(String host) {
        try {
            return !Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            // Nothing can be sent there.
            return false;
        }
    }

    private static String withToken(String url, Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN_VARIABLE, "");
        if (token.isBlank()) {
            return url;
        }
        StoreUrl parsed = StoreUrl.parse(url);
        if (!REMOTE_SCHEMES.contains(parsed.scheme()) || parsed.parameter(TOKEN).isPresent()) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + TOKEN + "="
                + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20");
    }

    MovieStore open() {
        return MovieStore.open(url());
    }
}
