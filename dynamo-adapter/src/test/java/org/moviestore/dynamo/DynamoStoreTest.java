// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableFeature;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoStoreTest {
    private static final AwsCredentialsProvider NO_CREDENTIALS = AwsCredentialsProviderChain.of(() -> {
        throw SdkClientException.create("none here");
    });

    @Test
    void url_withEverything_opensTheStore() {
        String url = "dynamodb://eu-central-1/Movies?endpoint=http://localhost:8000&accessKey=local&secretKey=hunter2";

        try (DocumentStore store = DocumentStore.open(url)) {
            assertThat(store).isInstanceOf(DynamoStore.class).hasToString("DynamoDB of http://localhost:8000");
            assertThat(store.features()).containsExactly(TableFeature.CONSUMED_CAPACITY);
        }
        assertThat(StoreProviders.forUrl(StoreUrl.parse(url)).tableName(StoreUrl.parse(url)))
                .contains("Movies");
    }

    @Test
    void url_withoutTable_namesNone() {
        assertThat(new DynamoStoreProvider().tableName(StoreUrl.parse("dynamodb://eu-central-1")))
                .isEmpty();
        assertThat(new DynamoStoreProvider().tableName(StoreUrl.parse("dynamodb:")))
                .isEmpty();
    }

    @Test
    void url_withoutRegion_leavesItToTheEnvironment() {
        DynamoStore.Builder settings = DynamoStoreProvider.settings(StoreUrl.parse("dynamodb:///Movies"));

        Region region = Clients.region(settings, () -> Region.AP_SOUTH_1);

        assertThat(region).isEqualTo(Region.AP_SOUTH_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamodb://us-east-1/Movies?table=Movies",
                "dynamodb://us-east-1/Movies?endpiont=http://localhost:8000",
                "dynamodb://us-east-1/Movies?fullScans=false",
                "dynamodb://us-east-1:8000/Movies",
                "dynamodb://user:hunter2@us-east-1/Movies",
                "dynamodb://us-east-1/Movies?endpoint=localhost:8000",
                "dynamodb://us-east-1/Movies?endpoint=ftp://localhost",
                "dynamodb://us-east-1/Movies?endpoint=//localhost:8000",
                "dynamodb://us-east-1/Movies?endpoint=http://user:hunter2@localhost:8000",
                "dynamodb://us-east-1/Movies?endpoint=http://a%20b",
                "dynamodb://us-east-1/Movies?endpoint=http://localhost:8000&accessKey=hunter2",
                "dynamodb://us-east-1/Movies?endpoint=http://localhost:8000&secretKey=hunter2",
                "dynamodb://us-east-1/Movies?accessKey=a&secretKey=hunter2",
                "postgresql://us-east-1/Movies",
            })
    void connect_toWrongUrl_saysWhatToWriteAndNoSecret(String url) {
        assertThatThrownBy(() -> DynamoStore.connect(url))
                .isInstanceOfSatisfying(InvalidRequestException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.STORE_URL);
                    assertThat(failure).message().doesNotContain("hunter2", "\n");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb://us-east-1/a", "dynamodb://us-east-1/Movies/More"})
    void connect_toWrongTableName_isRefused(String url) {
        assertThatThrownBy(() -> DynamoStore.connect(url))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TABLE_NAME));
    }

    @Test
    void region_ofNowhere_saysWhatToSet() {
        AwsRegionProviderChain nowhere = new AwsRegionProviderChain(() -> {
            throw SdkClientException.create("none here");
        });

        assertThatThrownBy(() -> Clients.region(DynamoStore.builder(), nowhere))
                .isInstanceOfSatisfying(InvalidRequestException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.STORE_URL);
                    assertThat(failure).message().contains("AWS_REGION", "dynamodb://us-east-1/Movies");
                });
    }

    @Test
    void connect_withoutCredentials_saysWhatToSet() {
        DynamoStore.Builder settings = DynamoStore.builder().region("us-east-1").credentials(NO_CREDENTIALS);

        assertThatThrownBy(settings::connect)
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID")
                .hasMessageContaining("AWS_PROFILE");
    }

    @Test
    void call_whenNothingListens_namesTheEndpointToCheck() throws IOException {
        int port = freePort();
        try (DynamoStore store = DynamoStore.builder()
                .region("us-east-1")
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .credentials("local", "hunter2")
                .connectTimeout(Duration.ofSeconds(1))
                .connect()) {
            assertThatThrownBy(store::listTables)
                    .isInstanceOf(StoreUnavailableException.class)
                    .message()
                    .contains("endpoint", String.valueOf(port))
                    .doesNotContain("hunter2", "\n");
        }
    }

    @Test
    void builder_givenWhatCannotBe_refusesItAtOnce() {
        DynamoStore.Builder builder = DynamoStore.builder();

        assertRefused(() -> builder.region(" "));
        assertRefused(() -> builder.timeout(Duration.ZERO));
        assertRefused(() -> builder.timeout(Duration.ofDays(2)));
        assertRefused(() -> builder.connectTimeout(Duration.ofSeconds(-1)));
        assertRefused(() -> builder.tableTimeout(Duration.ZERO));
        assertRefused(() -> builder.maxConnections(0));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void toString_ofAnEndpointWithPassword_hidesIt() {
        try (DynamoStore store = DynamoStore.builder()
                .region("us-east-1")
                .endpoint(URI.create("http://user:hunter2@localhost:8000"))
                .credentials("local", "local")
                .connect()) {
            assertThat(store).hasToString("DynamoDB of http://localhost:8000");
        }
    }

    @Test
    void close_ofAGivenClient_leavesItOpen() {
        ScriptedHttp http = new ScriptedHttp(ok("{\"TableNames\":[\"Movies\"]}"));
        try (DynamoDbClient client = http.client()) {
            DynamoStore store = DynamoStore.over(client);

            store.close();

            assertThatThrownBy(store::listTables)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the store is closed");
            assertThat(client.listTables().tableNames()).containsExactly("Movies");
            assertThat(http.isClosed()).isFalse();
        }
    }

    @Test
    void close_ofItsOwnClient_closesItOnce() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        DynamoStore store = http.store();

        store.close();

        assertThat(http.isClosed()).isTrue();
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    @Test
    void close_ofCredentialsThatAreOurs_releasesThemOnce() {
        AtomicInteger released = new AtomicInteger();
        DynamoStore store = Clients.connect(
                DynamoStore.builder().region("us-east-1"),
                AnonymousCredentialsProvider.create(),
                released::incrementAndGet);
        assertThat(released).hasValue(0);

        store.close();
        store.close();

        assertThat(released).hasValue(1);
    }

    @Test
    void connect_thatFails_releasesTheCredentials() {
        AtomicInteger released = new AtomicInteger();

        assertThatThrownBy(() -> Clients.connect(
                        DynamoStore.builder().region("us-east-1"), NO_CREDENTIALS, released::incrementAndGet))
                .isInstanceOf(RequestRejectedException.class);
        assertThat(released).hasValue(1);
    }

    @Test
    void connect_whenNoClientCanBeMade_closesTheHttpClient() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        DynamoStore.Builder withoutScheme = DynamoStore.builder().endpoint(URI.create("localhost"));

        assertThatThrownBy(() -> Clients.connect(
                        withoutScheme, Region.US_EAST_1, AnonymousCredentialsProvider.create(), http, () -> {}))
                .isInstanceOf(RuntimeException.class);
        assertThat(http.isClosed()).isTrue();
    }

    @Test
    void movies_areInTheTableThatIsNamed() {
        try (DynamoStore store = new ScriptedHttp(ok("{}")).store()) {
            assertThat(store.movies()).isNotNull();
            assertThatThrownBy(() -> store.movies("a b"))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TABLE_NAME));
        }
    }
}
