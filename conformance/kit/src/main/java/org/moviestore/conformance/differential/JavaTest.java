// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PageRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Writes a history as a JUnit test against the public API. */
final class JavaTest {
    private static final List<String> STATIC_IMPORTS = List.of("assertThat", "assertThatExceptionOfType");

    /** Whose classes the test may name; of two of one name, that of the earlier package. */
    private static final List<String> PACKAGES = List.of(
            "org.moviestore.error",
            "org.moviestore.expression",
            "org.moviestore.item",
            "org.moviestore.memory",
            "org.moviestore.table",
            "java.util",
            "java.util.stream");

    private static final Pattern CLASS_NAME = Pattern.compile("(?<![\\w.\"])[A-Z][A-Za-z]*");

    private static final String READER = """

                /** Reads so many pages at most. */
                private static List<Page<Item>> pages(DocumentTable table, PageRequest first, int most) {
                    List<Page<Item>> pages = new ArrayList<>();
                    Optional<PageRequest> next = Optional.of(first);
                    while (next.isPresent() && pages.size() < most) {
                        PageRequest request = next.get();
                        Page<Item> page = request.readFrom(table);
                        pages.add(page);
                        next = page.last().map(request::withStartAfter);
                    }
                    return pages;
                }
            """;

    private final Map<String, String> tables = new LinkedHashMap<>();
    private @Nullable TableSchema astray;
    private boolean readsPages;

    private JavaTest() {}

    /**
     * Writes a class with one test, which makes the steps on fresh tables of its {@code store} and checks that each is
     * answered as expected.
     */
    static String write(String method, List<Step> steps, List<Outcome> expected) {
        JavaTest test = new JavaTest();
        String calls = test.calls(steps, expected);
        String body = "\nclass DivergenceTest {\n"
                + "    /** On this store the test passes; put the one in question here. */\n"
                + "    DocumentStore store = new MemoryStore();\n\n"
                + "    @Test\n    void " + method + "() {\n"
                + calls + "    }\n" + (test.readsPages ? READER : "") + "}\n";
        return imports(body) + body;
    }

    private String calls(List<Step> steps, List<Outcome> expected) {
        List<TableSchema> schemas = steps.stream()
                .flatMap(step -> step.schemas().stream())
                .distinct()
                .toList();
        for (TableSchema schema : schemas) {
            tables.put(schema.tableName(), schemas.size() == 1 ? "table" : "table" + tables.size());
        }
        List<String> statements = new ArrayList<>();
        schemas.forEach(schema -> statements.add(created(schema)));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean isPlain = i + 1 < steps.size()
                    && step.isWrite()
                    && expected.get(i).isAccepted()
                    && !expected.get(i).hasItems();
            statements.add(isPlain ? step.call(this) + ";" : step.check(this, expected.get(i)));
        }
        return statements.stream()
                .map(statement -> "        " + statement.replace("\nassert", "\n        assert") + "\n")
                .collect(Collectors.joining());
    }

    private String created(TableSchema schema) {
        KeyAttribute partition = schema.partitionKey();
        return "DocumentTable " + variable(schema) + " = store.createTable(TableSchema.builder("
                + JavaValues.text(schema.tableName()) + ")"
                + key("partitionKey", partition)
                + schema.sortKey().map(sort -> key("sortKey", sort)).orElse("")
                + schema.indexes().stream().map(JavaTest::index).collect(Collectors.joining())
                + ".build());";
    }

    private static String index(SecondaryIndex index) {
        String key = index.keyAttributes().stream()
                .map(attribute -> "new KeyAttribute(" + JavaValues.text(attribute.name()) + ", AttributeType."
                        + attribute.type() + ")")
                .collect(Collectors.joining(", "));
        String included =
                index.projection().included().stream().map(JavaValues::text).collect(Collectors.joining(", "));
        return "\n                .index(new SecondaryIndex(" + JavaValues.text(index.name()) + ", List.of(" + key
                + "), new IndexProjection(IndexProjection.Kind."
                + index.projection().kind() + ", Set.of(" + included + ")), IndexScope." + index.scope() + "))";
    }

    private static String key(String setter, KeyAttribute attribute) {
        return "\n                ." + setter + "(" + JavaValues.text(attribute.name()) + ", AttributeType."
                + attribute.type() + ")";
    }

    /** Returns the variable that holds a table, to make a call on. */
    String table(TableSchema schema) {
        return variable(astray == null ? schema : astray);
    }

    /** Returns the schema of a table, to make a request of. */
    String schema(TableSchema schema) {
        return variable(schema) + ".schema()";
    }

    private String variable(TableSchema schema) {
        return Objects.requireNonNull(tables.get(schema.tableName()));
    }

    /** Writes a call with a request for one table, made on another. */
    String callOn(TableSchema other, Step step) {
        astray = other;
        try {
            return step.call(this);
        } finally {
            astray = null;
        }
    }

    /** Writes the call that reads what a request, itself Java here, selects: as pages if they have a limit. */
    String read(String table, String java, PageRequest request, int mostPages) {
        if (request.limit().isEmpty()) {
            return table + ".stream(" + java + ")";
        }
        readsPages = true;
        return "pages(" + table + ", " + java + ", " + mostPages + ")";
    }

    private static String imports(String body) {
        Stream<String> statics = STATIC_IMPORTS.stream()
                .filter(method -> body.contains(method + "("))
                .map(method -> "import static org.assertj.core.api.Assertions." + method + ";\n");
        Stream<String> named = CLASS_NAME
                .matcher(body)
                .results()
                .map(MatchResult::group)
                .distinct()
                .flatMap(JavaTest::classNamed);
        Stream<String> classes = Stream.concat(named, Stream.of("org.junit.jupiter.api.Test"))
                .sorted()
                .map(type -> "import " + type + ";\n");
        return Stream.of(statics, Stream.of("\n"), classes)
                .flatMap(lines -> lines)
                .collect(Collectors.joining());
    }

    private static Stream<String> classNamed(String name) {
        return PACKAGES.stream()
                .map(each -> each + "." + name)
                .filter(JavaTest::isThere)
                .limit(1);
    }

    private static boolean isThere(String className) {
        try {
            return Modifier.isPublic(Class.forName(className, false, JavaTest.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
