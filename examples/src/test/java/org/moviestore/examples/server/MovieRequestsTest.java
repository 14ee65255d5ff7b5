// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.memory.MemoryStore;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.table.TableSchema;

class MovieRequestsTest {
    private static final String OK = "{\"ok\":true}";
    private static final String RUSH = "{\"year\":2013,\"title\":\"Rush\",\"info\":{\"rating\":8.1}}";

    private final MemoryStore store = new MemoryStore();
    private final MovieStore movies = MovieStore.over(store, "Movies");
    private final StoreRequests requests = Asked.requests(store);

    @AfterEach
    void close() {
        store.close();
    }

    /** Sends a request, in which ' stands for ". */
    private List<String> lines(String request) {
        return Asked.of(requests, request.replace('\'', '"')).lines();
    }

    private String line(String request) {
        return Asked.line(requests, request.replace('\'', '"'));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private void createMovies(int year, String... titles) {
        movies.createTable();
        for (String title : titles) {
            movies.put(Movie.of(year, title));
        }
    }

    @Test
    void put_ofAMovie_storesIt() {
        movies.createTable();

        String reply = line("{'op':'put','movie':" + RUSH + "}");

        assertThat(reply).isEqualTo(OK);
        assertThat(movies.get(2013, "Rush").map(movie -> movie.info().rating().orElseThrow()))
                .hasValueSatisfying(rating -> assertThat(rating).isEqualByComparingTo("8.1"));
    }

    @Test
    void put_whoseConditionDoesNotHold_leavesTheMovieAndReturnsIt() {
        createMovies(2013, "Rush");

        String reply = line("{'id':7,'op':'put','movie':" + RUSH + ",'condition':'attribute_not_exists(#t)',"
                + "'names':{'#t':'title'}}");

        assertThat(reply)
                .startsWith(json("{'id':7,'ok':false,'error':{'code':'CONDITION_FAILED','message':'"))
                .contains(
                        json("'table':'Movies','key':{'year':{'N':'2013'},'title':{'S':'Rush'}},"
                                + "'item':{'year':{'N':'2013'},'title':{'S':'Rush'}}"),
                        json("'retry':'NEVER','maybeApplied':false"));
        assertThat(movies.get(2013, "Rush")).contains(Movie.of(2013, "Rush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "putIfAbsent"})
    void put_movieThatIsTooLarge_isNotEvenKept(String op) {
        Fields request = Asked.fields(
                json("{'op':'" + op + "','movie':{'year':2013,'title':'Rush','plot':'" + "x".repeat(500_000) + "'}}"));

        assertThatThrownBy(() -> requests.understand(request))
                .isInstanceOf(InvalidRequestException.class)
                .extracting("code")
                .isEqualTo(ErrorCode.ITEM_SIZE);
    }

    @Test
    void putIfAbsent_twice_storesOnce() {
        movies.createTable();

        String first = line("{'op':'putIfAbsent','movie':" + RUSH + "}");
        String second = line("{'op':'putIfAbsent','movie':{'year':2013,'title':'Rush'}}");

        assertThat(first).isEqualTo(json("{'ok':true,'stored':true}"));
        assertThat(second).isEqualTo(json("{'ok':true,'stored':false}"));
        assertThat(movies.get(2013, "Rush").orElseThrow().item().has("info")).isTrue();
    }

    @Test
    void get_ofAMovie_beginsWithItsYearAndTitle() {
        movies.createTable();
        line("{'op':'put','movie':{'info':{'rating':8.1},'title':'Rush','year':2013}}");

        String found = line("{'op':'get','year':2013,'title':'Rush','id':'a'}");
        String missing = line("{'op':'get','year':2014,'title':'Rush'}");

        assertThat(found).isEqualTo("{\"id\":\"a\",\"ok\":true,\"movie\":" + RUSH + "}");
        assertThat(missing).isEqualTo(json("{'ok':true,'movie':null}"));
    }

    @Test
    void update_withNamesAndValues_returnsTheMovieAsItIsThen() {
        createMovies(2013, "Rush");

        String changed = line("{'op':'update','year':2013,'title':'Rush','update':'SET #i = :i','names':{'#i':'info'},"
                + "'values':{':i':{'rating':7.5}}}");
        String conditional = line("{'op':'update','year':2013,'title':'Rush','update':'ADD info.rating :one',"
                + "'condition':'info.rating < :most','values':{':one':1,':most':8}}");
        String refused = line("{'op':'update','year':2013,'title':'Rush','update':'ADD info.rating :one',"
                + "'condition':'info.rating < :most','values':{':one':1,':most':8}}");
        String nothing = line("{'op':'update','year':1900,'title':'None','update':'REMOVE info'}");

        assertThat(changed).isEqualTo(json("{'ok':true,'movie':{'year':2013,'title':'Rush','info':{'rating':7.5}}}"));
        assertThat(conditional)
                .isEqualTo(json("{'ok':true,'movie':{'year':2013,'title':'Rush','info':{'rating':8.5}}}"));
        assertThat(refused).contains(json("'code':'CONDITION_FAILED'"));
        assertThat(nothing).isEqualTo(json("{'ok':true,'movie':null}"));
    }

    @Test
    void update_thatCannotBeApplied_saysWhichRuleItBreaks() {
        createMovies(2013, "Rush");

        String reply =
                line("{'op':'update','year':2013,'title':'Rush','update':'SET info.rating = :r','values':{':r':1}}");

        assertThat(reply).contains(json("'code':'UPDATE_REJECTED'"), json("'rule':'PATH_INVALID'"));
    }

    @Test
    void delete_withACondition_deletesOnlyIfItHolds() {
        movies.createTable();
        line("{'op':'put','movie':" + RUSH + "}");
        String delete = "{'op':'delete','year':2013,'title':'Rush','condition':'info.rating < :r','values':{':r':%s}}";

        String refused = line(String.format(delete, 8));
        String done = line(String.format(delete, 8.2));
        String again = line("{'op':'delete','year':2013,'title':'Rush'}");

        assertThat(refused).contains(json("'code':'CONDITION_FAILED'"));
        assertThat(done).isEqualTo(OK);
        assertThat(again).isEqualTo(OK);
        assertThat(movies.get(2013, "Rush")).isEmpty();
    }

    @Test
    void query_withoutLimit_sendsALineForEachMovieAndOneForTheEnd() {
        createMovies(2013, "Rush", "Gravity", "Her");

        List<String> replies = lines("{'op':'query','year':2013,'id':1}");

        assertThat(replies)
                .containsExactly(
                        json("{'id':1,'movie':{'year':2013,'title':'Gravity'}}"),
                        json("{'id':1,'movie':{'year':2013,'title':'Her'}}"),
                        json("{'id':1,'movie':{'year':2013,'title':'Rush'}}"),
                        json("{'id':1,'ok':true,'count':3}"));
    }

    @Test
    void query_withEverythingElse_findsThoseOnly() {
        createMovies(2013, "Gravity", "Grudge Match", "Her", "Rush");
        line(
                "{'op':'update','year':2013,'title':'Gravity','update':'SET info = :i','values':{':i':{'rating':7.7,'a':1}}}");
        line(
                "{'op':'update','year':2013,'title':'Grudge Match','update':'SET info = :i','values':{':i':{'rating':6.4}}}");

        List<String> prefixed = lines("{'op':'query','year':2013,'titleBeginsWith':'Gr','descending':true}");
        List<String> between = lines("{'op':'query','year':2013,'titleBetween':['H','R']}");
        List<String> filtered = lines("{'op':'query','year':2013,'filter':'info.rating > :r','values':{':r':7},"
                + "'project':['info.rating']}");

        assertThat(prefixed)
                .extracting(each -> each.replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                .containsExactly("Grudge Match", "Gravity", json("{'ok':true,'count':2}"));
        assertThat(between)
                .containsExactly(json("{'movie':{'year':2013,'title':'Her'}}"), json("{'ok':true,'count':1}"));
        assertThat(filtered)
                .containsExactly(
                        json("{'movie':{'year':2013,'title':'Gravity','info':{'rating':7.7}}}"),
                        json("{'ok':true,'count':1}"));
    }

    @Test
    void query_withLimit_comesInPagesThatNextContinues() {
        createMovies(2013, "A", "B", "C");

        String first = line("{'op':'query','year':2013,'limit':2}");
        String next = first.replaceAll(".*\"next\":\"([^\"]*)\".*", "$1");
        String second = line("{'op':'query','year':2013,'limit':2,'next':'" + next + "'}");
        String other = line("{'op':'query','year':2014,'limit':2,'next':'" + next + "'}");

        assertThat(first)
                .startsWith(json("{'ok':true,'movies':[{'year':2013,'title':'A'},{'year':2013,'title':'B'}],'next':'"));
        assertThat(second).isEqualTo(json("{'ok':true,'movies':[{'year':2013,'title':'C'}]}"));
        assertThat(other).contains(json("'code':'INVALID_REQUEST'"), json("'rule':'PAGE_TOKEN'"));
    }

    @Test
    void scan_ofManyMovies_takesTurnsAndLeavesNoneOut() {
        String[] titles = new String[3000];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = "A title that is long enough to fill some lines: " + i;
        }
        createMovies(2013, titles);

        Asked asked = Asked.of(requests, json("{'op':'scan'}"));

        assertThat(asked.lines())
                .hasSize(titles.length + 1)
                .doesNotHaveDuplicates()
                .endsWith(json("{'ok':true,'count':3000}"));
        assertThat(asked.runs()).isGreaterThan(3);
    }

    @Test
    void scan_withFilterAndLimit_countsWhatIsLookedAt() {
        createMovies(2013, "A", "B", "C");

        String page = line("{'op':'scan','limit':3,'filter':'title = :t','values':{':t':'B'},'project':['title']}");
        List<String> all = lines("{'op':'scan','filter':'title <> :t','values':{':t':'B'}}");

        assertThat(page).startsWith(json("{'ok':true,'movies':[{'year':2013,'title':'B'}]"));
        assertThat(all).hasSize(3).endsWith(json("{'ok':true,'count':2}"));
    }

    @Test
    void count_ofAYearOrAll_countsWhatTheFilterLeaves() {
        createMovies(2013, "A", "B", "C");
        movies.put(Movie.of(2014, "D"));

        String all = line("{'op':'count'}");
        String ofYear = line("{'op':'count','year':2013,'id':'c'}");
        String filtered = line("{'op':'count','filter':'title > :t','values':{':t':'B'}}");

        assertThat(all).isEqualTo(json("{'ok':true,'count':4}"));
        assertThat(ofYear).isEqualTo(json("{'id':'c','ok':true,'count':3}"));
        assertThat(filtered).isEqualTo(json("{'ok':true,'count':2}"));
    }

    @Test
    void request_thatNamesATable_isAboutItsMovies() {
        MovieStore films = MovieStore.over(store, "Films");
        films.createTable();

        String put = line("{'op':'put','table':'Films','movie':" + RUSH + "}");
        String got = line("{'op':'count','table':'Films'}");

        assertThat(put).isEqualTo(OK);
        assertThat(got).isEqualTo(json("{'ok':true,'count':1}"));
        assertThat(films.get(2013, "Rush")).isPresent();
    }

    @Test
    void request_withoutTheTable_saysWhichOneIsMissing() {
        String reply = line("{'op':'get','year':2013,'title':'Rush'}");

        assertThat(reply).contains(json("'code':'TABLE_NOT_FOUND'"), json("'table':'Movies'"));
    }

    @Test
    void request_onATableOfSomethingElse_isRefused() {
        store.createTable(TableSchema.builder("Movies")
                .partitionKey("id", AttributeType.STRING)
                .build());

        String reply = line("{'op':'count'}");

        assertThat(reply).contains(json("'code':'INVALID_REQUEST'"), json("'rule':'TABLE_MISMATCH'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'put'}|MALFORMED",
                "{'op':'put','movie':7}|MALFORMED",
                "{'op':'put','movie':{'year':2013,'title':'A'},'unknown':1}|MALFORMED",
                "{'op':'put','movie':{'title':'A'}}|INVALID_REQUEST",
                "{'op':'put','movie':{'year':2013,'title':''}}|INVALID_REQUEST",
                "{'op':'put','movie':{'year':2013,'title':'A'},'condition':'year ='}|INVALID_REQUEST",
                "{'op':'put','movie':{'year':2013,'title':'A'},'condition':'x = :x','values':{'x':1}}|INVALID_REQUEST",
                "{'op':'put','movie':{'year':2013,'title':'A'},'names':{'#n':1}}|MALFORMED",
                "{'op':'put','movie':{'year':2013,'title':'A'},'table':'a/b'}|INVALID_REQUEST",
                "{'op':'putIfAbsent','movie':{'year':2013,'title':'A'},'condition':'year = year'}|MALFORMED",
                "{'op':'get','year':2013}|MALFORMED",
                "{'op':'get','year':'2013','title':'A'}|MALFORMED",
                "{'op':'get','year':2013.5,'title':'A'}|MALFORMED",
                "{'op':'get','year':20130000000,'title':'A'}|INVALID_REQUEST",
                "{'op':'get','year':2013,'title':''}|INVALID_REQUEST",
                "{'op':'update','year':2013,'title':'A'}|MALFORMED",
                "{'op':'update','year':2013,'title':'A','update':'SET title = :t','values':{':t':'B'}}|INVALID_REQUEST",
                "{'op':'query'}|MALFORMED",
                "{'op':'query','year':2013,'titleBetween':['A']}|MALFORMED",
                "{'op':'query','year':2013,'titleBetween':'A'}|MALFORMED",
                "{'op':'query','year':2013,'titleBetween':['B','A']}|INVALID_REQUEST",
                "{'op':'query','year':2013,'titleBetween':['A','B'],'titleBeginsWith':'A'}|INVALID_REQUEST",
                "{'op':'query','year':2013,'filter':'title = :t','values':{':t':'A'}}|INVALID_REQUEST",
                "{'op':'query','year':2013,'limit':0}|INVALID_REQUEST",
                "{'op':'query','year':2013,'limit':-9223372036854775808}|INVALID_REQUEST",
                "{'op':'query','year':2013,'descending':1}|MALFORMED",
                "{'op':'scan','year':2013}|MALFORMED",
                "{'op':'scan','next':'x'}|INVALID_REQUEST",
                "{'op':'scan','project':['a..b']}|INVALID_REQUEST",
                "{'op':'count','limit':1}|MALFORMED"
            })
    void request_thatIsWrong_isRefusedAndChangesNothing(String request, String code) {
        movies.createTable();

        String reply = line(request);

        assertThat(reply).startsWith(json("{'ok':false,'error':{'code':'" + code + "'"));
        assertThat(movies.scan()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"put','movie':{'year':2013,'title':'Rush'}", "get','year':2013,'title':'Rush'"})
    void touched_byARequestForOneMovie_isItsItem(String rest) {
        movies.createTable();

        Work work = requests.understand(Asked.fields(json("{'op':'" + rest + "}")));

        boolean isWrite = rest.startsWith("put");
        assertThat(work.isWrite()).isEqualTo(isWrite);
        assertThat(work.touched())
                .isEqualTo(
                        isWrite
                                ? Touched.writing(
                                        "Movies", movies.table().schema().key(2013, "Rush"))
                                : Touched.reading(
                                        "Movies", movies.table().schema().key(2013, "Rush")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query','year':2013", "query','year':2013,'limit':5", "scan'", "count'"})
    void touched_byARequestForMany_isTheTable(String rest) {
        Work work = requests.understand(Asked.fields(json("{'op':'" + rest + "}")));

        assertThat(work.isWrite()).isFalse();
        assertThat(work.touched()).isEqualTo(Touched.readingAll("Movies"));
    }
}
