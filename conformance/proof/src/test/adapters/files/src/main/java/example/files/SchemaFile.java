// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/**
 * A table's schema as JSON: the names and types of its key, its indexes, and its throughput if that is provisioned.
 */
final class SchemaFile {
    private SchemaFile() {}

    static String write(TableSchema schema) {
        Item.Builder json = Item.builder().set("partitionKey", keyOf(schema.partitionKey()));
        schema.sortKey().ifPresent(key -> json.set("sortKey", keyOf(key)));
        json.set("indexes", schema.indexes().stream().map(SchemaFile::write).toList());
        if (schema.throughput() instanceof Throughput.Provisioned provisioned) {
            json.set("throughput", List.of(provisioned.readUnits(), provisioned.writeUnits()));
        }
        return JsonForm.NATURAL.write(json.build());
    }

    private static Item write(SecondaryIndex index) {
        return Item.builder()
                .set("name", index.name())
                .set("scope", index.scope().name())
                .set("key", index.keyAttributes().stream().map(SchemaFile::keyOf).toList())
                .set("projection", index.projection().kind().name())
                .set("included", List.copyOf(index.projection().included()))
                .build();
    }

    private static SecondaryIndex readIndex(AttributeValue value) {
        Item json = new Item(((MapValue) value).entries());
        Set<String> included = new LinkedHashSet<>();
        list(json, "included").forEach(name -> included.add(text(name)));
        return new SecondaryIndex(
                text(json.attribute("name").orElseThrow()),
                list(json, "key").stream().map(SchemaFile::readKey).toList(),
                new IndexProjection(
                        IndexProjection.Kind.valueOf(text(json.attribute("projection").orElseThrow())), included),
                IndexScope.valueOf(text(json.attribute("scope").orElseThrow())));
    }

    private static KeyAttribute readKey(AttributeValue value) {
        List<AttributeValue> key = ((ListValue) value).elements();
        return new KeyAttribute(text(key.get(0)), type(key));
    }

    private static List<String> keyOf(KeyAttribute key) {
        return List.of(key.name(), key.type().code());
    }

    static TableSchema read(String name, String text) {
        Item json = JsonForm.NATURAL.readItem(text);
        List<KeyAttribute> key = new ArrayList<>();
        key.add(readKey(json.attribute("partitionKey").orElseThrow()));
        json.attribute("sortKey").ifPresent(sort -> key.add(readKey(sort)));
        Throughput throughput = Throughput.onDemand();
        if (json.has("throughput")) {
            List<AttributeValue> units = list(json, "throughput");
            throughput = Throughput.provisioned(number(units.get(0)), number(units.get(1)));
        }
        return new TableSchema(
                name, key, list(json, "indexes").stream().map(SchemaFile::readIndex).toList(), throughput);
    }

    private static List<AttributeValue> list(Item json, String name) {
        return ((ListValue) json.attribute(name).orElseThrow()).elements();
    }

    private static AttributeType type(List<AttributeValue> key) {
        return AttributeType.fromCode(text(key.get(1))).orElseThrow();
    }

    private static String text(AttributeValue value) {
        return ((StringValue) value).text();
    }

    private static long number(AttributeValue value) {
        return ((NumberValue) value).value().longValueExact();
    }
}
