// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.OutcomeUnknownException;
import software.amazon.awssdk.core.exception.SdkClientException;

class FailuresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "get abc Title --store memory:|Invalid value for positional parameter at index 0 (YEAR)",
                "get 1985 --store memory:|Missing required parameter: 'TITLE'; see moviestore get --help",
                "get 1985 Title|there is no store to work on; name one by --store URL",
                "get 1985 Title --store mysql://localhost/x|no adapter on the class path takes URLs of scheme",
                "get 1985 Title --store nonsense|this is no store URL",
                "get 1985 Title --store memory:?lod=x|has no parameter",
                "get 1985 Title --store memory:|there is no table Movies in this store; create it first",
                "scan --store memory:?load=no-such-file|there is no file no-such-file",
                "scan --filter a==b --store memory:|syntax error",
                "scan --filter a=:b --store memory:|:b",
                "update 1985 Title SET --store memory:|syntax error",
                "update 1985 Title REMOVE(a --return EVERYTHING --store memory:|Invalid value for option '--return'",
                "load no-such-file --store memory:|there is no file no-such-file",
                "exercises --data no-such-file --store memory:|there is no file no-such-file",
                "tables --store postgresql://|the URL names no database",
                "tables --store postgresql://localhost:1/films|localhost:1",
                "getting-started --store dynamodb://us-east-1/Movies?fullScans=refuse|leave out fullScans=refuse",
                "load .. --store memory:|FILE must name a file, and .. is a folder",
                "load .. --strict --store memory:|FILE must name a file, and .. is a folder",
                "exercises --data .. --store memory:|--data must name a file that can be read again, and .. cannot",
                "scan --store memory:?load=..|the file .. cannot be read",
                "frobnicate|there is no command or option frobnicate; see moviestore --help",
            })
    void command_thatCannotWork_saysWhyInOneLineAndEndsWith2(String arguments, String message) {
        Ran ran = Ran.command(arguments.split(" "));

        assertThat(ran.messages())
                .singleElement()
                .asString()
                .startsWith("moviestore: ")
                .contains(message);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void command_withoutArguments_saysWhereHelpIs() {
        Ran ran = Ran.command();

        assertThat(ran).isEqualTo(new Ran(2, "", "moviestore: Missing command; see moviestore --help\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"year\":1985}", "[]", "{\"year\":1985,\"title\":\"a\"} {}", "nonsense"})
    void put_whatIsNoMovie_isRefusedBeforeTheStoreIsOpened(String input) {
        Ran ran = Ran.withInput(input, "put", "--store", "postgresql://localhost:1/films");

        assertThat(ran.messages()).singleElement().asString().doesNotContain("localhost");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void command_wrongPassword_isNeverShown() {
        Ran ran = Ran.command("tables", "--store", "postgresql://me:s3cret@localhost:1/films", "--verbose");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).doesNotContain("s3cret");
    }

    @Test
    void command_verbose_showsWhereTheErrorComesFrom() {
        Ran ran = Ran.command("get", "1985", "Title", "--store", "memory:", "--verbose");

        assertThat(ran.messages().get(0)).startsWith("moviestore: there is no table");
        assertThat(ran.err()).contains("\tat org.moviestore.");
        assertThat(ran.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exercises",
                "lab",
                "getting-started",
                "create-table",
                "drop-table",
                "tables",
                "load",
                "put",
                "get",
                "update",
                "delete",
                "query",
                "scan",
                "migrate"
            })
    void help_ofEachCommand_isOnStandardOutput(String name) {
        Ran ran = Ran.command(name, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: moviestore " + name).contains("--store=URL");
        assertThat(Ran.command("--help").out()).contains("\n  " + name + " ");
    }

    @Test
    void handle_bareUncheckedIoException_saysWhatItsCauseSays() {
        Ran ran = handled(new UncheckedIOException(new NoSuchFileException("films.json")));

        assertThat(ran).isEqualTo(new Ran(2, "", "moviestore: there is no file films.json\n"));
    }

    @Test
    void handle_exceptionOfTheSdk_saysWhatItSays() {
        Ran ran = handled(SdkClientException.create("there is no region\nin the chain"));

        assertThat(ran).isEqualTo(new Ran(2, "", "moviestore: there is no region in the chain\n"));
    }

    @Test
    void handle_outcomeThatIsUnknown_saysWhatToDoOnce() {
        String message = "cannot put an item: reset; it may have happened or not: read the item before trying again";

        Ran ran = handled(new OutcomeUnknownException(message, new IOException("reset")));

        assertThat(ran).isEqualTo(new Ran(2, "", "moviestore: " + message + "\n"));
    }

    @Test
    void handle_somethingUnforeseen_asksForAReport() {
        Ran ran = handled(new ArithmeticException("by zero\nand more"));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: this should not happen: java.lang.ArithmeticException: by zero and more;"
                        + " please report it, with what --verbose shows");
    }

    private static Ran handled(Exception failure) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);
        Shell shell = new Shell(
                new ByteArrayInputStream(new byte[0]),
                new Output(new ByteArrayOutputStream()),
                err,
                Map.of(),
                new Progress(err, false, System::nanoTime));
        int code = new Failures(shell).handle(failure, false);
        return new Ran(code, "", messages.toString(StandardCharsets.UTF_8));
    }
}
