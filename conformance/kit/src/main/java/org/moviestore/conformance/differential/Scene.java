// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * What the steps of a chapter are drawn from: tables, the keys of their items, generators of all else, and the model,
 * which has carried out every step drawn before. Nothing in it depends on what any store answers.
 */
final class Scene {
    private static final int CONDITION_PERCENT = 45;
    private static final int HOLDING_PERCENT = 60;
    private static final int ONE_HEAVY = 20;
    private static final int ONE_OF_LARGEST = 2000;
    private static final int ONE_OF_LARGEST_IF_HEAVY = 4;
    private static final int LIMITED_PERCENT = 35;
    private static final int MOST_OF_A_PAGE = 8;
    /** No backend ends a page for its size below this. */
    private static final int MOST_BYTES_OF_A_PAGE = 800_000;

    private final Draw draw;
    /** Whether tables become so large that pages end for their size. */
    private final boolean isHeavy;

    private final ItemGenerator items;
    private final ExpressionGenerator expressions;
    private final UpdateGenerator updates;
    private final List<TableSchema> schemas;
    private final Map<String, KeyPool> keys;
    private final Map<String, IndexPool> indexes;
    private final Tables model;
    private final List<TransactWriteStep> transactions = new ArrayList<>();

    Scene(Draw draw, List<TableSchema> schemas, Tables model) {
        this.draw = draw;
        this.isHeavy = draw.oneIn(ONE_HEAVY);
        this.items = new ItemGenerator(draw);
        this.expressions = new ExpressionGenerator(draw, items);
        this.updates = new UpdateGenerator(draw, items, expressions);
        this.schemas = List.copyOf(schemas);
        this.model = model;
        this.keys = schemas.stream()
                .map(schema -> KeyPool.draw(draw, items, schema))
                .collect(Collectors.toMap(pool -> pool.schema().tableName(), Function.identity()));
        this.indexes = schemas.stream()
                .collect(Collectors.toMap(TableSchema::tableName, schema -> IndexPool.draw(draw, items, schema)));
    }

    /** Returns the transactions drawn before, some of which are sent again; more can be added. */
    List<TransactWriteStep> transactions() {
        return transactions;
    }

    Draw draw() {
        return draw;
    }

    ItemGenerator items() {
        return items;
    }

    ExpressionGenerator expressions() {
        return expressions;
    }

    List<TableSchema> schemas() {
        return schemas;
    }

    TableSchema schema() {
        return draw.oneOf(schemas);
    }

    KeyPool keys(TableSchema schema) {
        return Objects.requireNonNull(keys.get(schema.tableName()));
    }

    /** Draws a key of a table that an item has, or may have. */
    Key key(TableSchema schema) {
        List<Item> content = content(schema);
        return content.isEmpty() || draw.oneIn(5) ? keys(schema).any(draw) : schema.storedKeyOf(draw.oneOf(content));
    }

    /** Draws some keys, none twice; now and then about all that there are. */
    List<Key> someKeys(TableSchema schema) {
        int size = draw.oneIn(10) ? draw.between(20, 100) : draw.between(1, 6);
        return draw.list(size, () -> key(schema)).stream().distinct().toList();
    }

    /** Returns what the model holds in a table. */
    List<Item> content(TableSchema schema) {
        DocumentTable table = model.of(schema);
        return table.stream(ScanRequest.of(table.schema())).toList();
    }

    Optional<Item> stored(TableSchema schema, Key key) {
        return model.of(schema).get(key);
    }

    /** Draws an item to write. */
    Item item(TableSchema schema, Key key) {
        if (schema.indexes().isEmpty()) {
            return draw.oneIn(isHeavy ? ONE_OF_LARGEST_IF_HEAVY : ONE_OF_LARGEST)
                    ? items.largest(key)
                    : items.item(key);
        }
        // What local indexes hold of an item counts to its size in puts alone, so that none here comes near it.
        return indexes(schema).fitted(draw, items.item(key));
    }

    private IndexPool indexes(TableSchema schema) {
        return Objects.requireNonNull(indexes.get(schema.tableName()));
    }

    /** Draws an update of an item, which often moves it in an index. */
    Update update(TableSchema schema, Item item) {
        Update update = updates.update(item, withoutKey(schema, item));
        if (indexes(schema).isEmpty() || !draw.oneIn(3)) {
            return update;
        }
        List<Update.Action> actions = new ArrayList<>(draw.oneIn(2) ? List.of() : update.actions());
        actions.add(indexes(schema).action(draw));
        return new Update(actions);
    }

    /** Draws an item of an index, or if it has none, of its table. */
    Item itemOf(TableSchema schema, SecondaryIndex index) {
        List<Item> content = content(schema).stream()
                .filter(item -> schema.isIn(index, item))
                .toList();
        return content.isEmpty() ? anyItem(schema) : draw.oneOf(content);
    }

    /** Draws a value of an index key: that of an item, if it has one that fits, or another. */
    AttributeValue indexValue(TableSchema schema, KeyAttribute attribute, Item item) {
        Optional<AttributeValue> own =
                item.attribute(attribute.name()).filter(value -> value.type() == attribute.type());
        boolean isPooled = indexes(schema).has(attribute.name());
        if (own.isPresent() && !(isPooled && draw.oneIn(4))) {
            return own.get();
        }
        return isPooled ? indexes(schema).any(draw, attribute.name()) : items.keyValue(attribute.type());
    }

    /** Draws an item of a table to make expressions for, be there one or not. */
    Item anyItem(TableSchema schema) {
        List<Item> content = content(schema);
        return content.isEmpty() ? items.item(keys(schema).any(draw)) : draw.oneOf(content);
    }

    static Item withoutKey(TableSchema schema, Item item) {
        Item rest = item;
        for (String name :
                schema.keyAttributes().stream().map(key -> key.name()).toList()) {
            rest = rest.without(name);
        }
        return rest;
    }

    /** Draws the condition of a write, or none. */
    Optional<Condition> writeCondition(Optional<Item> stored) {
        if (!draw.percent(CONDITION_PERCENT)) {
            return Optional.empty();
        }
        return Optional.of(expressions.condition(stored.orElse(Item.EMPTY), draw.percent(HOLDING_PERCENT)));
    }

    /** Draws the limit of a page, or none where pages may be cut for their size. */
    OptionalInt limit(TableSchema schema, int lowest) {
        int bytes = content(schema).stream().mapToInt(Item::sizeInBytes).sum();
        return bytes > MOST_BYTES_OF_A_PAGE || !draw.percent(LIMITED_PERCENT)
                ? OptionalInt.empty()
                : OptionalInt.of(draw.between(lowest, lowest + MOST_OF_A_PAGE));
    }

    ReturnItem returnItem() {
        return draw.oneOf(List.of(ReturnItem.values()));
    }

    OnConditionFailure onConditionFailure() {
        return draw.oneOf(List.of(OnConditionFailure.values()));
    }
}
