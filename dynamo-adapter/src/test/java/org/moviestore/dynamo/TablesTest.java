// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;

class TablesTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .build();
    private static final Answer NOT_FOUND = error(400, "ResourceNotFoundException", "no");
    private static final Answer THROTTLED = error(400, "ThrottlingException", "slow down");

    private final List<Duration> pauses = new ArrayList<>();

    private Tables tables(ScriptedHttp http) {
        return new Tables(http.store().connection(), pauses::add, Duration.ofSeconds(10));
    }

    private static String table(String status, String more) {
        return "{\"TableName\":\"Movies\",\"TableStatus\":\"" + status + "\",\"AttributeDefinitions\":["
                + "{\"AttributeName\":\"title\",\"AttributeType\":\"S\"},"
                + "{\"AttributeName\":\"rating\",\"AttributeType\":\"N\"},"
                + "{\"AttributeName\":\"year\",\"AttributeType\":\"N\"}],"
                + "\"KeySchema\":[{\"AttributeName\":\"title\",\"KeyType\":\"RANGE\"},"
                + "{\"AttributeName\":\"year\",\"KeyType\":\"HASH\"}]" + more + "}";
    }

    private static Answer described(String status, String more) {
        return ok("{\"Table\":" + table(status, more) + "}");
    }

    private static Answer accepted(String status, String more) {
        return ok("{\"TableDescription\":" + table(status, more) + "}");
    }

    @Test
    void create_waitsUntilTheTableIsActive() {
        ScriptedHttp http = new ScriptedHttp(
                accepted("CREATING", ""), NOT_FOUND, described("CREATING", ""), described("ACTIVE", ""));

        tables(http).create(SCHEMA);

        assertThat(http.requests()).hasSize(4);
        assertThat(http.requests().get(0)).startsWith("CreateTable").contains("PAY_PER_REQUEST");
        assertThat(pauses).containsExactly(Duration.ofMillis(20), Duration.ofMillis(40));
    }

    @Test
    void create_provisioned_sendsTheUnits() {
        ScriptedHttp http = new ScriptedHttp(accepted("ACTIVE", ""), described("ACTIVE", ""));

        tables(http)
                .create(TableSchema.builder("Movies")
                        .partitionKey("year", AttributeType.NUMBER)
                        .throughput(Throughput.provisioned(10, 20))
                        .build());

        assertThat(http.requests().get(0))
                .contains("\"ReadCapacityUnits\":10", "\"WriteCapacityUnits\":20", "PROVISIONED");
    }

    @Test
    void create_thatIsNotDoneInTime_saysThatItGoesOn() {
        ScriptedHttp http = new ScriptedHttp(accepted("CREATING", ""), described("CREATING", ""));

        assertThatThrownBy(() -> tables(http).create(SCHEMA))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("accepted")
                .hasMessageContaining("10 s");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(pauses).last().isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void create_whenTheTableCannotBeSeenForAWhile_looksAgain() {
        ScriptedHttp http = new ScriptedHttp(
                accepted("CREATING", ""), THROTTLED, THROTTLED, THROTTLED, THROTTLED, described("ACTIVE", ""));

        tables(http).create(SCHEMA);

        assertThat(http.requests()).hasSize(6);
    }

    @Test
    void create_whenTheTableCannotBeSeenAnyMore_saysThatItMayGoOn() {
        ScriptedHttp http = new ScriptedHttp(accepted("CREATING", ""), THROTTLED);

        assertThatThrownBy(() -> tables(http).create(SCHEMA))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("accepted")
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void createOrDrop_whenTheTableMayNotBeSeen_saysThatItWasAccepted() {
        Answer denied = error(400, "AccessDeniedException", "no looking");

        assertThatThrownBy(() -> tables(new ScriptedHttp(accepted("CREATING", ""), denied))
                        .create(SCHEMA))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("accepted")
                .hasMessageContaining("dynamodb:DescribeTable");
        assertThatThrownBy(() -> tables(new ScriptedHttp(accepted("DELETING", ""), denied))
                        .drop("Movies"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("accepted");
    }

    @Test
    void drop_whenTheTableCannotBeSeenForAWhile_looksAgain() {
        ScriptedHttp http =
                new ScriptedHttp(accepted("DELETING", ""), THROTTLED, THROTTLED, THROTTLED, THROTTLED, NOT_FOUND);

        tables(http).drop("Movies");

        assertThat(http.requests()).hasSize(6);
    }

    @Test
    void create_whenInterrupted_keepsTheInterrupt() {
        ScriptedHttp http = new ScriptedHttp(accepted("CREATING", ""), described("CREATING", ""));
        Tables tables = new Tables(
                http.store().connection(),
                duration -> {
                    throw new InterruptedException();
                },
                Duration.ofSeconds(10));

        assertThatThrownBy(() -> tables.create(SCHEMA)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void create_whenTheStoreIsClosedMeanwhile_ends() {
        ScriptedHttp http = new ScriptedHttp(accepted("CREATING", ""), described("CREATING", ""));
        DynamoStore store = http.store();
        Connection connection = store.connection();
        Tables tables = new Tables(
                connection,
                duration -> {
                    store.close();
                    connection.pause(Duration.ofDays(1));
                },
                Duration.ofSeconds(10));

        assertThatThrownBy(() -> tables.create(SCHEMA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is closed");
    }

    @Test
    void create_besideANameThatDiffersInCaseAlone_saysWhyLocalFails() {
        ScriptedHttp http = new ScriptedHttp(
                error(500, "InternalFailure", "The request processing has failed"),
                ok("{\"TableNames\":[\"MOVIES\"]}"));

        assertThatThrownBy(() -> tables(http).create(SCHEMA))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("may have happened or not")
                .hasMessageContaining("beside table MOVIES");
    }

    @Test
    void create_whoseReplyIsLost_isNotExplainedByANameThatDiffersInCase() {
        ScriptedHttp lost = new ScriptedHttp(ScriptedHttp.lost(), ok("{\"TableNames\":[\"MOVIES\"]}"));
        ScriptedHttp unavailable =
                new ScriptedHttp(error(503, "ServiceUnavailable", "later"), ok("{\"TableNames\":[\"MOVIES\"]}"));

        assertThatThrownBy(() -> tables(lost).create(SCHEMA)).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> tables(unavailable).create(SCHEMA)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void create_thatFailsInsideAndMadeTheTable_isOfUnknownOutcome() {
        ScriptedHttp http = new ScriptedHttp(
                error(500, "InternalFailure", "The request processing has failed"),
                ok("{\"TableNames\":[\"MOVIES\",\"Movies\"]}"));

        assertThatThrownBy(() -> tables(http).create(SCHEMA)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void create_whoseFailureCannotBeExplained_keepsIt() {
        ScriptedHttp http = new ScriptedHttp(
                error(500, "InternalFailure", "The request processing has failed"),
                error(400, "AccessDeniedException", "no listing"));

        assertThatThrownBy(() -> tables(http).create(SCHEMA)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void drop_waitsUntilTheTableIsGone() {
        ScriptedHttp http = new ScriptedHttp(
                accepted("DELETING", ",\"TableId\":\"a\""), described("DELETING", ",\"TableId\":\"a\""), NOT_FOUND);

        tables(http).drop("Movies");

        assertThat(http.requests()).hasSize(3);
    }

    @Test
    void drop_whenAnotherTableTakesTheName_isDone() {
        ScriptedHttp http =
                new ScriptedHttp(accepted("DELETING", ",\"TableId\":\"a\""), described("ACTIVE", ",\"TableId\":\"b\""));

        tables(http).drop("Movies");

        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void list_readsAllPagesAndSorts() {
        ScriptedHttp http = new ScriptedHttp(
                ok("{\"TableNames\":[\"b\",\"B\"],\"LastEvaluatedTableName\":\"B\"}"),
                ok("{\"TableNames\":[],\"LastEvaluatedTableName\":\"C\"}"),
                ok("{\"TableNames\":[\"a-1\",\"a\"]}"));

        assertThat(tables(http).list()).containsExactly("B", "a", "a-1", "b");
        assertThat(http.requests().get(1)).contains("\"ExclusiveStartTableName\":\"B\"");
    }

    @ParameterizedTest
    @EnumSource(TableStatus.class)
    void describe_ofEachStatus_saysIt(TableStatus status) {
        ScriptedHttp http = new ScriptedHttp(described(status.name(), ""));

        assertThat(tables(http).describe("Movies")).isEqualTo(new TableDescription(SCHEMA, status, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"ARCHIVED", "INACCESSIBLE_ENCRYPTION_CREDENTIALS"})
    void describe_ofTableThatCannotBeUsed_isRefused(String status) {
        ScriptedHttp http = new ScriptedHttp(described(status, ""));

        assertThatThrownBy(() -> tables(http).describe("Movies"))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining(status)
                .hasNoCause();
    }

    @Test
    void describe_ofThroughput_tellsOnDemandInEveryForm() {
        String units = ",\"ProvisionedThroughput\":{\"ReadCapacityUnits\":%d,\"WriteCapacityUnits\":%d}";
        String onDemand = ",\"BillingModeSummary\":{\"BillingMode\":\"PAY_PER_REQUEST\"}";

        assertThat(throughput(units.formatted(10, 20))).isEqualTo(Throughput.provisioned(10, 20));
        assertThat(throughput(units.formatted(0, 0))).isEqualTo(Throughput.onDemand());
        assertThat(throughput(units.formatted(0, 0) + onDemand)).isEqualTo(Throughput.onDemand());
        assertThat(throughput(units.formatted(5, 5) + onDemand)).isEqualTo(Throughput.onDemand());
        assertThat(throughput(onDemand)).isEqualTo(Throughput.onDemand());
    }

    private Throughput throughput(String more) {
        return tables(new ScriptedHttp(described("ACTIVE", more)))
                .describe("Movies")
                .schema()
                .throughput();
    }
}
