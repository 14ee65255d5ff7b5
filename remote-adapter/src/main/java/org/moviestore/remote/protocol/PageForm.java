// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.KeyCondition;
import org.moviestore.table.IndexScope;
import org.moviestore.table.PageOptions;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Segment;
import org.moviestore.table.Select;
import org.moviestore.table.SortOrder;
import org.moviestore.table.TableSchema;

/** Requests for pages, written and read. */
final class PageForm {
    private static final Set<String> BOTH = Set.of(
            "table",
            "keySchema",
            "index",
            "filter",
            "projection",
            "names",
            "values",
            "limit",
            "consistency",
            "select",
            "startAfter",
            "capacity");

    static final Set<String> QUERY = ActionReader.union(BOTH, Set.of("keyCondition", "order"));
    static final Set<String> SCAN = ActionReader.union(BOTH, Set.of("segment"));

    private PageForm() {}

    static void write(JsonLine line, PageRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        line.text("table", request.schema().tableName());
        SchemaForm.writeKey(line, request.schema().keyAttributes());
        // Placeholders grow with their number: what may be as long as it is allowed to be is printed first.
        writeOptions(line, request.options(), printer);
        if (request instanceof QueryRequest query) {
            line.text("keyCondition", printer.print(query.keyCondition()));
            Choices.write(line, "order", query.order(), SortOrder.ASCENDING);
        } else if (request instanceof ScanRequest scan) {
            scan.segment()
                    .ifPresent(part -> line.array(
                            "segment", List.of(part.number(), part.total()), (number, out) -> out.append(number)));
        }
        ExpressionForm.writePlaceholders(line, printer);
    }

    private static void writeOptions(JsonLine line, PageOptions options, ExpressionPrinter printer) {
        options.index().ifPresent(index -> line.text("index", index.name()));
        options.filter().ifPresent(filter -> line.text("filter", printer.print(filter)));
        options.projection().ifPresent(kept -> line.text("projection", printer.print(kept)));
        options.limit().ifPresent(limit -> line.number("limit", limit));
        Choices.write(line, "consistency", options.consistency(), strongest(options.index()));
        Choices.write(line, "select", options.select(), Select.ITEMS);
        PositionForm.write(line, "startAfter", options.startAfter());
        Choices.writeCapacity(line, options.capacityReport());
    }

    static QueryRequest readQuery(Fields fields, ActionReader tables) {
        ExpressionParser parser = ExpressionForm.parser(fields);
        KeyCondition keyCondition = parser.keyCondition(fields.text("keyCondition"));
        TableSchema schema = tables.schema(fields, fields.optionalText("index"));
        return new QueryRequest(
                schema,
                keyCondition,
                Choices.read(fields, "order", SortOrder.ASCENDING),
                readOptions(fields, schema, parser));
    }

    static ScanRequest readScan(Fields fields, ActionReader tables) {
        Optional<Segment> segment = readSegment(fields);
        TableSchema schema = tables.schema(fields, fields.optionalText("index"));
        return new ScanRequest(schema, segment, readOptions(fields, schema, ExpressionForm.parser(fields)));
    }

    private static Optional<Segment> readSegment(Fields fields) {
        if (!fields.has("segment")) {
            return Optional.empty();
        }
        List<Integer> numbers = fields.smallIntegers("segment");
        if (numbers.size() != 2) {
            throw fields.wrong("segment", "an array of its number and how many there are, such as [0,4]");
        }
        return Optional.of(new Segment(numbers.get(0), numbers.get(1)));
    }

    private static PageOptions readOptions(Fields fields, TableSchema schema, ExpressionParser parser) {
        Optional<SecondaryIndex> index = fields.optionalText("index").map(schema::index);
        OptionalInt limit = fields.optionalSmallInteger("limit");
        return new PageOptions(
                index,
                fields.optionalText("filter").map(parser::condition),
                fields.optionalText("projection").map(parser::projection),
                limit,
                Choices.read(fields, "consistency", strongest(index)),
                PositionForm.read(fields, "startAfter"),
                Choices.read(fields, "select", Select.ITEMS),
                Choices.readCapacity(fields));
    }

    /** Returns how a page is read that says nothing of it: as consistently as it can be. */
    private static ReadConsistency strongest(Optional<SecondaryIndex> index) {
        boolean global = index.filter(read -> read.scope() == IndexScope.GLOBAL).isPresent();
        return global ? ReadConsistency.EVENTUAL : ReadConsistency.CONSISTENT;
    }
}
