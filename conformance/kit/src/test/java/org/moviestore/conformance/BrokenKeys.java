// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.WriteResult;

/** Stores that order, find or remove items by other keys; rules B. */
final class BrokenKeys {
    private BrokenKeys() {}

    /** Orders the items of a partition by another order of the sort key. */
    abstract static class Ordered extends BrokenStore {
        private final Comparator<AttributeValue> order;

        Ordered(Comparator<AttributeValue> order) {
            this.order = order;
        }

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            List<Item> items = new ArrayList<>(page.items());
            List<KeyAttribute> key = request.keyAttributes();
            String sort = key.get(key.size() - 1).name();
            if (items.stream().allMatch(item -> item.has(sort))) {
                items.sort(Comparator.comparing(item -> item.attribute(sort).orElseThrow(), order));
            }
            return new Page<>(items, page.count(), page.last(), page.evaluated(), page.consumedCapacity());
        }

        static Comparator<AttributeValue> byText(Comparator<? super String> order) {
            return (left, right) -> left instanceof StringValue a && right instanceof StringValue b
                    ? order.compare(a.text(), b.text())
                    : 0;
        }

        static Comparator<AttributeValue> byNumber(Comparator<NumberValue> order) {
            return (left, right) ->
                    left instanceof NumberValue a && right instanceof NumberValue b ? order.compare(a, b) : 0;
        }
    }

    /** Orders text by UTF-16 units, as Java does. */
    @ConformsWith(Utf16Order.class)
    @CaughtBy("query_byText_ordersByUtf8Bytes")
    static final class Utf16Order extends Ordered {
        Utf16Order() {
            super(byText(Comparator.naturalOrder()));
        }
    }

    /** Orders text as a dictionary does, by a database's default collation for example. */
    @ConformsWith(LanguageOrder.class)
    @CaughtBy("query_byText_ordersByUtf8Bytes")
    static final class LanguageOrder extends Ordered {
        LanguageOrder() {
            super(byText(Collator.getInstance(Locale.US)::compare));
        }
    }

    /** Orders bytes as Java does, which takes them for signed. */
    @ConformsWith(SignedBytes.class)
    @CaughtBy("query_byBinary_ordersByUnsignedBytes")
    static final class SignedBytes extends Ordered {
        SignedBytes() {
            super((left, right) -> left instanceof BinaryValue a && right instanceof BinaryValue b
                    ? a.bytes().asByteBuffer().compareTo(b.bytes().asByteBuffer())
                    : 0);
        }
    }

    /** Orders numbers by their text. */
    @ConformsWith(NumbersAsText.class)
    @CaughtBy("query_byNumber_ordersByValueToTheLastDigit")
    static final class NumbersAsText extends Ordered {
        NumbersAsText() {
            super(byNumber(Comparator.comparing(NumberValue::text)));
        }
    }

    /** Finds the sort keys that begin with a text by LIKE, to which some characters are patterns. */
    @ConformsWith(LikePrefixes.class)
    @CaughtBy("query_byAPrefixOfText_findsExactlyWhatBeginsWithIt")
    static final class LikePrefixes extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (!(request.sortTest().orElse(null) instanceof KeyCondition.BeginsWith test
                    && test.prefix() instanceof StringValue prefix)) {
                return sound.query(request);
            }
            Pattern pattern = like(prefix.text() + "%");
            KeyCondition all = KeyCondition.partition("p", request.partitionValue());
            List<Item> items = sound.stream(QueryRequest.of(request.schema(), all))
                    .filter(item -> item.attribute("s").orElseThrow() instanceof StringValue text
                            && pattern.matcher(text.text()).matches())
                    .toList();
            return BrokenPages.last(items);
        }
    }

    /** Returns what LIKE makes of a pattern that nobody has escaped. */
    static Pattern like(String pattern) {
        String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** Finds the texts that begin with another as those up to it and the highest UTF-16 unit. */
    @ConformsWith(RangePrefixes.class)
    @CaughtBy("query_byAPrefixWithoutASuccessor_findsExactlyWhatBeginsWithIt")
    static final class RangePrefixes extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            if (!(request.sortTest().orElse(null) instanceof KeyCondition.BeginsWith test
                    && test.prefix() instanceof StringValue prefix)) {
                return sound.query(request);
            }
            KeyCondition range = KeyCondition.partition("p", request.partitionValue())
                    .andSortBetween("s", prefix, prefix.text() + "\uFFFF");
            return sound.query(QueryRequest.of(request.schema(), range));
        }
    }

    /** Keeps the first thousand characters of a key. */
    @ConformsWith(CutKeys.class)
    @CaughtBy("put_ofTheLongestKeys_keepsThem")
    static final class CutKeys extends BrokenStore.Misstoring {
        @Override
        Item stored(TableSchema schema, Item item) {
            String name = schema.partitionKey().name();
            return item.attribute(name).orElseThrow() instanceof StringValue text
                    ? item.with(
                            name,
                            text.text().substring(0, Math.min(1000, text.text().length())))
                    : item;
        }
    }

    /** Keeps whole numbers in keys. */
    @ConformsWith(WholeNumberKeys.class)
    @CaughtBy("everyOperation_withKeysOfEachType_findsTheItem")
    static final class WholeNumberKeys extends BrokenStore.Misstoring {
        @Override
        Item stored(TableSchema schema, Item item) {
            String name = schema.partitionKey().name();
            return item.attribute(name).orElseThrow() instanceof NumberValue key
                    ? item.with(name, key.value().toBigInteger())
                    : item;
        }
    }

    /** Returns an item without attributes where there is none. */
    @ConformsWith(EmptyForAbsent.class)
    @CaughtBy("get_ofAnAbsentItem_findsNothing")
    static final class EmptyForAbsent extends BrokenStore {
        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            return GetResult.of(Optional.of(sound.get(request).item().orElse(Item.EMPTY)));
        }
    }

    /** Returns no item where the projection keeps nothing of it. */
    @ConformsWith(AbsentForEmpty.class)
    @CaughtBy("get_ofWhichTheProjectionKeepsNothing_isEmptyNotAbsent")
    static final class AbsentForEmpty extends BrokenStore {
        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            return GetResult.of(sound.get(request).item().filter(item -> !item.equals(Item.EMPTY)));
        }
    }

    /** Deletes by the partition key alone. */
    @ConformsWith(PartitionDeletes.class)
    @CaughtBy("delete_ofAnItem_removesThatItemAlone")
    static final class PartitionDeletes extends BrokenStore {
        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            TableSchema schema = sound.schema();
            String name = schema.partitionKey().name();
            Optional<AttributeValue> partition = request.key().attributes().attribute(name);
            sound.stream(ScanRequest.of(schema))
                    .filter(item -> item.attribute(name).equals(partition))
                    .map(schema::keyOf)
                    .filter(key -> !key.equals(request.key()))
                    .forEach(sound::delete);
            return sound.delete(request);
        }
    }
}
