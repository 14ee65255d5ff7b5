// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** The same random writes and reads here and on the memory store, whose order of pages is the same. */
class IndexesIT {
    private static final PostgresStore STORE = PostgresStore.connect(TestServer.url(TestServer.newDatabase()));
    private static final DocumentStore MEMORY = new MemoryStore();
    private static final int WRITES = 150;
    private static final int READS = 150;

    private static final List<SecondaryIndex> INDEXES = List.of(
            index("text", "a", AttributeType.STRING),
            index("text-number", "a", AttributeType.STRING, "n", AttributeType.NUMBER),
            index("number", "n", AttributeType.NUMBER),
            index("number-binary", "n", AttributeType.NUMBER, "b", AttributeType.BINARY),
            index("binary-text", "b", AttributeType.BINARY, "a", AttributeType.STRING),
            index("text-partition", "a", AttributeType.STRING, "p", AttributeType.STRING),
            index("sort-partition", "s", AttributeType.NUMBER, "p", AttributeType.STRING),
            index("sort", "s", AttributeType.NUMBER),
            index("local-text", "p", AttributeType.STRING, "a", AttributeType.STRING),
            index("local-number", "p", AttributeType.STRING, "n", AttributeType.NUMBER));

    private static final List<String> TEXTS = List.of("a", "A", "ab", "é", "\uFFFF", "😀", "'", "\\", "a\uDBFF\uDFFF");

    private Random random = new Random();

    @AfterAll
    static void close() {
        STORE.close();
        MEMORY.close();
    }

    private static SecondaryIndex index(String name, String partition, AttributeType type) {
        return SecondaryIndex.builder(name).partitionKey(partition, type).build();
    }

    private static SecondaryIndex index(
            String name, String partition, AttributeType type, String sort, AttributeType sortType) {
        return SecondaryIndex.builder(name)
                .partitionKey(partition, type)
                .sortKey(sort, sortType)
                .projection(name.startsWith("text") ? IndexProjection.keysOnly() : IndexProjection.include("x"))
                .build();
    }

    private static TableSchema.Builder table(String name) {
        return TableSchema.builder(name).partitionKey("p", AttributeType.STRING).sortKey("s", AttributeType.NUMBER);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private AttributeValue value(AttributeType type) {
        return switch (type) {
            case NUMBER -> Values.number(any(List.of("-1.5", "0", "1", "1E125", "1E-130", "12345678901234567890")));
            case BINARY -> {
                byte[] bytes = new byte[1 + random.nextInt(3)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = any(List.of((byte) 0, (byte) 0x7F, (byte) 0xFF));
                }
                yield Values.binary(Bytes.of(bytes));
            }
            default -> Values.string(any(TEXTS));
        };
    }

    private Key key(TableSchema schema) {
        return schema.key(any(List.of("a", "é", "😀")), Values.number(any(List.of("-1.5", "0", "1", "2", "3", "4"))));
    }

    private Item item(TableSchema schema) {
        Item item = key(schema).attributes().with("x", random.nextInt(4)).with("y", "not held");
        for (KeyAttribute attribute : List.of(
                new KeyAttribute("a", AttributeType.STRING),
                new KeyAttribute("n", AttributeType.NUMBER),
                new KeyAttribute("b", AttributeType.BINARY))) {
            if (random.nextInt(4) > 0) {
                item = item.with(attribute.name(), value(attribute.type()));
            }
        }
        return item;
    }

    private void write(DocumentTable table, DocumentTable model) {
        TableSchema schema = table.schema();
        switch (random.nextInt(5)) {
            case 0 -> {
                Key key = key(schema);
                table.delete(key);
                model.delete(key);
            }
            case 1 -> {
                UpdateRequest update = UpdateRequest.of(
                        schema,
                        key(schema),
                        random.nextBoolean()
                                ? set("a", any(TEXTS))
                                : remove("a").remove("n"));
                table.update(update);
                model.update(update);
            }
            default -> {
                Item item = item(schema);
                table.put(item);
                model.put(item);
            }
        }
    }

    private KeyCondition condition(List<KeyAttribute> key) {
        KeyCondition partition =
                KeyCondition.partition(key.get(0).name(), value(key.get(0).type()));
        if (key.size() == 1) {
            return partition;
        }
        String sort = key.get(1).name();
        AttributeValue one = value(key.get(1).type());
        AttributeValue other = value(key.get(1).type());
        boolean ascending = ValueOrder.compare(one, other).orElseThrow() <= 0;
        return switch (random.nextInt(5)) {
            case 0 -> partition.andSort(sort, any(List.of(Comparator.EQUAL, Comparator.LESS_OR_EQUAL)), one);
            case 1 -> partition.andSort(sort, Comparator.GREATER, one);
            case 2 -> partition.andSortBetween(sort, ascending ? one : other, ascending ? other : one);
            case 3 -> key.get(1).type() == AttributeType.NUMBER ? partition : partition.andSortBeginsWith(sort, one);
            default -> partition;
        };
    }

    private PageRequest request(TableSchema schema) {
        Optional<SecondaryIndex> index =
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(any(schema.indexes()));
        Select select = random.nextInt(3) == 0 ? Select.COUNT : Select.ITEMS;
        boolean filtered = random.nextInt(3) == 0
                && index.map(read -> schema.holds(read, "x")).orElse(true);
        boolean limited = random.nextInt(4) > 0;
        int limit = 1 + random.nextInt(5);
        if (random.nextInt(3) == 0) {
            ScanRequest.Builder scan = ScanRequest.builder(schema).select(select);
            index.ifPresent(read -> scan.index(read.name()));
            if (filtered) {
                scan.filter(attribute("x").lessThan(2));
            }
            return (limited ? scan.limit(limit) : scan).build();
        }
        List<KeyAttribute> key = index.map(SecondaryIndex::keyAttributes).orElse(schema.keyAttributes());
        QueryRequest.Builder query =
                QueryRequest.builder(schema, condition(key)).select(select).order(any(List.of(SortOrder.values())));
        index.ifPresent(read -> query.index(read.name()));
        if (filtered) {
            query.filter(attribute("x").lessThan(2));
        }
        return (limited ? query.limit(limit) : query).build();
    }

    /** Reads both to their ends, page by page, and compares all that is the same on every backend. */
    private static int assertSamePages(DocumentTable table, DocumentTable model, PageRequest request, long seed) {
        int found = 0;
        Optional<PageRequest> next = Optional.of(request);
        while (next.isPresent()) {
            PageRequest current = next.get();
            Page<Item> expected = current.readFrom(model);

            Page<Item> page = current.readFrom(table);

            assertThat(page.items()).as("seed %d, %s", seed, current).isEqualTo(expected.items());
            assertThat(page.count()).as("seed %d, %s", seed, current).isEqualTo(expected.count());
            assertThat(page.last()).as("seed %d, %s", seed, current).isEqualTo(expected.last());
            if (current.limit().isPresent() || current.select() == Select.COUNT) {
                assertThat(page.evaluated()).as("seed %d, %s", seed, current).isEqualTo(expected.evaluated());
            }
            found += page.count();
            next = page.last().map(current::withStartAfter);
        }
        return found;
    }

    private void assertSameReads(DocumentTable table, DocumentTable model, long seed) {
        int found = 0;
        for (int i = 0; i < READS; i++) {
            found += assertSamePages(table, model, request(table.schema()), seed);
        }
        assertThat(found).as("seed %d", seed).isGreaterThan(READS);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20_261})
    void reads_ofIndexesThatAreMadeWithTheTable_areThoseOfTheModel(long seed) {
        random = new Random(seed);
        TableSchema.Builder builder = table("Made_" + seed);
        INDEXES.forEach(builder::index);
        DocumentTable table = STORE.createTable(builder.build());
        DocumentTable model = MEMORY.createTable(builder.build());

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < WRITES; i++) {
                write(table, model);
            }

            assertSameReads(table, model, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 20_262})
    void reads_ofIndexesThatComeAndGoLater_areThoseOfTheModel(long seed) {
        random = new Random(seed);
        String name = "Later_" + seed;
        TableSchema.Builder builder = table(name);
        INDEXES.stream().filter(index -> index.name().startsWith("local")).forEach(builder::index);
        DocumentTable table = STORE.createTable(builder.build());
        DocumentTable model = MEMORY.createTable(builder.build());
        for (SecondaryIndex index : INDEXES) {
            if (!index.name().startsWith("local")) {
                for (int i = 0; i < WRITES / 5; i++) {
                    write(table, model);
                }
                table = STORE.updateTable(name, TableChange.addIndex(index));
                model = MEMORY.updateTable(name, TableChange.addIndex(index));
            }
        }

        assertThat(table.schema()).isEqualTo(model.schema());
        assertSameReads(table, model, seed);
        for (String gone : List.of("text", "sort-partition", "number-binary")) {
            table = STORE.updateTable(name, TableChange.dropIndex(gone));
            model = MEMORY.updateTable(name, TableChange.dropIndex(gone));
        }
        for (int i = 0; i < WRITES; i++) {
            write(table, model);
        }
        assertThat(table.schema()).isEqualTo(model.schema());
        assertSameReads(table, model, seed);
    }
}
