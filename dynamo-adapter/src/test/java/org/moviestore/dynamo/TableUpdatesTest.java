// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.lost;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

class TableUpdatesTest {
    private static final TableSchema PLAIN = TableSchema.builder("Films")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final SecondaryIndex BY_G = SecondaryIndex.builder("byG")
            .partitionKey("g", AttributeType.STRING)
            .build();
    private static final TableChange ADD = TableChange.addIndex(BY_G);
    private static final TableChange DROP = TableChange.dropIndex("byG");
    private static final String TABLE = "{\"TableName\":\"Films\",\"TableStatus\":\"%s\",\"AttributeDefinitions\":["
            + "{\"AttributeName\":\"id\",\"AttributeType\":\"N\"},{\"AttributeName\":\"g\",\"AttributeType\":\"S\"}],"
            + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]%s}";
    private static final String UNITS =
            ",\"ProvisionedThroughput\":{\"ReadCapacityUnits\":%d,\"WriteCapacityUnits\":%d}";
    private static final Answer ACCEPTED = ok("{}");

    private final List<Duration> pauses = new ArrayList<>();

    private TableSchema update(ScriptedHttp http, TableChange change) {
        return new Tables(http.store().connection(), pauses::add, Duration.ofSeconds(10)).update("Films", change);
    }

    private static Answer described(String status, String... more) {
        return ok("{\"Table\":" + TABLE.formatted(status, String.join("", more)) + "}");
    }

    private static String index(String status, String... more) {
        return ",\"GlobalSecondaryIndexes\":[{\"IndexName\":\"byG\",\"IndexStatus\":\"" + status + "\",\"KeySchema\":["
                + "{\"AttributeName\":\"g\",\"KeyType\":\"HASH\"}],\"Projection\":{\"ProjectionType\":\"ALL\"}"
                + String.join("", more) + "}]";
    }

    @Test
    void addIndex_waitsUntilTableAndIndexAreActive() {
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE"),
                ACCEPTED,
                described("ACTIVE"),
                described("UPDATING", index("CREATING")),
                described("ACTIVE", index("CREATING", ",\"Backfilling\":true")),
                described("UPDATING", index("ACTIVE")),
                described("ACTIVE", index("ACTIVE")));

        TableSchema changed = update(http, ADD);

        assertThat(changed).isEqualTo(PLAIN.withIndex(BY_G));
        assertThat(http.requests()).hasSize(7);
        assertThat(pauses).hasSize(4).startsWith(Duration.ofMillis(20), Duration.ofMillis(40));
        assertThat(http.requests().get(1))
                .startsWith("UpdateTable")
                .contains("\"AttributeName\":\"id\"", "\"AttributeName\":\"g\"", "\"Create\"", "\"ALL\"")
                .doesNotContain("ProvisionedThroughput");
    }

    @Test
    void addIndex_toProvisionedTable_providesTheIndexAlike() {
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE", UNITS.formatted(3, 4)),
                ACCEPTED,
                described("ACTIVE", UNITS.formatted(3, 4), index("ACTIVE")));

        update(http, ADD);

        assertThat(http.requests().get(1)).contains("\"ReadCapacityUnits\":3", "\"WriteCapacityUnits\":4");
    }

    @Test
    void dropIndex_waitsUntilTheIndexIsGone() {
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE", index("ACTIVE")),
                ACCEPTED,
                described("ACTIVE", index("ACTIVE")),
                described("UPDATING", index("DELETING")),
                described("UPDATING"),
                described("ACTIVE"));

        TableSchema changed = update(http, DROP);

        assertThat(changed).isEqualTo(PLAIN);
        assertThat(http.requests()).hasSize(6);
        assertThat(http.requests().get(1)).contains("\"Delete\":{\"IndexName\":\"byG\"}");
    }

    @Test
    void setThroughput_provisioned_provisionsTableAndIndexesAndWaits() {
        TableChange change = TableChange.setThroughput(Throughput.provisioned(3, 4));
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE", index("ACTIVE")),
                ACCEPTED,
                described("ACTIVE", index("ACTIVE")),
                described("UPDATING", UNITS.formatted(3, 4), index("ACTIVE")),
                described("ACTIVE", UNITS.formatted(3, 4), index("UPDATING")),
                described("ACTIVE", UNITS.formatted(3, 4), index("ACTIVE")));

        TableSchema changed = update(http, change);

        assertThat(changed.throughput()).isEqualTo(Throughput.provisioned(3, 4));
        assertThat(http.requests()).hasSize(6);
        assertThat(http.requests().get(1))
                .contains("\"BillingMode\":\"PROVISIONED\"", "\"Update\":{\"IndexName\":\"byG\"")
                .containsPattern("(?s)\"ReadCapacityUnits\":3.*\"ReadCapacityUnits\":3");
    }

    @Test
    void setThroughput_ofIndexThatDiffersAlone_changesThatAlone() {
        TableChange change = TableChange.setThroughput(Throughput.provisioned(3, 4));
        String units = UNITS.formatted(3, 4);
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE", units, index("ACTIVE", UNITS.formatted(5, 6))),
                ACCEPTED,
                described("ACTIVE", units, index("ACTIVE", units)));

        update(http, change);

        assertThat(http.requests().get(1))
                .contains("\"Update\":{\"IndexName\":\"byG\"")
                .doesNotContain("BillingMode")
                .containsOnlyOnce("ReadCapacityUnits");
    }

    @Test
    void setThroughput_onDemand_leavesTheIndexesToTheTable() {
        TableChange change = TableChange.setThroughput(Throughput.onDemand());
        String units = UNITS.formatted(3, 4);
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE", units, index("ACTIVE", units)), ACCEPTED, described("ACTIVE", index("ACTIVE")));

        update(http, change);

        assertThat(http.requests().get(1))
                .contains("\"BillingMode\":\"PAY_PER_REQUEST\"")
                .doesNotContain("CapacityUnits", "GlobalSecondaryIndexUpdates");
    }

    @Test
    void setThroughput_toThePresentOne_sendsNothing() {
        String units = UNITS.formatted(3, 4);
        ScriptedHttp provisioned = new ScriptedHttp(described("ACTIVE", units, index("ACTIVE", units)));
        ScriptedHttp onDemand = new ScriptedHttp(described("ACTIVE"));

        TableSchema same = update(provisioned, TableChange.setThroughput(Throughput.provisioned(3, 4)));
        update(onDemand, TableChange.setThroughput(Throughput.onDemand()));

        assertThat(same.throughput()).isEqualTo(Throughput.provisioned(3, 4));
        assertThat(provisioned.requests()).hasSize(1);
        assertThat(onDemand.requests()).hasSize(1);
    }

    @Test
    void change_thatTheTableCannotTake_isRefusedUnsent() {
        ScriptedHttp taken = new ScriptedHttp(described("ACTIVE", index("ACTIVE")));
        ScriptedHttp missing = new ScriptedHttp(described("ACTIVE"));

        assertThatThrownBy(() -> update(taken, ADD))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INDEX_NAME));
        assertThatThrownBy(() -> update(missing, DROP))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INDEX_UNKNOWN));
        assertThat(taken.requests()).hasSize(1);
        assertThat(missing.requests()).hasSize(1);
    }

    @Test
    void dropIndex_ofIndexThatGoesMeanwhile_saysThatItIsTheIndex() {
        Answer notFound = error(400, "ResourceNotFoundException", "Requested resource not found");
        ScriptedHttp index = new ScriptedHttp(described("ACTIVE", index("ACTIVE")), notFound, described("ACTIVE"));
        ScriptedHttp table = new ScriptedHttp(described("ACTIVE", index("ACTIVE")), notFound);

        assertThatThrownBy(() -> update(index, DROP))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INDEX_UNKNOWN));
        assertThatThrownBy(() -> update(table, DROP)).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void change_whoseReplyIsLost_isOfUnknownOutcomeAndSentOnce() {
        ScriptedHttp http = new ScriptedHttp(described("ACTIVE"), lost());

        assertThatThrownBy(() -> update(http, ADD)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void change_whileTheTableIsChanging_mayBeTriedAgain() {
        ScriptedHttp http = new ScriptedHttp(described("UPDATING"), error(400, "ResourceInUseException", "busy"));

        assertThatThrownBy(() -> update(http, ADD)).isInstanceOf(ContentionException.class);
    }

    @Test
    void change_besideAnotherIndexChange_mayBeTriedAgainLater() {
        ScriptedHttp http = new ScriptedHttp(
                described("ACTIVE"),
                error(400, "LimitExceededException", "Subscriber limit exceeded: Only 1 online index at a time"));

        assertThatThrownBy(() -> update(http, ADD))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Only 1 online index")
                .hasMessageContaining("fewer tables and indexes")
                .message()
                .doesNotContain("throttled", "throughput");
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void change_thatIsNotDoneInTime_saysThatItGoesOn() {
        ScriptedHttp http = new ScriptedHttp(described("ACTIVE"), ACCEPTED, described("ACTIVE", index("CREATING")));

        assertThatThrownBy(() -> update(http, ADD))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContainingAll("UpdateTable", "Films", "accepted", "10 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException"})
    void change_thatCannotBeSeenToBeDone_saysThatItWasAccepted(String code) {
        ScriptedHttp http = new ScriptedHttp(described("ACTIVE"), ACCEPTED, error(400, code, "no"));

        assertThatThrownBy(() -> update(http, ADD))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("accepted");
    }

    @Test
    void create_withIndex_waitsForTheIndexToo() {
        ScriptedHttp http = new ScriptedHttp(
                ACCEPTED, described("ACTIVE", index("CREATING")), described("ACTIVE", index("ACTIVE")));
        Tables tables = new Tables(http.store().connection(), pauses::add, Duration.ofSeconds(10));

        tables.create(PLAIN.withIndex(BY_G));

        assertThat(http.requests()).hasSize(3);
        assertThat(pauses).hasSize(1);
    }
}
