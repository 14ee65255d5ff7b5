// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;
import org.moviestore.MovieQuery;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.TableSchema;

class PostgresStoreIT {
    private static final TableSchema FILMS = TableSchema.builder("Films")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private static StoreException refusalOf(String url) {
        return catchThrowableOfType(StoreException.class, () -> PostgresStore.connect(url));
    }

    @Test
    void open_byUrl_findsThisAdapter() {
        String url = TestServer.url(TestServer.newDatabase());

        try (DocumentStore store = DocumentStore.open(url)) {
            assertThat(store).isInstanceOf(PostgresStore.class);
            assertThat(store.listTables()).isEmpty();
        }
    }

    @Test
    void movies_ofUrl_areThoseOfItsTable() {
        String url = TestServer.url(TestServer.newDatabase()) + "?table=Films";
        try (PostgresStore store = PostgresStore.connect(url);
                MovieStore opened = MovieStore.open(url)) {
            opened.createTable();

            store.movies().put(Movie.of(1985, "After Hours"));

            assertThat(opened.get(1985, "After Hours")).contains(Movie.of(1985, "After Hours"));
            assertThat(store.listTables()).containsExactly("Films");
        }
    }

    @Test
    void url_thatRefusesFullScans_opensAStoreThatDoesByEitherWay() {
        String url = TestServer.url(TestServer.newDatabase()) + "?table=Films&fullScans=refuse";
        try (PostgresStore store = PostgresStore.connect(url);
                MovieStore opened = MovieStore.open(url)) {
            opened.createTable();
            DocumentTable table = store.table("Films");

            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(opened::scan)
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FULL_SCAN));
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(store.movies()::scan)
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FULL_SCAN));
            assertThat(table.store()).isSameAs(store);
            assertThat(store.movies().query(MovieQuery.year(1985))).isEmpty();
        }
    }

    @Test
    void connect_whereNobodyListens_namesHostAndPort() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        StoreException refusal = refusalOf("postgresql://bob:hidden@127.0.0.1:" + port + "/films");

        assertThat(refusal)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("start the server")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void connect_toUnknownHost_saysSo() {
        assertThat(refusalOf("postgresql://no-such-host.invalid/films"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no-such-host.invalid:5432 (unknown host)");
    }

    @Test
    void connect_toMissingDatabase_namesIt() {
        assertThat(refusalOf(TestServer.url("no_such_database")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("has no database \"no_such_database\"; create it");
    }

    @Test
    void connect_withWrongPassword_namesTheUserAlone() {
        String url = TestServer.url(
                TestServer.server().database(), TestServer.server().user(), "mistaken");

        assertThat(refusalOf(url))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("does not let user " + TestServer.server().user() + " in")
                .hasMessageContaining("correct user, password")
                .hasMessageNotContaining("mistaken");
    }

    @Test
    void connect_asUnknownRole_isRefused() {
        assertThat(refusalOf(TestServer.url(TestServer.server().database(), "nobody_here", "x")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("user nobody_here");
    }

    @Test
    void connect_toOtherEncoding_isRefused() {
        TestServer.execute(
                TestServer.server().database(),
                "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
                        + (TestServer.server().serverVersion().startsWith("14") ? "" : " LOCALE_PROVIDER libc"));

        assertThat(refusalOf(TestServer.url("latin")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("encoded in LATIN1")
                .hasMessageContaining("ENCODING 'UTF8'");
    }

    @Test
    void connect_toMissingSchema_namesIt() {
        assertThat(refusalOf(TestServer.url(TestServer.newDatabase()) + "?schema=films"))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("no schema \"films\"; create it with CREATE SCHEMA");
    }

    @Test
    void connect_withoutMigration_needsOne() {
        String url = TestServer.url(TestServer.newDatabase()) + "?migrate=false";

        assertThat(refusalOf(url))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining(
                        "run `./moviestore migrate` or call PostgresStore.migrate(url) with an owner role");

        PostgresStore.migrate(url);

        assertThatCode(() -> PostgresStore.connect(url).close()).doesNotThrowAnyException();
    }

    @Test
    void use_afterTheCatalogWasDropped_saysHowToMigrate() {
        String database = TestServer.newDatabase();
        try (PostgresStore store = PostgresStore.connect(TestServer.url(database))) {
            TestServer.execute(database, "DROP SCHEMA moviestore CASCADE");

            List<ThrowingCallable> calls = List.of(
                    () -> store.table("Films"),
                    () -> store.describeTable("Films"),
                    () -> store.dropTable("Films"),
                    () -> store.createTable(FILMS),
                    store::listTables);

            assertThat(calls)
                    .allSatisfy(call -> assertThatExceptionOfType(RequestRejectedException.class)
                            .isThrownBy(call)
                            .withMessageContaining("migrate` "));
        }
    }

    @Test
    void connect_afterNewerMigration_isRefused() {
        String database = TestServer.newDatabase();
        PostgresStore.migrate(TestServer.url(database));
        TestServer.execute(
                database,
                "INSERT INTO moviestore.schema_history (installed_rank, version, description, type, script,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)");

        assertThat(refusalOf(TestServer.url(database)))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("use a newer one");
    }

    @Test
    void connect_byRoleWithoutRights_saysWhoMustMigrate() {
        String database = TestServer.newDatabase();
        TestServer.execute(database, "CREATE ROLE visitor LOGIN PASSWORD 'visitor'");

        assertThat(refusalOf(TestServer.url(database, "visitor", "visitor")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("permission denied")
                .hasMessageContaining(
                        "run `./moviestore migrate` or call PostgresStore.migrate(url) with an owner role");
    }

    @Test
    void use_byRoleWithRightsOnATableAlone_works() {
        String database = TestServer.newDatabase();
        try (PostgresStore owner = PostgresStore.connect(TestServer.url(database))) {
            owner.createTable(FILMS);
        }
        TestServer.execute(
                database,
                "CREATE ROLE clerk LOGIN PASSWORD 'clerk'; GRANT SELECT, INSERT, UPDATE, DELETE ON \"Films\" TO clerk");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(database, "clerk", "clerk"))) {
            DocumentTable table = store.table("Films");
            table.put(Item.of("id", 1));

            assertThat(table.get(FILMS.key(1))).contains(Item.of("id", 1));
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> store.createTable(TableSchema.builder("More")
                            .partitionKey("id", AttributeType.NUMBER)
                            .build()))
                    .withMessageContaining("the role needs CREATE on the schema");
        }
    }

    @Test
    void put_ofNewItemReturningOld_onlyInserts() {
        String database = TestServer.newDatabase();
        try (PostgresStore owner = PostgresStore.connect(TestServer.url(database))) {
            owner.createTable(FILMS);
        }
        TestServer.execute(
                database, "CREATE ROLE adder LOGIN PASSWORD 'adder'; GRANT SELECT, INSERT ON \"Films\" TO adder");
        PutRequest put = PutRequest.builder(FILMS, Item.of("id", 1))
                .returning(ReturnItem.OLD)
                .build();

        try (PostgresStore store = PostgresStore.connect(TestServer.url(database, "adder", "adder"))) {
            DocumentTable table = store.table("Films");

            assertThat(table.put(put).item()).isEmpty();
            assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> table.put(put));
        }
    }

    @Test
    void use_byRoleThatMayOnlyRead_namesTheMissingRight() {
        String database = TestServer.newDatabase();
        try (PostgresStore owner = PostgresStore.connect(TestServer.url(database))) {
            owner.createTable(FILMS);
        }
        TestServer.execute(database, "CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON \"Films\" TO reader");

        try (PostgresStore store = PostgresStore.connect(TestServer.url(database, "reader", "reader"))) {
            DocumentTable table = store.table("Films");

            assertThat(table.get(FILMS.key(1))).isEmpty();
            assertThatExceptionOfType(RequestRejectedException.class)
                    .isThrownBy(() -> table.put(Item.of("id", 1)))
                    .withMessageContaining("the role needs SELECT, INSERT and UPDATE on the table");
        }
    }

    @Test
    void connect_byManyAtOnce_migratesOnce() throws Exception {
        String database = TestServer.newDatabase();

        Race.run(8, i -> () -> {
            PostgresStore.connect(TestServer.url(database)).close();
            return i;
        });

        assertThat(TestServer.rows(
                        database,
                        "SELECT count(*) = count(DISTINCT version), max(version::integer) FROM moviestore.schema_history"
                                + " WHERE type = 'SQL'"))
                .containsExactly("t|" + CatalogVersion.NEEDED);
    }

    @Test
    void over_aPoolOfOwn_migratesThroughIt() {
        String database = TestServer.newDatabase();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestServer.server().jdbcUrl(database));
            pool.setUsername(TestServer.server().user());
            pool.setPassword(TestServer.server().password());
            pool.setMaximumPoolSize(2);
            pool.setConnectionTimeout(1000);
            try (PostgresStore store = PostgresStore.over(pool)) {
                assertThat(store.listTables()).isEmpty();
            }
        }
    }

    @Test
    void close_makesEveryUseFail() {
        PostgresStore store = PostgresStore.connect(TestServer.url(TestServer.newDatabase()));
        DocumentTable table = store.createTable(FILMS);

        store.close();
        store.close();

        assertThatIllegalStateException().isThrownBy(store::listTables).withMessage("the store is closed");
        assertThatIllegalStateException().isThrownBy(() -> table.get(FILMS.key(1)));
        assertThatIllegalStateException().isThrownBy(() -> table.put(Item.of("id", 1)));
    }

    @Test
    void toString_showsNoPassword() {
        String database = TestServer.newDatabase();
        String url = TestServer.url(
                database, TestServer.server().user(), TestServer.server().password());
        try (PostgresStore store = PostgresStore.connect(url)) {
            assertThat(store)
                    .hasToString("PostgresStore[" + TestServer.server().host() + ":"
                            + TestServer.server().port() + "/" + database + ", schema public]");
        }
    }
}
