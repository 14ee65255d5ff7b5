// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.UpdateRequest;

/** What is written as a request is read as the same call. */
class RequestRoundTripTest {
    private static final RequestId ID = RequestId.of(7);

    static Stream<StoreCall<?>> calls() {
        return SampleCalls.all();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void write_ofAnyCall_isReadAsTheSame(StoreCall<?> call) {
        String line = RequestWriter.write(ID, call);

        StoreCall<?> read = Lines.call(line);

        assertThat(read).isEqualTo(call);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Lines.fields(line).id()).contains(ID);
    }

    @Test
    void operations_areThoseOfAllCallsOfAStore() {
        Set<String> written = SampleCalls.all()
                .filter(call -> !(call instanceof StoreCall.Hello))
                .map(call -> Lines.fields(RequestWriter.write(ID, call)).text("op"))
                .collect(Collectors.toSet());

        assertThat(RequestReader.operations()).isEqualTo(written);
    }

    @Test
    void write_ofPut_isTheLineOfTheProtocol() {
        PutRequest request = PutRequest.builder(SampleCalls.MOVIES, Item.of("year", 2013, "title", "Rush"))
                .condition(attribute("rating").lessThan(8))
                .build();

        String line = RequestWriter.write(RequestId.of("a"), new StoreCall.PutItem(request));

        assertThat(line)
                .isEqualTo("{\"id\":\"a\",\"op\":\"putItem\",\"table\":\"Movies\","
                        + "\"keySchema\":{\"year\":\"N\",\"title\":\"S\"},"
                        + "\"item\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Rush\"}},"
                        + "\"condition\":\"#n0 < :v0\",\"names\":{\"#n0\":\"rating\"},"
                        + "\"values\":{\":v0\":{\"N\":\"8\"}}}");
    }

    @Test
    void write_ofScanWithSegment_isTheLineOfTheProtocol() {
        ScanRequest request =
                ScanRequest.builder(SampleCalls.PEOPLE).segment(1, 4).limit(5).build();

        String line = RequestWriter.write(ID, new StoreCall.ReadPage(request));

        assertThat(line)
                .isEqualTo("{\"id\":7,\"op\":\"scanPage\",\"table\":\"People\",\"keySchema\":{\"id\":\"B\"},"
                        + "\"limit\":5,\"segment\":[1,4]}");
    }

    @Test
    void write_withExpectedVersion_isRefused() {
        UpdateRequest update = UpdateRequest.builder(SampleCalls.MOVIES, SampleCalls.RUSH, Update.none())
                .expectedVersion(1)
                .build();
        DeleteRequest delete = DeleteRequest.builder(SampleCalls.MOVIES, SampleCalls.RUSH)
                .expectedVersion(1)
                .build();

        for (StoreCall<?> call : List.of(new StoreCall.UpdateItem(update), new StoreCall.DeleteItem(delete))) {
            InvalidRequestException refusal =
                    catchThrowableOfType(InvalidRequestException.class, () -> RequestWriter.write(ID, call));

            assertThat(refusal.code()).isEqualTo(ErrorCode.VERSION);
        }
    }

    @Test
    void read_asksForTheTableAsTheClientKnowsIt() {
        List<Object> asked = new ArrayList<>();
        Fields query = Lines.fields("{\"op\":\"scanPage\",\"table\":\"Movies\",\"index\":\"ByStudio\","
                + "\"keySchema\":{\"title\":\"S\",\"year\":\"N\"}}");

        RequestReader.read("scanPage", query, (table, key, index) -> {
            asked.addAll(List.of(table, key, index));
            return SampleCalls.MOVIES;
        });

        List<KeyAttribute> key = List.of(
                new KeyAttribute("title", AttributeType.STRING), new KeyAttribute("year", AttributeType.NUMBER));
        assertThat(asked).containsExactly("Movies", Optional.of(key), Optional.of("ByStudio"));
    }

    @Test
    void read_withoutKeySchemaAndIndex_asksForTheTableAlone() {
        List<Object> asked = new ArrayList<>();
        Fields get = Lines.fields("{\"op\":\"getItem\",\"table\":\"Movies\","
                + "\"key\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Rush\"}}}");

        StoreCall<?> call = RequestReader.read("getItem", get, (table, key, index) -> {
            asked.addAll(List.of(table, key, index));
            return SampleCalls.MOVIES;
        });

        assertThat(asked).containsExactly("Movies", Optional.empty(), Optional.empty());
        assertThat(call).isEqualTo(new StoreCall.GetItem(GetRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH)));
    }

    @Test
    void write_ofDeepExpression_isReadAsTheSame() {
        Condition deep = IntStream.range(0, 250)
                .<Condition>mapToObj(i -> attribute("a").exists())
                .reduce((inner, outer) -> new Condition.Not(inner))
                .orElseThrow();
        StoreCall<?> call = new StoreCall.DeleteItem(DeleteRequest.builder(SampleCalls.MOVIES, SampleCalls.RUSH)
                .condition(deep)
                .build());

        StoreCall<?> read = Lines.call(RequestWriter.write(ID, call).getBytes(UTF_8));

        assertThat(read).isEqualTo(call);
    }

    @Test
    void write_ofFilterOfTheGreatestLength_isReadAsTheSame() {
        int comparisons = IntStream.range(1, 150)
                        .filter(more -> lengthOf(filter(more, 0)) > ExpressionLimits.MAX_TEXT_BYTES)
                        .findFirst()
                        .orElseThrow()
                - 1;
        Condition filter = filter(comparisons, ExpressionLimits.MAX_TEXT_BYTES - lengthOf(filter(comparisons, 0)));
        StoreCall<?> call =
                new StoreCall.ReadPage(QueryRequest.builder(SampleCalls.MOVIES, KeyCondition.partition("year", 2013))
                        .filter(filter)
                        .build());

        StoreCall<?> read = Lines.call(RequestWriter.write(ID, call));

        assertThat(lengthOf(filter)).isEqualTo(ExpressionLimits.MAX_TEXT_BYTES);
        assertThat(read).isEqualTo(call);
    }

    private static int lengthOf(Condition condition) {
        return new ExpressionPrinter().print(condition).length();
    }

    /** Returns a long condition; each of its comparisons that is made unequal adds one character to its text. */
    private static Condition filter(int comparisons, int unequal) {
        Object[] candidates = IntStream.range(0, 100).boxed().toArray();
        Stream<Condition> lists =
                Stream.generate(() -> attribute("list").in(candidates)).limit(4);
        Stream<Condition> others = IntStream.range(0, comparisons)
                .mapToObj(i -> i < unequal
                        ? attribute("a").notEqualTo(i)
                        : attribute("a").equalTo(i));
        return new Condition.And(Stream.concat(lists, others).toList());
    }
}
