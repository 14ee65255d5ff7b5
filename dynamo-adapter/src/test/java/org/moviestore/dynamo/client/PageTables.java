// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Values;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Films by year and title, and how pages of them are asked for. */
final class PageTables {
    static final String FILMS = "Films";
    /** Local, by rating; holds keys alone. */
    static final String RATINGS = "ratings";
    /** Local, by actor; holds whole films. */
    static final String ACTORS = "actors";
    /** Global, by genre and rating; holds the actor as well. */
    static final String GENRES = "genres";

    static final TableSchema SCHEMA = TableSchema.builder(FILMS)
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(SecondaryIndex.builder(RATINGS)
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("rating", AttributeType.NUMBER)
                    .projection(IndexProjection.keysOnly())
                    .build())
            .index(SecondaryIndex.builder(ACTORS)
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("actor", AttributeType.STRING)
                    .build())
            .index(SecondaryIndex.builder(GENRES)
                    .partitionKey("genre", AttributeType.STRING)
                    .sortKey("rating", AttributeType.NUMBER)
                    .projection(IndexProjection.include("actor"))
                    .build())
            .build();

    private PageTables() {}

    /** Returns a film that is in the table, and in the local and global index by its rating. */
    static Item film(int year, String title, int rating) {
        return Item.builder()
                .set("year", year)
                .set("title", title)
                .set("rating", rating)
                .set("genre", "drama")
                .set("plot", "about " + title)
                .build();
    }

    /** Returns a film of so many bytes. */
    static Item film(int year, String title, int rating, int bytes) {
        Item film = film(year, title, rating).with("plot", "");
        return film.with("plot", "x".repeat(bytes - ItemSize.of(film)));
    }

    /** Returns a query for the films of 2013. */
    static QueryRequest.Builder of2013() {
        return QueryRequest.builder()
                .tableName(FILMS)
                .keyConditionExpression("#year = :year")
                .expressionAttributeNames(Map.of("#year", "year"))
                .expressionAttributeValues(attributes(":year", 2013));
    }

    /** Returns attributes of requests or answers, by names and values in turn. */
    static Map<String, AttributeValue> attributes(Object... namesAndValues) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Item one = Item.of((String) namesAndValues[i], Values.of(namesAndValues[i + 1]));
            attributes.putAll(ItemCodec.encode(one));
        }
        return attributes;
    }
}
