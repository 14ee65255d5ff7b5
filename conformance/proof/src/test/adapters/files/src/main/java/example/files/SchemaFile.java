// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.util.List;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** A table's schema as JSON: the names and types of its key, and its throughput if that is provisioned. */
final class SchemaFile {
    private SchemaFile() {}

    static String write(TableSchema schema) {
        Item.Builder json = Item.builder().set("partitionKey", keyOf(schema.partitionKey()));
        schema.sortKey().ifPresent(key -> json.set("sortKey", keyOf(key)));
        if (schema.throughput() instanceof Throughput.Provisioned provisioned) {
            json.set("throughput", List.of(provisioned.readUnits(), provisioned.writeUnits()));
        }
        return JsonForm.NATURAL.write(json.build());
    }

    private static List<String> keyOf(KeyAttribute key) {
        return List.of(key.name(), key.type().code());
    }

    static TableSchema read(String name, String text) {
        Item json = JsonForm.NATURAL.readItem(text);
        List<AttributeValue> partition = list(json, "partitionKey");
        TableSchema.Builder schema = TableSchema.builder(name).partitionKey(text(partition.get(0)), type(partition));
        if (json.has("sortKey")) {
            List<AttributeValue> sort = list(json, "sortKey");
            schema.sortKey(text(sort.get(0)), type(sort));
        }
        if (json.has("throughput")) {
            List<AttributeValue> units = list(json, "throughput");
            schema.throughput(Throughput.provisioned(number(units.get(0)), number(units.get(1))));
        }
        return schema.build();
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
