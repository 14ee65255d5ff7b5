// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.examples.server.About;
import org.moviestore.examples.server.MovieServer;
import org.moviestore.examples.server.ServerOptions;
import org.moviestore.examples.server.StoreRequests;
import org.moviestore.examples.server.TlsFiles;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Offers a store over TCP. */
@Command(
        name = "serve",
        description = {
            "Offers a store over TCP: to people, who write movies as lines of JSON, and to programs, for which"
                    + " tcp://HOST:PORT is a store like any other. docs/protocol.md says how.",
            "Prints a line when it is ready, and runs until SIGTERM or Ctrl-C. It then takes no more requests, finishes"
                    + " those under way, and ends with 0.",
            "A token, which clients then have to know, is the environment's MOVIESTORE_TOKEN or the text of a file."
                    + " Without one it listens on loopback addresses alone, unless told that this is meant to be insecure."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore serve --store postgresql://localhost/films",
            "  moviestore serve --store memory: --create-table --listen 127.0.0.1:0",
            "  moviestore serve --listen 0.0.0.0:7070 --token-file token --tls-cert server.pem --tls-key server.key",
            "  moviestore scan --store tcp://localhost:7070"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Map<String, String> KINDS = Map.of("postgres", "postgresql");
    private static final String NAME = "moviestore";
    private static final Pattern POOL_SIZE = Pattern.compile("[1-9][0-9]{0,3}");

    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7070",
            converter = HostPort.class,
            description = "Where to listen; 127.0.0.1:7070 unless given. With port 0 on one that is free.")
    private InetSocketAddress listen = new InetSocketAddress(0);

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table of movies, where requests name none; that of the URL, or Movies, unless given.")
    private @Nullable String table;

    @Option(names = "--create-table", description = "Creates the table of movies first, if it is not there.")
    private boolean createTable;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Encrypts connections with this certificate, in PEM; needs --tls-key too.")
    private @Nullable Path tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of the certificate, in PEM (PKCS #8), without a password.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file that holds the token; without it the token is the environment's MOVIESTORE_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--insecure",
            description = "Lets the server listen off loopback addresses without a token: everybody who reaches the"
                    + " address can then read and change the store. A token that is set is asked for all the same.")
    private boolean insecure;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = HostPort.class,
            description =
                    "Tells metrics, for Prometheus at /metrics, and health at /health, over HTTP, to everybody who"
                            + " reaches the address.")
    private @Nullable InetSocketAddress metrics;

    @Option(
            names = "--insecure-metrics",
            description = "Lets --metrics be told off loopback addresses. Says nothing of the store.")
    private boolean insecureMetrics;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many calls of the store to make at once; as many as the URL's poolSize, or 8, unless given.")
    private @Nullable Integer threads;

    @Mixin
    private final ServerLimitOptions limits = new ServerLimitOptions();

    ServeCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() throws IOException {
        String url = store.url();
        StoreUrl parsed = StoreUrl.parse(url);
        String name = tableName(parsed);
        TableSchema.checkTableName(name);
        ServerOptions options = options(parsed);
        try (StopSignal signal = StopSignal.listen()) {
            try (DocumentStore opened = DocumentStore.open(url)) {
                prepare(opened, name);
                serve(options, new StoreRequests(opened, about(parsed, opened, name), maxReplyBytes(options)), signal);
            }
            signal.done();
        }
        return ExitCode.DONE;
    }

    private String tableName(StoreUrl url) {
        String named = table;
        return named == null ? StoreProviders.forUrl(url).tableName(url).orElse(MovieStore.DEFAULT_TABLE) : named;
    }

    private ServerOptions options(StoreUrl url) throws IOException {
        try {
            ServerOptions.Builder options = ServerOptions.builder(listen).limits(limits.limits());
            tls().ifPresent(options::tls);
            token().ifPresent(options::token);
            if (insecure) {
                options.insecure(ServerOptions.Insecure.STORE);
            }
            if (insecureMetrics) {
                options.insecure(ServerOptions.Insecure.METRICS);
            }
            if (metrics != null) {
                options.metrics(metrics);
            }
            Optional.ofNullable(threads).or(() -> poolSize(url)).ifPresent(options::threads);
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; see moviestore serve --help");
        }
    }

    private Optional<TlsFiles> tls() {
        if (tlsCertificate != null && tlsKey != null) {
            return Optional.of(new TlsFiles(tlsCertificate, tlsKey));
        } else if (tlsCertificate == null && tlsKey == null) {
            return Optional.empty();
        }
        throw new UsageException("--tls-cert and --tls-key are given together, or neither");
    }

    private Optional<String> token() throws IOException {
        Path file = tokenFile;
        if (file == null) {
            return Optional.ofNullable(shell.environment().get(StoreOptions.TOKEN_VARIABLE))
                    .filter(token -> !token.isBlank());
        }
        String token = InputFiles.text(file, "--token-file").strip();
        if (token.isEmpty()) {
            throw new UsageException("the file " + file + " holds no token; write one into it that nobody guesses");
        }
        return Optional.of(token);
    }

    /**
     * Returns how many connections the store is to have, if the URL says so; one that makes no sense it refuses itself.
     */
    private static Optional<Integer> poolSize(StoreUrl url) {
        return url.parameter("poolSize")
                .filter(size -> POOL_SIZE.matcher(size).matches())
                .map(Integer::valueOf);
    }

    private static int maxReplyBytes(ServerOptions options) {
        return options.limits().maxReplyBytes();
    }

    private static About about(StoreUrl url, DocumentStore store, String table) {
        String version = ServeCommand.class.getPackage().getImplementationVersion();
        return new About(
                version == null ? NAME : NAME + " " + version,
                KINDS.getOrDefault(url.scheme(), url.scheme()),
                table,
                store.batchLimits(),
                store.features());
    }

    private void prepare(DocumentStore opened, String name) {
        if (createTable) {
            create(opened, name);
        } else {
            try {
                opened.describeTable(name);
            } catch (TableNotFoundException e) {
                // A program may want to create it.
                shell.say("moviestore: " + e.getMessage() + ", by --create-table for example");
            }
        }
    }

    private static void create(DocumentStore opened, String name) {
        try {
            opened.createTable(MovieStore.schema(name));
        } catch (TableExistsException e) {
            // It is there, and must be one of movies.
            opened.table(name).schema().checkMadeFor(MovieStore.schema(name));
        }
    }

    private void serve(ServerOptions options, StoreRequests requests, StopSignal signal) throws IOException {
        try (MovieServer server = start(options, requests)) {
            server.metricsAddress()
                    .ifPresent(address ->
                            shell.say("moviestore: telling metrics on http://" + HostPort.of(address) + "/metrics"));
            warn(options, server.address());
            shell.out().line("listening on " + HostPort.of(server.address()));
            shell.out().flush();
            signal.await();
        }
    }

    private void warn(ServerOptions options, InetSocketAddress address) {
        if (options.isOpenToStrangers()) {
            shell.say("moviestore: warning: there is no token, so everybody who reaches " + HostPort.of(address)
                    + " can read and change the store");
        } else if (options.tls().isEmpty() && !address.getAddress().isLoopbackAddress()) {
            shell.say("moviestore: warning: there is no TLS, so anybody on the way to " + HostPort.of(address)
                    + " can read the token; give --tls-cert and --tls-key");
        }
    }

    private static MovieServer start(ServerOptions options, StoreRequests requests) throws IOException {
        try {
            return MovieServer.start(options, requests);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
