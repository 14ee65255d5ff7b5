// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of films with a global index by genre, which holds plots, and a local one by rating, which holds all. */
final class IndexedFilms {
    static final String TABLE = "Films";
    static final TableSchema SCHEMA = TableSchema.builder(TABLE)
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(SecondaryIndex.builder("byGenre")
                    .partitionKey("genre", AttributeType.STRING)
                    .projection(IndexProjection.include("plot"))
                    .build())
            .index(SecondaryIndex.builder("byRating")
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("rating", AttributeType.NUMBER)
                    .build())
            .build();

    private IndexedFilms() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(String value) {
        return AttributeValue.fromN(value);
    }

    /** Returns the key of the film that the tests are about. */
    static Map<String, AttributeValue> key() {
        return Map.of("year", number("2013"), "title", text("Rush"));
    }

    /** Returns that film with one more attribute. */
    static Map<String, AttributeValue> film(String name, AttributeValue value) {
        return with(key(), name, value);
    }

    static Map<String, AttributeValue> with(Map<String, AttributeValue> attributes, String name, AttributeValue value) {
        Map<String, AttributeValue> all = new LinkedHashMap<>(attributes);
        all.put(name, value);
        return all;
    }
}
