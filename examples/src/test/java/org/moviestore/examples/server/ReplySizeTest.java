// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.memory.MemoryStore;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;

/** Replies of a server whose lines are short. */
class ReplySizeTest {
    private static final int MAX_BYTES = 4096;
    private static final int ITEMS = 50;

    private final MemoryStore store = new MemoryStore();
    private final StoreRequests requests = Asked.requests(store, MAX_BYTES);

    @AfterEach
    void close() {
        store.close();
    }

    private DocumentTable filled(String text) {
        DocumentTable table = store.createTable(TableSchema.builder("films")
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER)
                .build());
        for (int i = 0; i < ITEMS; i++) {
            table.put(Item.of("p", "x", "s", i).with("text", text));
        }
        return table;
    }

    private Fields reply(String request) {
        String line = Asked.line(requests, request.replace('\'', '"'));
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX_BYTES);
        return Fields.parse(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), 100);
    }

    /** Returns the numbers of the items of all pages. */
    private List<String> numbersOfPages(String request) {
        List<String> numbers = new ArrayList<>();
        Optional<Item> last = Optional.empty();
        do {
            String from = last.map(key -> ",'startAfter':{'key':" + key + "}").orElse("");
            Fields page = reply(String.format(request, from));
            page.items("items", JsonForm.DYNAMODB)
                    .forEach(item ->
                            numbers.add(item.attribute("s").orElseThrow().toString()));
            last = page.optionalObject("last").map(place -> place.item("key", JsonForm.DYNAMODB));
        } while (last.isPresent());
        return numbers;
    }

    private static List<String> allNumbers() {
        return IntStream.range(0, ITEMS).mapToObj(i -> "{\"N\":\"" + i + "\"}").toList();
    }

    @Test
    void page_thatWouldBeTooLong_endsEarlierAndNoneIsLost() {
        filled("x".repeat(500));

        assertThat(numbersOfPages("{'op':'scanPage','table':'films'%s}")).containsExactlyElementsOf(allNumbers());
        assertThat(numbersOfPages("{'op':'scanPage','table':'films','limit':40%s}"))
                .containsExactlyElementsOf(allNumbers());
        assertThat(numbersOfPages("{'op':'queryPage','table':'films','keyCondition':'p = :p','projection':'s, #t',"
                        + "'names':{'#t':'text'},'values':{':p':{'S':'x'}}%s}"))
                .containsExactlyElementsOf(allNumbers());
    }

    @Test
    void page_thatOnlyJsonMakesTooLong_endsEarlierToo() {
        filled("\u0001".repeat(120));

        List<String> numbers = numbersOfPages("{'op':'scanPage','table':'films'%s}");

        assertThat(numbers).containsExactlyElementsOf(allNumbers());
    }

    @Test
    void page_ofItemsThatAFilterLeavesOut_endsWhereTheStoreSays() {
        DocumentTable table = filled("x".repeat(500));
        for (int i = 0; i < ITEMS; i += 2) {
            table.put(Item.of("p", "x", "s", i).with("text", ""));
        }

        List<String> numbers = numbersOfPages(
                "{'op':'scanPage','table':'films','filter':'#t <> :t','names':{'#t':'text'},'values':{':t':{'S':''}}%s}");

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, ITEMS / 2)
                        .mapToObj(i -> "{\"N\":\"" + (2 * i + 1) + "\"}")
                        .toList());
    }

    /** Returns a table whose scans consume a unit for each item that they return. */
    private static DocumentTable metered(DocumentTable table) {
        return (DocumentTable) Proxy.newProxyInstance(
                ReplySizeTest.class.getClassLoader(),
                new Class<?>[] {DocumentTable.class},
                (proxy, method, arguments) -> {
                    Page<Item> page = table.scan((ScanRequest) arguments[0]);
                    return new Page<>(page.items(), page.last(), page.evaluated(), OptionalDouble.of(page.count()));
                });
    }

    @Test
    void page_thatIsReadAgain_tellsWhatAllReadsConsumed() {
        DocumentTable table = filled("\u0001".repeat(120));
        ScanRequest scan = ScanRequest.builder(table.schema()).build();
        List<Page<Item>> shorter = new ArrayList<>();

        new ReplySize(MAX_BYTES).page(metered(table), scan, page -> {
            shorter.add(page);
            return page.items().toString();
        });

        assertThat(shorter).hasSizeGreaterThan(1);
        assertThat(shorter.get(shorter.size() - 1).consumedCapacity())
                .hasValue(ITEMS + shorter.stream().mapToLong(Page::count).sum());
    }

    @Test
    void page_ofMovies_isCutAndContinued() {
        store.createTable(MovieStore.schema("Movies"));
        String text = "x".repeat(500);
        for (int i = 0; i < 20; i++) {
            Asked.line(
                    requests,
                    ("{'op':'put','movie':{'year':2013,'title':'" + (char) ('a' + i) + "','text':'" + text + "'}}")
                            .replace('\'', '"'));
        }

        List<String> titles = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Fields page = reply("{'op':'scan','limit':20"
                    + next.map(token -> ",'next':'" + token + "'").orElse("") + "}");
            page.items("movies", JsonForm.NATURAL)
                    .forEach(movie ->
                            titles.add(movie.attribute("title").orElseThrow().toString()));
            next = page.optionalText("next");
        } while (next.isPresent());

        assertThat(titles).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void batch_thatWouldBeTooLong_leavesKeysUnprocessed() {
        filled("x".repeat(500));
        List<Item> asked = IntStream.range(0, ITEMS)
                .mapToObj(i -> Item.of("p", "x", "s", i))
                .toList();

        List<Item> left = asked;
        List<Item> found = new ArrayList<>();
        int calls = 0;
        while (!left.isEmpty()) {
            Fields batch = reply("{'op':'batchGet','table':'films','keys':["
                    + left.stream().map(Item::toString).collect(Collectors.joining(",")) + "]}");
            batch.objects("items").forEach(each -> found.add(each.item("key", JsonForm.DYNAMODB)));
            left = batch.items("unprocessed", JsonForm.DYNAMODB);
            calls++;
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(calls).isGreaterThan(5);
    }

    @Test
    void batch_ofLargeItems_readsNoMoreThanEnoughAndLeavesKeysUnprocessed() {
        filled("x".repeat(100_000));
        String keys = IntStream.range(0, ITEMS)
                .mapToObj(i -> "{\"p\":{\"S\":\"x\"},\"s\":{\"N\":\"" + i + "\"}}")
                .collect(Collectors.joining(","));

        String batch = Asked.line(
                Asked.requests(store, 16 << 20), "{\"op\":\"batchGet\",\"table\":\"films\",\"keys\":[" + keys + "]}");
        Fields reply = Fields.parse(ByteBuffer.wrap(batch.getBytes(StandardCharsets.UTF_8)), 100);

        assertThat(reply.objects("items")).hasSize(30);
        assertThat(reply.items("unprocessed", JsonForm.DYNAMODB)).hasSize(ITEMS - 30);
    }

    @Test
    void item_thatIsTooLong_isLeftToTheServerToRefuse() {
        filled("x".repeat(5000));

        String page = Asked.line(requests, "{\"op\":\"scanPage\",\"table\":\"films\"}");

        assertThat(page.length()).isGreaterThan(MAX_BYTES);
    }
}
