// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

class StoreRequestsTest {
    private static final String KEY = "'keySchema':{'p':'S','s':'N'}";
    private static final String TABLE = "'table':'films'," + KEY;
    private static final String GLOBAL = "{'name':'by-g','keySchema':{'g':'S'},'projection':'ALL','scope':'GLOBAL'}";

    private final MemoryStore store = new MemoryStore();
    private final StoreRequests requests = Asked.requests(store);

    @AfterEach
    void close() {
        store.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private String line(String request) {
        return Asked.line(requests, json(request));
    }

    private static TableSchema films() {
        return TableSchema.builder("films")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER)
                .build();
    }

    private static TableSchema filmsByG() {
        return films().withIndex(SecondaryIndex.builder("by-g")
                .partitionKey("g", AttributeType.STRING)
                .build());
    }

    private static Item film(int number) {
        return Item.of("p", "x", "s", number);
    }

    private static String key(int number) {
        return "{'p':{'S':'x'},'s':{'N':'" + number + "'}}";
    }

    private DocumentTable filled(int items) {
        DocumentTable table = store.createTable(filmsByG());
        for (int i = 0; i < items; i++) {
            table.put(film(i).with("g", "g"));
        }
        return table;
    }

    @Test
    void operations_areThoseOfPeopleAndOfProgramsWithoutTheServersOwn() {
        assertThat(requests.operations())
                .contains("put", "count", "putItem", "transactGet", "openTable")
                .doesNotContain("hello", "ping", "info");
    }

    @Test
    void tables_createdChangedAndDropped_areThoseOfTheStore() {
        String schema = "{'table':'films'," + KEY + ",'throughput':null,'indexes':%s}";

        String created = line("{'op':'createTable','schema':" + String.format(schema, "[]") + ",'id':1}");
        String again = line("{'op':'createTable','schema':" + String.format(schema, "[]") + "}");
        String updated = line("{'op':'updateTable','table':'films','addIndex':" + GLOBAL + "}");
        String described = line("{'op':'describeTable','table':'films'}");
        String opened = line("{'op':'openTable','table':'films','filterIndexes':[['info','actors']]}");
        String listed = line("{'op':'listTables'}");
        String dropped = line("{'op':'dropTable','table':'films'}");
        String gone = line("{'op':'dropTable','table':'films'}");

        String indexed = String.format(schema, "[" + GLOBAL + "]");
        assertThat(created).isEqualTo(json("{'id':1,'ok':true,'schema':" + String.format(schema, "[]") + "}"));
        assertThat(again).contains(json("'code':'TABLE_EXISTS'"), json("'table':'films'"));
        assertThat(updated).isEqualTo(json("{'ok':true,'schema':" + indexed + "}"));
        assertThat(described)
                .isEqualTo(
                        json("{'ok':true,'schema':" + indexed + ",'status':'ACTIVE','indexStatus':{'by-g':'ACTIVE'}}"));
        assertThat(opened).isEqualTo(json("{'ok':true,'schema':" + indexed + "}"));
        assertThat(listed).isEqualTo(json("{'ok':true,'tables':['films']}"));
        assertThat(dropped).isEqualTo(json("{'ok':true}"));
        assertThat(gone).contains(json("'code':'TABLE_NOT_FOUND'"), json("'table':'films'"));
    }

    @Test
    void items_writtenAndRead_areThoseOfTheTable() {
        DocumentTable table = filled(0);

        String put = line("{'op':'putItem'," + TABLE + ",'item':{'p':{'S':'x'},'s':{'N':'1'},'n':{'N':'1'}}}");
        String got = line("{'op':'getItem'," + TABLE + ",'key':" + key(1) + ",'projection':'#n','names':{'#n':'n'}}");
        String updated = line("{'op':'updateItem'," + TABLE + ",'key':" + key(1)
                + ",'update':'ADD n :v','values':{':v':{'N':'2'}},'returning':'UPDATED_NEW'}");
        String failed = line("{'op':'deleteItem'," + TABLE + ",'key':" + key(1)
                + ",'condition':'n = :v','values':{':v':{'N':'4'}},'onConditionFailure':'RETURN_ITEM'}");
        String deleted = line("{'op':'deleteItem'," + TABLE + ",'key':" + key(1) + ",'returning':'OLD'}");
        String missing = line("{'op':'getItem'," + TABLE + ",'key':" + key(1) + "}");

        String stored = "{'p':{'S':'x'},'s':{'N':'1'},'n':{'N':'3'}}";
        assertThat(put).isEqualTo(json("{'ok':true}"));
        assertThat(got).isEqualTo(json("{'ok':true,'item':{'n':{'N':'1'}}}"));
        assertThat(updated).isEqualTo(json("{'ok':true,'item':{'n':{'N':'3'}}}"));
        assertThat(failed)
                .contains(
                        json("'code':'CONDITION_FAILED'"),
                        json("'table':'films','key':" + key(1) + ",'item':" + stored));
        assertThat(deleted).isEqualTo(json("{'ok':true,'item':" + stored + "}"));
        assertThat(missing).isEqualTo(json("{'ok':true}"));
        assertThat(table.get(table.schema().key("x", 1))).isEmpty();
    }

    @Test
    void pages_ofQueriesAndScans_areThoseOfTheTable() {
        filled(5);
        String query = "{'op':'queryPage'," + TABLE + ",'keyCondition':'p = :p','values':{':p':{'S':'x'}},'limit':2,"
                + "'projection':'s'%s}";

        String first = line(String.format(query, ""));
        String last = line(String.format(query, ",'startAfter':{'key':" + key(3) + "}"));
        String counted = line("{'op':'scanPage'," + TABLE + ",'select':'COUNT'}");
        String plan = line("{'op':'explain'," + TABLE + "}");

        assertThat(first)
                .isEqualTo(json("{'ok':true,'items':[{'s':{'N':'0'}},{'s':{'N':'1'}}],'count':2,'last':{'key':" + key(1)
                        + "},'evaluated':2}"));
        assertThat(last).isEqualTo(json("{'ok':true,'items':[{'s':{'N':'4'}}],'count':1,'evaluated':1}"));
        assertThat(counted).startsWith(json("{'ok':true,'items':[],'count':5"));
        assertThat(plan).isEqualTo(json("{'ok':true,'access':'TABLE_SCAN'}"));
    }

    @Test
    void batches_writtenAndRead_areThoseOfTheTable() {
        DocumentTable table = filled(1);

        String written = line("{'op':'batchWrite'," + TABLE + ",'puts':[" + key(1) + "],'deletes':[" + key(0) + "]}");
        String read = line("{'op':'batchGet'," + TABLE + ",'keys':[" + key(0) + "," + key(1) + "]}");

        assertThat(written).isEqualTo(json("{'ok':true,'unprocessed':[]}"));
        assertThat(read)
                .isEqualTo(json("{'ok':true,'items':[{'key':" + key(1) + ",'item':" + key(1) + "}],'unprocessed':[]}"));
        assertThat(table.get(table.schema().key("x", 0))).isEmpty();
    }

    @Test
    void batchGet_ofMoreKeysThanACallTakes_isRefused() {
        filled(1);
        String most = IntStream.range(0, 1000).mapToObj(StoreRequestsTest::key).collect(Collectors.joining(","));

        String read = line("{'op':'batchGet'," + TABLE + ",'keys':[" + most + "]}");
        String refused = line("{'op':'batchGet'," + TABLE + ",'keys':[" + most + "," + key(1000) + "]}");

        assertThat(read).startsWith(json("{'ok':true,'items':[{"));
        assertThat(refused)
                .startsWith(json("{'ok':false,'error':{'code':'INVALID_REQUEST',"))
                .contains("1001 keys", json("'rule':'BATCH_GET'"));
    }

    @Test
    void transactions_ofAllActions_happenOrNot() {
        filled(3);
        String actions = "'actions':[{'put':{" + TABLE + ",'item':" + key(7) + "}},"
                + "{'delete':{" + TABLE + ",'key':" + key(0) + "}},"
                + "{'update':{" + TABLE + ",'key':" + key(1) + ",'update':'SET a = :a','values':{':a':{'N':'1'}}}},"
                + "{'check':{" + TABLE + ",'key':" + key(2) + ",'condition':'g = :g','values':{':g':{'S':'%s'}}}}]";

        String canceled = line("{'op':'transactWrite'," + String.format(actions, "other") + "}");
        String done = line("{'op':'transactWrite'," + String.format(actions, "g") + ",'token':'one'}");
        String again = line("{'op':'transactWrite'," + String.format(actions, "g") + ",'token':'one'}");
        String used = line("{'op':'transactWrite'," + String.format(actions, "h") + ",'token':'one'}");
        String read = line("{'op':'transactGet','gets':[{" + TABLE + ",'key':" + key(0) + "},{" + TABLE + ",'key':"
                + key(7) + "}]}");

        assertThat(canceled)
                .contains(
                        json("'code':'TRANSACTION_CANCELED'"),
                        json(
                                "'reasons':[{'kind':'NONE'},{'kind':'NONE'},{'kind':'NONE'},{'kind':'CONDITION_FAILED'}]"));
        assertThat(done).isEqualTo(json("{'ok':true}"));
        assertThat(again).isEqualTo(json("{'ok':true}"));
        assertThat(used).contains(json("'code':'REQUEST_REJECTED'"), json("'rule':'TX_TOKEN_MISMATCH'"));
        assertThat(read).isEqualTo(json("{'ok':true,'items':[null," + key(7) + "]}"));
    }

    @Test
    void transaction_storingWhatAnIndexCannotTake_isCanceledForThatAction() {
        filled(1);

        String reply = line("{'op':'transactWrite','actions':[{'delete':{" + TABLE + ",'key':" + key(0) + "}},{'put':{"
                + TABLE + ",'item':{'p':{'S':'x'},'s':{'N':'1'},'g':{'N':'5'}}}}]}");

        assertThat(reply)
                .contains(
                        json("'code':'TRANSACTION_CANCELED'"),
                        json("'reasons':[{'kind':'NONE'},{'kind':'UPDATE_REJECTED','rule':'KEY_TYPE'}]"));
    }

    @Test
    void transaction_onAMissingTable_saysWhichOneItIs() {
        filled(0);

        String reply = line("{'op':'transactGet','gets':[{" + TABLE + ",'key':" + key(0)
                + "},{'table':'other','key':{'p':{'S':'x'}}}]}");

        assertThat(reply).contains(json("'code':'TABLE_NOT_FOUND'"), json("'table':'other'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'frobnicate'}|MALFORMED",
                "{'op':'getItem','table':'films'}|MALFORMED",
                "{'op':'getItem','table':'films','key':{'p':{'S':'x'},'s':{'N':'1'}},'colour':'red'}|MALFORMED",
                "{'op':'getItem','table':'films','key':{'p':{'S':'x'},'s':{'N':'1'}},'consistency':'WEAK'}|MALFORMED",
                "{'op':'getItem','table':'films','key':{'p':{'S':'x'}}}|INVALID_REQUEST",
                "{'op':'getItem','table':'films','key':{'p':{'S':'x'},'s':1}}|INVALID_REQUEST",
                "{'op':'getItem','table':'films','key':{'p':{'S':'x'},'s':{'N':'1'}},'capacity':true}|UNSUPPORTED",
                "{'op':'getItem','table':'a/b','key':{'p':{'S':'x'}}}|INVALID_REQUEST",
                "{'op':'getItem','table':'other','key':{'p':{'S':'x'}}}|TABLE_NOT_FOUND",
                "{'op':'putItem','table':'films','item':{'p':{'S':'x'},'s':{'N':'1'},'g':{'N':'1'}}}|INVALID_REQUEST",
                "{'op':'scanPage','table':'films','index':'none'}|INVALID_REQUEST",
                "{'op':'scanPage','table':'films','index':'none','keySchema':{'p':'S','s':'N'}}|REQUEST_REJECTED",
                "{'op':'scanPage','table':'films','keySchema':{'p':'S'}}|REQUEST_REJECTED",
                "{'op':'batchWrite','table':'films'}|INVALID_REQUEST",
                "{'op':'transactWrite','actions':[]}|INVALID_REQUEST",
                "{'op':'updateTable','table':'films'}|MALFORMED",
                "{'op':'updateTable','table':'films','dropIndex':'none'}|INVALID_REQUEST",
                "{'op':'createTable','schema':{'table':'films','keySchema':{'p':'S'}}}|TABLE_EXISTS",
            })
    void request_thatCannotBe_isRefusedByItsCode(String request, String code) {
        DocumentTable table = filled(1);

        String reply = line(request);

        assertThat(reply).startsWith(json("{'ok':false,'error':{'code':'" + code + "'"));
        assertThat(store.describeTable("films").schema()).isEqualTo(table.schema());
        assertThat(table.get(table.schema().key("x", 1))).isEmpty();
    }

    @Test
    void request_toAClosedStore_saysThatItMayHaveHappened() {
        filled(1);
        line("{'op':'getItem'," + TABLE + ",'key':" + key(0) + "}");

        store.close();
        String reply = line("{'op':'putItem'," + TABLE + ",'item':" + key(0) + "}");

        assertThat(reply).contains(json("'code':'INTERNAL'"), json("'maybeApplied':true"));
    }

    private Work work(String request) {
        return Asked.understood(requests, Asked.fields(json(request)));
    }

    @Test
    void touched_byCallsOnItems_areTheseItems() {
        TableSchema schema = filled(1).schema();

        Work get = work("{'op':'getItem'," + TABLE + ",'key':" + key(1) + "}");
        Work put = work("{'op':'putItem'," + TABLE + ",'item':" + key(1) + "}");
        Work batch = work("{'op':'batchWrite'," + TABLE + ",'puts':[" + key(1) + "],'deletes':[" + key(2) + "]}");
        Work gets = work("{'op':'batchGet'," + TABLE + ",'keys':[" + key(1) + "," + key(2) + "]}");
        Work transaction = work("{'op':'transactWrite','actions':[{'put':{" + TABLE + ",'item':" + key(1) + "}},"
                + "{'delete':{" + TABLE + ",'key':" + key(2) + "}}]}");

        Touched writesBoth = Touched.builder()
                .writes("films", schema.key("x", 1))
                .writes("films", schema.key("x", 2))
                .build();
        assertThat(get.touched()).isEqualTo(Touched.reading("films", schema.key("x", 1)));
        assertThat(get.isWrite()).isFalse();
        assertThat(put.touched()).isEqualTo(Touched.writing("films", schema.key("x", 1)));
        assertThat(put.isWrite()).isTrue();
        assertThat(batch.touched()).isEqualTo(writesBoth);
        assertThat(batch.isWrite()).isTrue();
        assertThat(gets.touched())
                .isEqualTo(Touched.builder()
                        .reads("films", schema.key("x", 1))
                        .reads("films", schema.key("x", 2))
                        .build());
        assertThat(transaction.touched()).isEqualTo(writesBoth);
        assertThat(transaction.isWrite()).isTrue();
    }

    @Test
    void touched_byCallsOnTables_areTheseTables() {
        filled(1);

        Work scan = work("{'op':'scanPage'," + TABLE + "}");
        Work explain = work("{'op':'explain'," + TABLE + "}");
        Work describe = work("{'op':'describeTable','table':'films'}");
        Work drop = work("{'op':'dropTable','table':'films'}");
        Work create = work("{'op':'createTable','schema':{'table':'other','keySchema':{'p':'S'}}}");

        assertThat(scan.touched()).isEqualTo(Touched.readingAll("films"));
        assertThat(explain.touched()).isEqualTo(Touched.readingAll("films"));
        assertThat(describe.touched()).isEqualTo(Touched.readingAll("films"));
        assertThat(drop.touched()).isEqualTo(Touched.writingAll("films"));
        assertThat(drop.isWrite()).isTrue();
        assertThat(create.touched()).isEqualTo(Touched.writingAll("other"));
        assertThat(create.isWrite()).isTrue();
    }
}
