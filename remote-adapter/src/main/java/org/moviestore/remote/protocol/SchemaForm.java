// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** Schemas of tables and their parts, written and read. */
final class SchemaForm {
    private static final Set<String> SCHEMA = Set.of("table", "keySchema", "throughput", "indexes");
    private static final Set<String> INDEX = Set.of("name", "keySchema", "projection", "scope");
    private static final Set<String> THROUGHPUT = Set.of("readUnits", "writeUnits");

    private SchemaForm() {}

    static void write(JsonLine line, TableSchema schema) {
        line.text("table", schema.tableName());
        writeKey(line, schema.keyAttributes());
        writeThroughput(line, "throughput", schema.throughput());
        line.objects("indexes", schema.indexes(), (index, inner) -> writeIndex(inner, index));
    }

    static TableSchema read(Fields fields) {
        fields.requireOnly(SCHEMA);
        List<SecondaryIndex> indexes =
                fields.objects("indexes").stream().map(SchemaForm::readIndex).toList();
        Throughput throughput = fields.has("throughput") ? readThroughput(fields, "throughput") : Throughput.onDemand();
        return new TableSchema(fields.text("table"), readKey(fields), indexes, throughput);
    }

    static void writeKey(JsonLine line, List<KeyAttribute> keyAttributes) {
        Map<String, String> types = new LinkedHashMap<>();
        keyAttributes.forEach(
                attribute -> types.put(attribute.name(), attribute.type().code()));
        line.textMap("keySchema", types);
    }

    private static List<KeyAttribute> readKey(Fields fields) {
        return readOptionalKey(fields).orElseThrow(() -> keyWanted(fields));
    }

    static Optional<List<KeyAttribute>> readOptionalKey(Fields fields) {
        if (!fields.has("keySchema")) {
            return Optional.empty();
        }
        return Optional.of(fields.textMap("keySchema").entrySet().stream()
                .map(each -> new KeyAttribute(
                        each.getKey(), AttributeType.fromCode(each.getValue()).orElseThrow(() -> keyWanted(fields))))
                .toList());
    }

    private static MalformedLineException keyWanted(Fields fields) {
        return fields.wrong("keySchema", "an object of names and types, such as {\"year\":\"N\",\"title\":\"S\"}");
    }

    static void writeIndex(JsonLine line, SecondaryIndex index) {
        line.text("name", index.name());
        writeKey(line, index.keyAttributes());
        IndexProjection projection = index.projection();
        if (projection.kind() == IndexProjection.Kind.INCLUDE) {
            line.texts("projection", projection.included());
        } else {
            line.text("projection", projection.kind().name());
        }
        line.text("scope", index.scope().name());
    }

    static SecondaryIndex readIndex(Fields fields) {
        fields.requireOnly(INDEX);
        return new SecondaryIndex(
                fields.text("name"),
                readKey(fields),
                readProjection(fields),
                Choices.read(fields, "scope", IndexScope.GLOBAL));
    }

    private static IndexProjection readProjection(Fields fields) {
        if (!fields.has("projection") || fields.isText("projection")) {
            IndexProjection.Kind kind = Choices.read(fields, "projection", IndexProjection.Kind.ALL);
            return new IndexProjection(kind, Set.of());
        }
        return new IndexProjection(IndexProjection.Kind.INCLUDE, new LinkedHashSet<>(fields.texts("projection")));
    }

    static void writeThroughput(JsonLine line, String name, Throughput throughput) {
        if (throughput instanceof Throughput.Provisioned units) {
            line.object(
                    name,
                    inner -> inner.number("readUnits", units.readUnits()).number("writeUnits", units.writeUnits()));
        } else {
            line.json(name, "null");
        }
    }

    static Throughput readThroughput(Fields fields, String name) {
        if (fields.isNull(name)) {
            return Throughput.onDemand();
        }
        Fields units = fields.object(name);
        units.requireOnly(THROUGHPUT);
        return Throughput.provisioned(units.integer("readUnits"), units.integer("writeUnits"));
    }
}
