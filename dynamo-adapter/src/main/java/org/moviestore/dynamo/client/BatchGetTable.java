// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.GetRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * What a batch get asks of one table. Immutable.
 *
 * @param name the table's name
 * @param asked the request's words, which what is left of it is handed back in
 * @param keys the keys, none twice, which nobody has compared with those of the table
 * @param projection what to return of each item, all of it if empty
 */
record BatchGetTable(String name, KeysAndAttributes asked, List<Item> keys, Optional<Projection> projection) {
    private static final String OPERATION = "BatchGetItem";
    private static final int MAX_KEYS = 100;
    private static final String EXPRESSION = "ProjectionExpression";
    private static final String LEGACY = "AttributesToGet";

    /** Returns what a request asks of each table, in its order, after all checks that need no table. */
    static List<BatchGetTable> all(Map<String, KeysAndAttributes> requestItems) {
        constrain(requestItems);
        refuseBoth(requestItems.values());
        List<List<Item>> keys = keys(requestItems.values());
        List<BatchGetTable> tables = new ArrayList<>();
        requestItems.forEach((name, asked) ->
                tables.add(new BatchGetTable(name, asked, keys.get(tables.size()), projection(asked))));
        return tables;
    }

    private static void constrain(Map<String, KeysAndAttributes> requestItems) {
        ParameterConstraints constraints = new ParameterConstraints();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        requestItems.forEach((name, asked) -> sizes.put(name, asked.keys().size()));
        BatchConstraints.tableNames(constraints, sizes);
        requestItems.forEach((name, asked) -> {
            String parameter = "RequestItems." + name + ".member.";
            constraints.required(parameter + "Keys", asked.hasKeys() ? asked.keys() : null);
            if (asked.hasKeys() && asked.keys().isEmpty()) {
                refuseLength(constraints, parameter, "greater than or equal to 1");
            } else if (asked.keys().size() > MAX_KEYS) {
                refuseLength(constraints, parameter, "less than or equal to " + MAX_KEYS);
            }
            if (asked.hasAttributesToGet()) {
                LegacyParameters.constrainAttributesToGet(constraints, parameter + LEGACY, asked.attributesToGet());
            }
        });
        constraints.check();
    }

    private static void refuseLength(ParameterConstraints constraints, String parameter, String length) {
        constraints.refuse(
                "Value at '" + parameter + "Keys' failed to satisfy constraint: Member must have length " + length);
    }

    /** One table may not have parameters of the one kind where another has those of the other. */
    private static void refuseBoth(Iterable<KeysAndAttributes> tables) {
        Set<String> legacy = new HashSet<>();
        Set<String> expressions = new HashSet<>();
        for (KeysAndAttributes asked : tables) {
            if (asked.hasAttributesToGet()) {
                legacy.add(LEGACY);
            }
            if (asked.projectionExpression() != null) {
                expressions.add(EXPRESSION);
            }
        }
        LegacyParameters.refuseBoth(legacy, expressions);
    }

    private static List<List<Item>> keys(Iterable<KeysAndAttributes> tables) {
        List<List<Item>> all = new ArrayList<>();
        int count = 0;
        for (KeysAndAttributes asked : tables) {
            Set<Item> seen = new HashSet<>();
            List<Item> keys = new ArrayList<>(asked.keys().size());
            for (Map<String, AttributeValue> attributes : asked.keys()) {
                Item key = RequestValues.item(attributes);
                if (!seen.add(key)) {
                    throw BatchConstraints.duplicates();
                }
                keys.add(key);
            }
            count += keys.size();
            all.add(keys);
        }
        if (count > MAX_KEYS) {
            throw BatchConstraints.tooMany(OPERATION);
        }
        return all;
    }

    private static Optional<Projection> projection(KeysAndAttributes asked) {
        RequestExpressions expressions = new RequestExpressions(
                asked.hasExpressionAttributeNames() ? asked.expressionAttributeNames() : null, null);
        Optional<Projection> projection = expressions.projection(asked.projectionExpression());
        expressions.requireAllUsed();
        return asked.hasAttributesToGet()
                ? Optional.of(LegacyParameters.attributesToGet(asked.attributesToGet()))
                : projection;
    }

    boolean isConsistent() {
        return Boolean.TRUE.equals(asked.consistentRead());
    }

    ReadConsistency consistency() {
        return isConsistent() ? ReadConsistency.CONSISTENT : ReadConsistency.EVENTUAL;
    }

    /** Returns the keys as those of the table, after it was compared with them and with the projection. */
    List<Key> keys(TableSchema schema) {
        List<Key> checked = new ArrayList<>(keys.size());
        Optional<Projection> sent = LongProjections.sent(schema, projection);
        for (Item key : keys) {
            try {
                checked.add(new GetRequest(schema, new Key(key), sent, consistency(), CapacityReport.NONE).key());
            } catch (InvalidRequestException e) {
                throw KeyErrors.ofKey(
                        schema, key, projection.map(Projection::paths).orElse(List.of()), e);
            }
        }
        return checked;
    }

    /** Says whether there is a projection that no store takes. */
    boolean hasLongProjection() {
        return projection.isPresent() && LongProjections.isLong(projection.get());
    }

    /** Returns what the projection keeps of an item. */
    Item kept(Item item) {
        return projection.map(kept -> kept.of(item)).orElse(item);
    }

    /** Returns the request's words for some of its keys. */
    KeysAndAttributes only(List<Map<String, AttributeValue>> some) {
        return asked.toBuilder().keys(some).build();
    }
}
