// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.moviestore.MovieStore;
import org.moviestore.error.StoreException;
import org.moviestore.error.TableExistsException;
import org.moviestore.examples.relay.RefusedRecords;
import org.moviestore.examples.relay.Relay;
import org.moviestore.examples.relay.RelayJournal;
import org.moviestore.examples.relay.RelayListener;
import org.moviestore.examples.relay.RelayReport;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.StoreUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends many movies to a server, through whatever happens to it, to the network and to this command. */
@Command(
        name = "relay",
        description = {
            "Sends the movies of a file, which is a JSON array or has one JSON object on each line, to a server that"
                    + " moviestore serve has started. Many are on their way at once; of two with the same year and"
                    + " title the later wins.",
            "Goes on through lost connections and restarts of the server, with growing pauses, and sends no movie twice"
                    + " to a store that has it. If the relay itself ends, the same command goes on where it was, as the"
                    + " journal says. The journal is deleted when the whole input has been relayed or refused. Where"
                    + " the input breaks before its end, it stays: the same command with the whole input goes on"
                    + " there. A file that was mended is another input, though.",
            "Ends where the server does not let it in, or the store's rights do not suffice: when that is mended, the same"
                    + " command goes on. A server that let it in before is waited for as if it were away.",
            "What is no movie or breaks a rule goes to a file, one JSON object for each with place, outcome, reason and"
                    + " record. Its outcome is unknown where an answer was lost, the movie could not be sent again"
                    + " within five minutes, and the one that is stored then is another.",
            "Prints {\"relayed\":…,\"relayedBefore\":…,\"refused\":…,\"unknown\":…}, and ends with 1 if any was refused"
                    + " or is unknown."
        },
        footer = {
            "",
            "A server's token is taken from the environment's " + StoreOptions.TOKEN_VARIABLE + ".",
            "",
            "Examples:",
            "  moviestore relay movies.json --to localhost:7070 --create-table",
            "  moviestore relay movies.json --to \"tcps://films.example.org?table=Films\"",
            "  zcat movies.jsonl.gz | moviestore relay - --to localhost:7070",
            "  jq -c 'select(.outcome==\"refused\") | .record // empty' movies.json.refused |",
            "    moviestore relay - --to localhost:7070"
        })
final class RelayCommand implements Callable<Integer> {
    private static final String BEGINS_ANEW =
            "without a journal the same command begins anew, which is safe if nobody else writes them";
    private static final long MAX_GIVE_UP_MINUTES = Duration.ofDays(7).toMinutes();
    /** Parameters of URLs that tell one table from another of the same name. */
    private static final List<String> PLACE_PARAMETERS = List.of("endpoint", "schema");

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:/?#\\[\\]]+)(:[0-9]{1,5})?");

    private final Shell shell;

    @Mixin
    private final RelayFiles files = new RelayFiles();

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            required = true,
            description = "The server, or the URL of a store, such as tcps://films.example.org?table=Films.")
    private String to = "";

    @Option(
            names = "--create-table",
            description = "Creates the table, on demand, if there is none. Otherwise it must be there.")
    private boolean createTable;

    @Option(
            names = "--window",
            paramLabel = "COUNT",
            description = "How many movies are on their way at most, from 1 to " + Relay.MAX_WINDOW + "; "
                    + Relay.DEFAULT_WINDOW + " unless given.")
    private int window = Relay.DEFAULT_WINDOW;

    @Option(
            names = "--give-up",
            paramLabel = "MINUTES",
            description = "Ends when a movie could not be relayed for so long, with 0 at the first try that fails; 10"
                    + " unless given.")
    private long giveUpMinutes = Relay.DEFAULT_GIVE_UP.toMinutes();

    @Option(names = "--keep-journal", description = "Does not delete the journal at the end.")
    private boolean keepJournal;

    RelayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        String url = storeUrl(to, shell);
        try (RelayInput input = files.open(shell.in());
                MovieStore movies = MovieStore.open(url)) {
            if (createTable) {
                createTable(movies);
            }
            return relay(movies, input, targetOf(movies, url));
        }
    }

    private void checkOptions() throws IOException {
        if (window < 1 || window > Relay.MAX_WINDOW) {
            throw new UsageException("--window must be from 1 to " + Relay.MAX_WINDOW + ", not " + window);
        }
        if (giveUpMinutes < 0 || giveUpMinutes > MAX_GIVE_UP_MINUTES) {
            throw new UsageException(
                    "--give-up must be from 0 to " + MAX_GIVE_UP_MINUTES + " minutes, not " + giveUpMinutes);
        }
        files.check();
    }

    /** Returns the URL of what was named, with the environment's token where it is a server and the URL has none. */
    static String storeUrl(String to, Shell shell) {
        String url = ADDRESS.matcher(to).matches() ? "tcp://" + to : to;
        return StoreOptions.usable(url, shell);
    }

    private static void createTable(MovieStore movies) {
        try {
            movies.createTable();
        } catch (TableExistsException e) {
            // That is as well.
            return;
        }
    }

    /** Returns what names the table, without anything secret. */
    private static String targetOf(MovieStore movies, String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        String port = parsed.port() < 0 ? "" : ":" + parsed.port();
        String path = parsed.path().isEmpty() ? "" : "/" + parsed.path();
        String parameters = PLACE_PARAMETERS.stream()
                .flatMap(name -> parsed.parameter(name).map(value -> name + "=" + value).stream())
                .collect(Collectors.joining("&"));
        String place =
                parsed.scheme() + "://" + parsed.host() + port + path + (parameters.isEmpty() ? "" : "?" + parameters);
        return "table " + movies.table().schema().tableName() + " of " + place;
    }

    private int relay(MovieStore movies, RelayInput input, String target) throws IOException {
        Optional<Path> path = files.journal();
        try (RelayJournal journal =
                        path.isPresent() ? RelayJournal.open(path.get(), input.mark(), target) : RelayJournal.none();
                RefusedRecords refused = RefusedRecords.in(files.refused(), journal)) {
            if (journal.isBegun()) {
                shell.say("the relay goes on, as " + path.orElseThrow() + " says");
            }
            refused.before().ifPresent(name -> shell.say("what was refused before is in " + name + " now"));
            Watching watching = new Watching(input);
            Relay relay = Relay.builder(movies, journal, refused)
                    .window(window)
                    .giveUp(Duration.ofMinutes(giveUpMinutes))
                    .listener(watching)
                    .build();
            try {
                relay.run(input.json());
            } catch (StoreException | UncheckedIOException e) {
                sayStopped(watching.last, path);
                throw e;
            }
            print(watching.last);
            // What it says cannot be found out again without the journal.
            if (!keepJournal && watching.last.broken().isEmpty()) {
                journal.remove();
            }
            return end(watching.last, path);
        }
    }

    /** Another line says what is wrong; this one, how far the relay came. */
    private void sayStopped(RelayReport report, Optional<Path> journal) {
        String next = journal.isPresent() ? "the same command goes on from there" : BEGINS_ANEW;
        shell.say("the relay stopped: " + (report.relayed() + report.relayedBefore()) + " records are relayed, "
                + report.refused() + " were refused, " + report.unknown() + " are unknown; " + next);
    }

    private void print(RelayReport report) {
        shell.progress().clear();
        shell.out()
                .line(JsonForm.NATURAL.write(Item.builder()
                        .set("relayed", report.relayed())
                        .set("relayedBefore", report.relayedBefore())
                        .set("refused", report.refused())
                        .set("unknown", report.unknown())
                        .build()));
        shell.out().flush();
    }

    private int end(RelayReport report, Optional<Path> journal) throws IOException {
        if (report.refused() + report.unknown() > 0) {
            shell.say("what was refused or is unknown is in " + files.refused());
        }
        if (report.broken().isPresent()) {
            throw new IOException("the input is broken, so the rest of it was not relayed: "
                    + report.broken().get() + "; " + afterTheBreak(journal));
        }
        return report.isComplete() ? ExitCode.DONE : ExitCode.NO;
    }

    private String afterTheBreak(Optional<Path> journal) {
        if (journal.isEmpty()) {
            return BEGINS_ANEW;
        }
        return files.isRegular()
                ? "its journal " + journal.get() + " stays; once the file is mended it is another input, which takes"
                        + " another --journal and is relayed from its beginning"
                : "the same command goes on from there when the input is whole";
    }

    /** Shows how far the relay has come. */
    private final class Watching implements RelayListener {
        private final RelayInput input;
        private RelayReport last = new RelayReport(0, 0, 0, 0, Optional.empty());

        Watching(RelayInput input) {
            this.input = input;
            shell.progress().begin();
        }

        @Override
        public void relayed(RelayReport soFar) {
            last = soFar;
            long done = soFar.relayed() + soFar.relayedBefore();
            if (input.size() > 0) {
                shell.progress().show("relay", done, (double) input.json().count() / input.size());
            } else {
                shell.progress().show("relay", done);
            }
        }
    }
}
