// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.examples.sdk.GettingStarted;
import org.moviestore.examples.sdk.SdkClients;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The commands on both databases, opened by URL. */
class DatabasesIT {
    private static LocalPostgres postgres;
    private static LocalDynamoDb dynamoDb;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.embedded();
        dynamoDb = LocalDynamoDb.embedded();
        System.setProperty("aws.accessKeyId", dynamoDb.accessKeyId());
        System.setProperty("aws.secretAccessKey", dynamoDb.secretAccessKey());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        dynamoDb.close();
        postgres.close();
    }

    static Stream<String> urls() {
        return Stream.of(postgresUrl("postgres", postgres.password()), dynamoDbUrl("Movies"));
    }

    private static String postgresUrl(String user, String password) {
        return "postgresql://" + user + ":" + password + "@" + postgres.host() + ":" + postgres.port() + "/"
                + postgres.database();
    }

    private static String dynamoDbUrl(String table) {
        return "dynamodb://" + dynamoDb.region() + "/" + table + "?endpoint=" + dynamoDb.endpoint();
    }

    private static Ran run(String url, String input, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--store", url));
        return Ran.withInput(input, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void commands_oneAfterTheOther_workOnWhatTheOthersLeft(String url) {
        String films = "{\"year\":1992,\"title\":\"Aladdin\"}\n{\"year\":1992,\"title\":\"Unforgiven\"}\n"
                + "{\"year\":1985,\"title\":\"After Hours\",\"info\":{\"rating\":7.6}}\n";

        assertThat(run(url, "", "create-table", "--read-units", "10", "--write-units", "10")
                        .code())
                .isZero();
        assertThat(run(url, "", "tables").lines()).containsExactly("{\"table\":\"Movies\"}");
        // DynamoDB does not tell what a batch replaces.
        String replaced = url.startsWith("dynamodb:") ? "" : "\"replaced\":0,";
        assertThat(run(url, films, "load", "-").lines())
                .containsExactly("{\"loaded\":3," + replaced + "\"refused\":0}");
        assertThat(run(url, "", "query", "1992", "--from", "A", "--to", "L").lines())
                .containsExactly("{\"year\":1992,\"title\":\"Aladdin\"}");
        assertThat(run(
                                url,
                                "",
                                "update",
                                "1985",
                                "After Hours",
                                "SET info.rating = :r",
                                "--value",
                                ":r=7.7",
                                "--return",
                                "UPDATED_NEW")
                        .lines())
                .containsExactly("{\"info\":{\"rating\":7.7}}");
        assertThat(run(url, "", "delete", "1985", "After Hours", "--if", "info.rating < :r", "--value", ":r=5")
                        .code())
                .isEqualTo(1);
        assertThat(run(url, "", "get", "1985", "After Hours").lines())
                .containsExactly("{\"year\":1985,\"title\":\"After Hours\",\"info\":{\"rating\":7.7}}");
        assertThat(run(url, "", "delete", "1985", "After Hours").code()).isZero();
        assertThat(run(url, "", "get", "1985", "After Hours").code()).isEqualTo(1);
        assertThat(run(url, "", "scan", "--project", "title").lines())
                .containsExactlyInAnyOrder("{\"title\":\"Aladdin\"}", "{\"title\":\"Unforgiven\"}");
        assertThat(run(url, "", "drop-table").code()).isZero();
        assertThat(run(url, "", "tables").lines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void lab_onADatabase_leavesNothingBehind(String url) {
        Ran ran = run(url, "", "lab");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines())
                .contains("    Movies is ACTIVE, provisioned for 10 read and 10 write units", "    gone")
                .contains("    {\"info\":{\"rating\":5.5}}");
        assertThat(run(url, "", "tables").lines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void gettingStarted_onADatabase_printsWhatItPrintsInMemory(String url) {
        Ran ran = run(url, "", "getting-started");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).isEqualTo(run("memory:", "", "getting-started").lines());
        assertThat(run(url, "", "tables").lines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void gettingStarted_overAStoreOfADatabase_printsWhatItPrintsInMemory(String url) {
        List<String> lines = new ArrayList<>();
        try (DynamoDbClient client = DocumentStoreDynamoDbClient.over(DocumentStore.open(url))) {
            new GettingStarted(client, "Movies", lines::add).run();
        }

        assertThat(lines).isEqualTo(run("memory:", "", "getting-started").lines());
    }

    static Stream<String> servedUrls() {
        return Stream.concat(Stream.of("memory:"), urls());
    }

    @ParameterizedTest
    @MethodSource("servedUrls")
    void gettingStarted_overAServer_printsWhatItPrintsInMemory(String url) throws IOException {
        try (Served served = Served.store(url)) {
            Ran ran = run(served.url(), "", "getting-started");

            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(ran.lines())
                    .isEqualTo(run("memory:", "", "getting-started").lines());
            assertThat(run(served.url(), "", "tables").lines()).isEmpty();
        }
    }

    @Test
    void gettingStarted_interruptedOnTheWay_leavesNothingBehind() {
        try (DynamoDbClient client = SdkClients.open(dynamoDbUrl("Movies"))) {
            GettingStarted program = new GettingStarted(client, "Movies", line -> {
                if (line.contains("Increment")) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThatThrownBy(program::run).isInstanceOf(AbortedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("urls")
    void scan_withoutTable_saysWhatToDo(String url) {
        Ran ran = run(url, "", "scan");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .singleElement()
                .asString()
                .contains("there is no table Movies", "moviestore create-table");
    }

    @Test
    void tables_serverThatIsNotThere_saysSoInOneLine() {
        assertOneLine(run("postgresql://127.0.0.1:1/films", "", "tables"), "127.0.0.1:1");
        assertOneLine(run("dynamodb://us-east-1/Movies?endpoint=http://127.0.0.1:1", "", "tables"), "127.0.0.1:1");
    }

    @Test
    void tables_wrongPassword_saysSoInOneLineWithoutIt() {
        Ran ran = run(postgresUrl("postgres", "wr0ng"), "", "tables");

        assertOneLine(ran, "password");
        assertThat(ran.err()).doesNotContain("wr0ng");
    }

    @Test
    void tables_databaseThatIsNotThere_saysSoInOneLine() {
        Ran ran = run(postgresUrl("postgres", postgres.password()).replaceFirst("/[^/]*$", "/nowhere"), "", "tables");

        assertOneLine(ran, "nowhere");
    }

    @Test
    void commands_roleWithoutRights_saySoInOneLine() throws SQLException {
        String owner = postgresUrl("postgres", postgres.password()) + "?table=Secret";
        String guest = postgresUrl("guest", "guest");
        run(owner, "", "create-table");
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        }

        assertOneLine(run(guest, "", "create-table"), "permission denied");
        assertOneLine(run(guest + "?table=Secret", "", "scan"), "permission denied");
        assertOneLine(run(guest + "?table=Secret", "{\"year\":1,\"title\":\"a\"}", "put"), "permission denied");
        run(owner, "", "drop-table");
    }

    private static void assertOneLine(Ran ran, String part) {
        assertThat(ran.messages()).singleElement().asString().contains(part);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void migrate_freshDatabase_isDoneAndCanBeRepeated() {
        postgres.createDatabase("migrated");
        String url = postgresUrl("postgres", postgres.password()).replaceFirst("/[^/]*$", "/migrated");

        Ran before = run(url + "?migrate=false", "", "tables");
        Ran first = run(url, "", "migrate");
        Ran second = run(url, "", "migrate");

        assertOneLine(before, "migrate");
        assertThat(first).isEqualTo(new Ran(0, "", "moviestore: the database is ready\n"));
        assertThat(second).isEqualTo(first);
        assertThat(run(url + "?migrate=false", "", "tables")).isEqualTo(new Ran(0, "", ""));
    }
}
