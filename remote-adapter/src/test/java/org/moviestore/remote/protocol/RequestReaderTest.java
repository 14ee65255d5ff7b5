// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Placeholders;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.IndexScope;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** Requests as people may write them, and what is wrong with others. */
class RequestReaderTest {
    private static final String KEY = "\"key\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Rush\"}}";
    private static final String ITEM = "\"item\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Rush\"}}";

    @Test
    void read_ofTextWithOwnPlaceholders_isTheSameRequest() {
        StoreCall<?> call = Lines.call("{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM
                + ",\"condition\":\"attribute_not_exists(size) OR #r<:low\","
                + "\"names\":{\"#r\":\"rating\",\"#unused\":\"x\"},\"values\":{\":low\":{\"N\":\"8\"}}}");

        Condition condition = Condition.parse(
                "attribute_not_exists(size) OR #r<:low",
                Placeholders.none().name("#r", "rating").value(":low", 8));
        assertThat(call)
                .isEqualTo(new StoreCall.PutItem(
                        PutRequest.builder(SampleCalls.MOVIES, Item.of("year", 2013, "title", "Rush"))
                                .condition(condition)
                                .build()));
    }

    @Test
    void read_ofWordsThatAreUsual_isAsWithoutThem() {
        String put = "{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM;
        String scan = "{\"op\":\"scanPage\",\"table\":\"Movies\"";

        assertThat(Lines.call(put + ",\"returning\":\"NONE\",\"onConditionFailure\":\"OMIT_ITEM\",\"capacity\":false}"))
                .isEqualTo(Lines.call(put + "}"));
        assertThat(Lines.call(scan + ",\"consistency\":\"CONSISTENT\",\"select\":\"ITEMS\"}"))
                .isEqualTo(Lines.call(scan + "}"));
    }

    @Test
    void read_ofGlobalIndex_isEventualByItself() {
        StoreCall<?> call = Lines.call("{\"op\":\"scanPage\",\"table\":\"Movies\",\"index\":\"ByStudio\"}");

        assertThat(((StoreCall.ReadPage) call).request().consistency()).isEqualTo(ReadConsistency.EVENTUAL);
    }

    @Test
    void read_ofSchemaWithoutWhatIsUsual_isOnDemandWithoutIndexes() {
        StoreCall<?> call =
                Lines.call("{\"op\":\"createTable\",\"schema\":{\"table\":\"Films\",\"keySchema\":{\"year\":\"N\"}}}");

        TableSchema schema = ((StoreCall.CreateTable) call).schema();
        assertThat(schema.throughput()).isEqualTo(Throughput.onDemand());
        assertThat(schema.indexes()).isEmpty();
        assertThat(schema.hasSortKey()).isFalse();
    }

    @Test
    void read_ofIndexWithoutWhatIsUsual_isGlobalAndHoldsAll() {
        StoreCall<?> call = Lines.call("{\"op\":\"updateTable\",\"table\":\"Movies\","
                + "\"addIndex\":{\"name\":\"ByStudio\",\"keySchema\":{\"studio\":\"S\"}}}");

        TableChange.AddIndex change = (TableChange.AddIndex) ((StoreCall.UpdateTable) call).change();
        assertThat(change.index().scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(SampleCalls.MOVIES.holds(change.index(), "anything")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"op\":1}",
                "{\"op\":\"\"}",
                "{\"op\":\"put\"}",
                "{\"op\":\"PUTITEM\"}",
                "{\"op\":\"getItem\"}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"}",
                "{\"op\":\"getItem\",\"table\":null,\"key\":{}}",
                "{\"op\":\"getItem\",\"table\":\"Movies\",\"key\":[]}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"," + KEY + ",\"item\":{}}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"," + KEY + ",\"consistency\":\"eventual\"}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"," + KEY + ",\"capacity\":\"true\"}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"," + KEY + ",\"keySchema\":{\"year\":\"Number\"}}",
                "{\"op\":\"getItem\",\"table\":\"Movies\"," + KEY + ",\"keySchema\":[]}",
                "{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM + ",\"returning\":\"ALL_OLD\"}",
                "{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM + ",\"names\":{\"#a\":1}}",
                "{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM + ",\"values\":[]}",
                "{\"op\":\"updateItem\",\"table\":\"Movies\"," + KEY + "}",
                "{\"op\":\"queryPage\",\"table\":\"Movies\"}",
                "{\"op\":\"queryPage\",\"table\":\"Movies\",\"keyCondition\":\"year = :y\",\"segment\":[0,1]}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"limit\":2147483648}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"limit\":\"1\"}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"segment\":[1]}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"segment\":[0,1,2]}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"segment\":{\"number\":0,\"total\":1}}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"startAfter\":" + "{\"key\":1}}",
                "{\"op\":\"scanPage\",\"table\":\"Movies\",\"startAfter\":{" + KEY + ",\"more\":{}}}",
                "{\"op\":\"explain\",\"table\":\"Movies\",\"order\":\"DESCENDING\"}",
                "{\"op\":\"batchGet\",\"table\":\"Movies\"}",
                "{\"op\":\"batchWrite\",\"table\":\"Movies\",\"puts\":{}}",
                "{\"op\":\"batchWrite\",\"table\":\"Movies\",\"puts\":[1]}",
                "{\"op\":\"updateTable\",\"table\":\"Movies\"}",
                "{\"op\":\"updateTable\",\"table\":\"Movies\",\"dropIndex\":\"ByStudio\",\"setThroughput\":null}",
                "{\"op\":\"updateTable\",\"table\":\"Movies\",\"setThroughput\":{\"readUnits\":1}}",
                "{\"op\":\"openTable\",\"table\":\"Movies\",\"filterIndexes\":[\"info\"]}",
                "{\"op\":\"openTable\",\"table\":\"Movies\",\"filterIndexes\":[[1]]}",
                "{\"op\":\"createTable\",\"schema\":{\"table\":\"Films\"}}",
                "{\"op\":\"createTable\",\"schema\":{\"table\":\"Films\",\"keySchema\":{\"year\":\"N\"},\"more\":1}}",
                "{\"op\":\"hello\"}",
                "{\"op\":\"hello\",\"version\":\"1\"}",
                "{\"op\":\"hello\",\"version\":1,\"table\":\"Movies\"}",
                "{\"op\":\"listTables\",\"table\":\"Movies\"}",
                "{\"op\":\"transactWrite\"}",
                "{\"op\":\"transactWrite\",\"actions\":[{}]}",
                "{\"op\":\"transactWrite\",\"actions\":[{\"get\":{}}]}",
                "{\"op\":\"transactWrite\",\"actions\":[{\"put\":{},\"delete\":{}}]}",
                "{\"op\":\"transactWrite\",\"actions\":[{\"check\":{\"table\":\"Movies\"," + KEY + "}}]}",
                "{\"op\":\"transactWrite\",\"actions\":[{\"put\":{\"op\":\"putItem\",\"table\":\"Movies\"," + ITEM
                        + "}}]}",
                "{\"op\":\"transactGet\",\"gets\":[{\"table\":\"Movies\"," + KEY + ",\"id\":1}]}"
            })
    void read_ofWhatIsNoRequest_isMalformed(String line) {
        MalformedLineException refusal = Lines.refusal(line);

        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEY_EXTRA|{\"op\":\"getItem\",\"table\":\"Movies\",\"key\":{\"a\":{\"N\":\"1\"}}}",
                "KEY_MISSING|{\"op\":\"getItem\",\"table\":\"Movies\",\"key\":{}}",
                "JSON_SYNTAX|{\"op\":\"getItem\",\"table\":\"Movies\",\"key\":{\"year\":2013}}",
                "NUMBER_SYNTAX|{\"op\":\"getItem\",\"table\":\"Movies\",\"key\":{\"year\":{\"N\":\"x\"}}}",
                "EXPR_SYNTAX|{\"op\":\"queryPage\",\"table\":\"Movies\",\"keyCondition\":\"\"}",
                "EXPR_PLACEHOLDER|{\"op\":\"queryPage\",\"table\":\"Movies\",\"keyCondition\":\"year = :y\"}",
                "EXPR_PLACEHOLDER|{\"op\":\"scanPage\",\"table\":\"Movies\",\"names\":{\"x\":\"y\"}}",
                "LIMIT_RANGE|{\"op\":\"scanPage\",\"table\":\"Movies\",\"limit\":0}",
                "SEGMENTS|{\"op\":\"scanPage\",\"table\":\"Movies\",\"segment\":[4,4]}",
                "INDEX_UNKNOWN|{\"op\":\"scanPage\",\"table\":\"Movies\",\"index\":\"None\"}",
                "BATCH_GET|{\"op\":\"batchGet\",\"table\":\"Movies\",\"keys\":[]}",
                "BATCH_WRITE|{\"op\":\"batchWrite\",\"table\":\"Movies\"}",
                "TX_SIZE|{\"op\":\"transactWrite\",\"actions\":[]}",
                "TX_SIZE|{\"op\":\"transactGet\",\"gets\":[]}",
                "THROUGHPUT_RANGE|{\"op\":\"updateTable\",\"table\":\"Movies\","
                        + "\"setThroughput\":{\"readUnits\":0,\"writeUnits\":1}}",
                "KEY_TYPE|{\"op\":\"createTable\",\"schema\":{\"table\":\"Films\",\"keySchema\":{\"year\":\"BOOL\"}}}",
                "NAME_EMPTY|{\"op\":\"openTable\",\"table\":\"Movies\",\"filterIndexes\":[[\"\"]]}",
                "EXPR_SYNTAX|{\"op\":\"openTable\",\"table\":\"Movies\",\"filterIndexes\":[[]]}"
            })
    void read_ofRequestThatBreaksARule_isInvalid(ErrorCode code, String line) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> Lines.call(line));

        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void read_ofActionThatAsksForMore_isInvalid() {
        String action = "{\"put\":{\"table\":\"Movies\"," + ITEM + ",\"returning\":\"OLD\"}}";

        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> Lines.call("{\"op\":\"transactWrite\",\"actions\":[" + action + "]}"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.TX_RETURN_VALUES);
    }

    @Test
    void read_ofMissingTable_isTheSchemasError() {
        TableNotFoundException missing = catchThrowableOfType(
                TableNotFoundException.class, () -> Lines.call("{\"op\":\"scanPage\",\"table\":\"Nowhere\"}"));

        assertThat(missing).hasMessageContaining("Nowhere");
    }

    @Test
    void read_ofUnknownOperation_namesThoseThatAre() {
        MalformedLineException refusal = Lines.refusal("{\"id\":\"x\",\"op\":\"getItems\"}");

        assertThat(refusal.getMessage()).startsWith("there is no operation \"getItems\"; there are [batchGet, ");
        assertThat(refusal.id()).contains(RequestId.of("x"));
    }

    @Test
    void operations_areOfStoresAlone() {
        Set<String> operations = RequestReader.operations();

        assertThat(operations).contains("getItem", "transactWrite").doesNotContain("hello", "ping", "info", "put");
    }
}
