// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

class SecondaryIndexTest {
    private static final SecondaryIndex BY_GENRE = SecondaryIndex.builder("by-genre")
            .partitionKey("genre", AttributeType.STRING)
            .sortKey("rating", AttributeType.NUMBER)
            .projection(IndexProjection.include("director"))
            .build();
    private static final SecondaryIndex BY_RATING = SecondaryIndex.builder("by-rating")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("rating", AttributeType.NUMBER)
            .projection(IndexProjection.keysOnly())
            .build();
    private static final TableSchema SCHEMA =
            films().index(BY_GENRE).index(BY_RATING).build();
    private static final Item RUSH = Item.builder()
            .set("year", 2013)
            .set("title", "Rush")
            .set("genre", "Drama")
            .set("rating", 8.1)
            .set("director", "Ron Howard")
            .set("plot", "Two drivers")
            .build();

    @Test
    void withIndex_ofTheTablesPartitionKey_isLocalAsItIsWhenBuiltWithTheTable() {
        TableSchema later = films().build().withIndex(BY_GENRE).withIndex(BY_RATING);

        assertThat(later).isEqualTo(SCHEMA);
        assertThat(later.index("by-genre").scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(later.index("by-rating").scope()).isEqualTo(IndexScope.LOCAL);
    }

    private static TableSchema.Builder films() {
        return TableSchema.builder("Films")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable request) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(request)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static SecondaryIndex index(String name, String partition, AttributeType type) {
        return SecondaryIndex.builder(name).partitionKey(partition, type).build();
    }

    private static QueryRequest.Builder dramas() {
        return QueryRequest.builder(SCHEMA, KeyCondition.partition("genre", "Drama"))
                .index("by-genre");
    }

    @Test
    void schema_withAnIndexOfItsPartitionKey_makesItLocal() {
        assertThat(SCHEMA.index("by-rating").scope()).isEqualTo(IndexScope.LOCAL);
        assertThat(SCHEMA.index("by-genre").scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(SCHEMA.indexes()).extracting(SecondaryIndex::name).containsExactly("by-genre", "by-rating");
        assertThat(films().index(BY_RATING).index(BY_GENRE).build()).isEqualTo(SCHEMA);
    }

    @Test
    void schema_withALocalIndexWithoutSortKey_isRefused() {
        SecondaryIndex unsorted = index("unsorted", "year", AttributeType.NUMBER);
        TableSchema.Builder plain = TableSchema.builder("Plain").partitionKey("year", AttributeType.NUMBER);

        assertRefused(ErrorCode.KEY_MISSING, () -> films().index(unsorted).build());
        assertRefused(ErrorCode.KEY_MISSING, () -> plain.index(BY_RATING).build());
    }

    @Test
    void schema_withAnAttributeOfTwoTypes_isRefused() {
        TableSchema.Builder otherType = films().index(BY_GENRE).index(index("other", "rating", AttributeType.STRING));

        assertRefused(ErrorCode.KEY_TYPE, otherType::build);
        assertRefused(ErrorCode.KEY_TYPE, films().index(index("titles", "title", AttributeType.NUMBER))::build);
    }

    @Test
    void schema_withTooManyIndexes_isRefused() {
        TableSchema.Builder global = films();
        TableSchema.Builder local = films();
        for (int i = 0; i < 21; i++) {
            global.index(index("global-" + i, "a" + i, AttributeType.STRING));
        }
        for (int i = 0; i < 6; i++) {
            local.index(SecondaryIndex.builder("local-" + i)
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("a" + i, AttributeType.STRING)
                    .build());
        }

        assertRefused(ErrorCode.INDEX_LIMIT, global::build);
        assertRefused(ErrorCode.INDEX_LIMIT, local::build);
    }

    @Test
    void schema_withTwoIndexesOfOneName_isRefused() {
        assertRefused(ErrorCode.INDEX_NAME, films().index(BY_GENRE).index(BY_GENRE)::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "by genre", "ü-index"})
    void index_badlyNamed_isRefused(String name) {
        assertRefused(ErrorCode.INDEX_NAME, () -> index(name, "genre", AttributeType.STRING));
    }

    @Test
    void index_badlyDeclared_isRefused() {
        SecondaryIndex.Builder twice = SecondaryIndex.builder("twice")
                .partitionKey("a", AttributeType.STRING)
                .sortKey("a", AttributeType.STRING);

        assertRefused(ErrorCode.KEY_MISSING, SecondaryIndex.builder("no-key")::build);
        assertRefused(ErrorCode.KEY_EXTRA, twice::build);
        assertRefused(ErrorCode.INDEX_PROJECTION, IndexProjection::include);
        assertRefused(ErrorCode.NAME_LENGTH, () -> IndexProjection.include("a".repeat(256)));
        assertRefused(
                ErrorCode.INDEX_PROJECTION,
                SecondaryIndex.builder("own")
                        .partitionKey("a", AttributeType.STRING)
                        .projection(IndexProjection.include("a"))::build);
    }

    @Test
    void put_ofWhatAnIndexCannotTake_isRefused() {
        assertRefused(ErrorCode.KEY_TYPE, () -> PutRequest.of(SCHEMA, RUSH.with("genre", 5)));
        assertRefused(ErrorCode.KEY_EMPTY, () -> PutRequest.of(SCHEMA, RUSH.with("genre", "")));
        assertRefused(ErrorCode.KEY_LENGTH, () -> PutRequest.of(SCHEMA, RUSH.with("genre", "g".repeat(2049))));
        assertRefused(
                ErrorCode.KEY_LENGTH,
                () -> PutRequest.of(SCHEMA, RUSH.with("genre", "g".repeat(2040)).with("title", "t".repeat(600))));
        assertThat(PutRequest.of(SCHEMA, RUSH.without("genre")).item().has("genre"))
                .isFalse();
    }

    @Test
    void put_ofAnIndexEntryAtItsLimit_countsNoNumbers() {
        Item longest = RUSH.with("genre", "g".repeat(2040)).with("title", "t".repeat(520));

        assertThat(PutRequest.of(SCHEMA, longest).item()).isEqualTo(longest);
        assertThat(SCHEMA.isIn(BY_GENRE, longest)).isTrue();
        assertThat(SCHEMA.isIn(BY_GENRE, longest.with("title", "t".repeat(521))))
                .isFalse();
    }

    @Test
    void update_settingWhatAnIndexCannotTake_isRefused() {
        Key key = SCHEMA.keyOf(RUSH);

        assertRefused(ErrorCode.KEY_TYPE, () -> UpdateRequest.of(SCHEMA, key, set("genre", 5)));
        assertRefused(ErrorCode.KEY_EMPTY, () -> UpdateRequest.of(SCHEMA, key, set("genre", "")));
    }

    @Test
    void item_lackingOrBreakingAPartOfTheKey_isNotInTheIndex() {
        assertThat(SCHEMA.isIn(BY_GENRE, RUSH)).isTrue();
        assertThat(List.of(
                        RUSH.without("genre"),
                        RUSH.without("rating"),
                        RUSH.with("genre", 5),
                        RUSH.with("genre", ""),
                        RUSH.with("genre", "g".repeat(2049))))
                .noneMatch(item -> SCHEMA.isIn(BY_GENRE, item));
    }

    @Test
    void write_ofAnItemTooLargeWithItsLocalEntries_isRefusedOrRejected() {
        SecondaryIndex whole = SecondaryIndex.builder("whole")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("rating", AttributeType.NUMBER)
                .build();
        TableSchema schema = films().index(whole).build();
        Item large = RUSH.with("plot", "p".repeat(300_000));
        UpdateRequest rated = UpdateRequest.of(schema, schema.keyOf(RUSH), set("rating", 9));

        assertRefused(ErrorCode.ITEM_SIZE, () -> PutRequest.of(schema, large));
        assertThat(PutRequest.of(schema, large.without("rating")).item()).isEqualTo(large.without("rating"));
        assertThat(PutRequest.of(SCHEMA, large).item()).isEqualTo(large);
        assertThatExceptionOfType(UpdateRejectedException.class)
                .isThrownBy(() -> rated.appliedTo(Optional.of(large.without("rating"))))
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.ITEM_SIZE));
    }

    @Test
    void index_ofAnItem_holdsWhatItsProjectionSays() {
        assertThat(SCHEMA.heldBy(SCHEMA.index("by-genre"), RUSH)).isEqualTo(RUSH.without("plot"));
        assertThat(SCHEMA.heldBy(SCHEMA.index("by-rating"), RUSH))
                .isEqualTo(RUSH.without("plot").without("director").without("genre"));
    }

    @Test
    void query_ofAGlobalIndex_readsEventuallyAndNotConsistently() {
        assertThat(dramas().build().consistency()).isEqualTo(ReadConsistency.EVENTUAL);
        assertRefused(
                ErrorCode.INDEX_CONSISTENCY,
                () -> dramas().consistency(ReadConsistency.CONSISTENT).build());
    }

    @Test
    void query_forWhatTheIndexDoesNotHold_isRefused() {
        QueryRequest.Builder local = QueryRequest.builder(SCHEMA, KeyCondition.partition("year", 2013))
                .index("by-rating");

        assertRefused(
                ErrorCode.INDEX_PROJECTION, () -> dramas().project("plot.x").build());
        assertRefused(
                ErrorCode.INDEX_PROJECTION,
                () -> dramas().filter(attribute("plot").exists()).build());
        assertThat(local.project("plot").build().projection()).isPresent();
        assertRefused(
                ErrorCode.INDEX_PROJECTION,
                () -> local.filter(attribute("plot").exists()).build());
    }

    @Test
    void query_byAnIndex_takesItsKeyAndFiltersByThatOfTheTable() {
        assertThat(dramas().filter(attribute("title").greaterThan("R")).build().keyAttributes())
                .isEqualTo(BY_GENRE.keyAttributes());
        assertRefused(
                ErrorCode.QUERY_FILTER_KEY,
                () -> dramas().filter(attribute("rating").greaterThan(8)).build());
        assertRefused(
                ErrorCode.KEY_CONDITION,
                () -> QueryRequest.builder(SCHEMA, KeyCondition.partition("year", 2013))
                        .index("by-genre")
                        .build());
        assertRefused(
                ErrorCode.INDEX_UNKNOWN,
                () -> QueryRequest.builder(SCHEMA, KeyCondition.partition("genre", "Drama"))
                        .index("by-director"));
    }

    @Test
    void position_inAnIndex_hasBothKeysAndFitsThatIndexAlone() {
        Position position = dramas().build().positionAfter(RUSH);

        assertThat(position).isEqualTo(new Position(SCHEMA.keyOf(RUSH), Item.of("genre", "Drama", "rating", 8.1)));
        assertThat(dramas().build().withStartAfter(position).startAfter()).contains(position);
        assertRefused(
                ErrorCode.PAGE_TOKEN,
                () -> dramas().startAfter(new Position(SCHEMA.keyOf(RUSH))).build());
        assertRefused(ErrorCode.PAGE_TOKEN, () -> ScanRequest.of(SCHEMA).withStartAfter(position));
        assertRefused(
                ErrorCode.PAGE_TOKEN,
                () -> dramas().startAfter(new Position(SCHEMA.keyOf(RUSH), Item.of("genre", "Comedy", "rating", 8.1)))
                        .build());
    }

    @Test
    void token_ofAnIndex_fitsThatIndexAlone() {
        QueryRequest request = dramas().build();
        Position position = request.positionAfter(RUSH);

        PageToken token = PageToken.of(request, position);

        assertThat(token.positionIn(request)).isEqualTo(position);
        assertRefused(ErrorCode.PAGE_TOKEN, () -> token.positionIn(ScanRequest.of(SCHEMA)));
    }

    @Test
    void request_ofASchemaWithoutTheTablesIndexes_obeysThemAllTheSame() {
        TableSchema bare = films().build();
        PutRequest put = PutRequest.of(bare, RUSH.with("genre", 5));

        assertRefused(ErrorCode.KEY_TYPE, () -> put.madeFor(SCHEMA));
    }

    @Test
    void request_ofASchemaWithAnIndexThatWasDropped_obeysTheOthers() {
        TableSchema bare = films().build();
        Key key = bare.keyOf(RUSH);
        UpdateRequest update = UpdateRequest.of(SCHEMA, key, set("genre", attribute("year")));
        Item before = RUSH.with("genre", "Drama");

        assertThat(PutRequest.of(SCHEMA, RUSH).madeFor(bare)).isEqualTo(PutRequest.of(bare, RUSH));
        assertThat(update.madeFor(bare).appliedTo(Optional.of(before)))
                .contains(before.with("genre", before.attribute("year").orElseThrow()));
        assertThat(DeleteRequest.of(SCHEMA, key).madeFor(bare).key()).isEqualTo(key);
        assertThat(BatchWriteRequest.ofPuts(SCHEMA, List.of(RUSH)).madeFor(bare).schema())
                .isEqualTo(bare);
        assertThat(ConditionCheck.of(SCHEMA, key, attribute("genre").exists())
                        .madeFor(bare)
                        .key())
                .isEqualTo(key);
    }

    @Test
    void request_ofAnotherKey_isMadeForNoTableOfThatName() {
        TableSchema otherKey = TableSchema.builder(SCHEMA.tableName())
                .partitionKey("id", AttributeType.NUMBER)
                .build();

        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> PutRequest.of(otherKey, Item.of("id", 1)).madeFor(SCHEMA));
        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> DeleteRequest.of(otherKey, otherKey.key(1)).madeFor(SCHEMA));
    }

    @Test
    void change_ofIndexes_givesTheSchemaAfterIt() {
        TableSchema bare = films().build();
        TableChange local = TableChange.addIndex(BY_RATING);

        assertThat(TableChange.addIndex(BY_GENRE).appliedTo(bare).indexes()).containsExactly(BY_GENRE);
        assertThat(TableChange.dropIndex("by-genre").appliedTo(SCHEMA).indexes())
                .extracting(SecondaryIndex::name)
                .containsExactly("by-rating");
        assertRefused(ErrorCode.INDEX_LIMIT, () -> local.appliedTo(bare));
        assertRefused(
                ErrorCode.INDEX_LIMIT, () -> TableChange.dropIndex("by-rating").appliedTo(SCHEMA));
        assertRefused(
                ErrorCode.INDEX_UNKNOWN, () -> TableChange.dropIndex("none").appliedTo(SCHEMA));
        assertRefused(ErrorCode.INDEX_NAME, () -> TableChange.addIndex(BY_GENRE).appliedTo(SCHEMA));
    }

    @Test
    void description_ofAnotherTableThanDeclared_saysInWhatItDiffers() {
        TableSchema declared = films().index(BY_GENRE).build();
        SecondaryIndex otherwise = SecondaryIndex.builder("by-genre")
                .partitionKey("genre", AttributeType.STRING)
                .build();
        TableSchema found = films().index(BY_RATING)
                .index(otherwise)
                .throughput(Throughput.provisioned(1, 1))
                .build();

        assertThat(TableDescription.active(found).differencesFrom(declared))
                .hasSize(3)
                .anyMatch(difference -> difference.contains("throughput"))
                .anyMatch(difference -> difference.contains("by-genre"))
                .anyMatch(difference -> difference.contains("by-rating"));
        assertThat(TableDescription.active(declared).differencesFrom(declared)).isEmpty();
    }
}
