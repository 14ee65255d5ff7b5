// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What one participant holds, read without the SDK. */
final class Model {
    private final DocumentStore store;

    Model(DocumentStore store) {
        this.store = store;
    }

    boolean has(String table) {
        return store.listTables().contains(table);
    }

    /** Returns the schema of a table, if it is there. */
    Optional<TableSchema> schema(String table) {
        try {
            return Optional.of(store.table(table).schema());
        } catch (TableNotFoundException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /** Returns the items of a table; none if there is no such table. */
    List<Map<String, AttributeValue>> content(String table) {
        try {
            DocumentTable held = store.table(table);
            return held.stream(ScanRequest.of(held.schema()))
                    .map(ItemCodec::encode)
                    .toList();
        } catch (TableNotFoundException | InvalidRequestException e) {
            return List.of();
        }
    }

    /** Returns the item of a key, without attributes if there is none; more attributes than the key's do no harm. */
    Map<String, AttributeValue> stored(String table, Map<String, AttributeValue> attributes) {
        if (key(table, attributes).values().stream().anyMatch(value -> !isValue(value))) {
            return Map.of();
        }
        try {
            DocumentTable held = store.table(table);
            Key key = held.schema().storedKeyOf(ItemCodec.decode(key(table, attributes)));
            return held.get(key).map(ItemCodec::encode).orElse(Map.of());
        } catch (TableNotFoundException | IllegalArgumentException | IllegalStateException e) {
            // Neither the table nor an item of such a key is there.
            return Map.of();
        }
    }

    private static boolean isValue(AttributeValue value) {
        return value.type() != null && value.type() != AttributeValue.Type.UNKNOWN_TO_SDK_VERSION;
    }

    /** Returns those of some attributes that are of the key. */
    Map<String, AttributeValue> key(String table, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        try {
            for (KeyAttribute part : store.table(table).schema().keyAttributes()) {
                if (attributes.containsKey(part.name())) {
                    key.put(part.name(), attributes.get(part.name()));
                }
            }
        } catch (TableNotFoundException | InvalidRequestException e) {
            // A table that is not there has no key.
        }
        return key;
    }
}
