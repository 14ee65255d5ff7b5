// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers that are measured, in the order of their table, each with the bar that it must reach and the one that it
 * should. A ratio is the time of what we are compared with, divided by ours: more is faster. A limit is an amount that
 * should be small.
 */
enum Goal {
    GET(1, Place.POSTGRES, 0.91, 0.95, "a get into an item; raw: its bytes"),
    PUT_DURABLE(2, Place.POSTGRES, 0.94, 0.97, "a put; raw: an upsert of ready JSON"),
    PUT_ASYNCHRONOUS(3, Place.POSTGRES, 0.89, 0.94, "the same with synchronous_commit off"),
    CONDITIONAL_PUT_HOLDS(4, Place.POSTGRES, 0.92, 0.97, "a put whose condition holds; raw: an upsert with it in SQL"),
    CONDITIONAL_PUT_FAILS(4, Place.POSTGRES, 0.92, 0.97, "a put whose condition fails; raw: an upsert with it in SQL"),
    PUT_RETURNING_OLD(
            5, Place.POSTGRES, 0.80, 0.87, "a conditional put that returns the old item; raw: a plain upsert"),
    UPDATE_AGAINST_JSONB_SET(6, Place.POSTGRES, 0.92, 0.97, "an update of one nested attribute; raw: jsonb_set"),
    UPDATE_AGAINST_TRANSACTION(7, Place.POSTGRES, 1.42, 1.55, "the same; raw: read, change and write in a transaction"),
    PARTITION(8, Place.POSTGRES, 0.81, 0.86, "a partition of 940 into items; raw: one result, bytes"),
    PARTITION_IN_PAGES(9, Place.POSTGRES, 0.81, 0.88, "the same in pages of 100; raw: one result, bytes"),
    STREAM(10, Place.POSTGRES, 0.92, 1.0, "a stream of the table into items; raw: keyset pages of 1,000, bytes"),
    SNAPSHOT_SCAN(11, Place.POSTGRES, 0.92, 0.98, "an export in one segment into items; raw: a cursor, bytes"),
    SNAPSHOT_SCAN_IN_TWO(11, Place.POSTGRES, 1.35, 1.65, "an export in two segments into items; raw: one COPY, bytes"),
    BATCH_PUT_1000(12, Place.POSTGRES, 0.81, 0.87, "a batch put of 1,000; raw: one upsert of arrays"),
    BATCH_PUT_5000(13, Place.POSTGRES, 10, 14, "a batch put of 5,000; raw: row by row"),
    BATCH_PUT_25(14, Place.POSTGRES, 6, 7.5, "a batch put of 25; raw: row by row"),
    BULK_LOAD(15, Place.POSTGRES, 0.66, 0.80, "a load of 10,000 new items; raw: COPY BINARY of ready JSON"),
    BATCH_GET_100(16, Place.POSTGRES, 2.4, 3.0, "a batch get of 100 into items; raw: 100 gets, bytes"),
    BATCH_DELETE_1000(17, Place.POSTGRES, 0.91, 1.0, "a batch delete of 1,000; raw: one delete of arrays"),
    FILTERED_SCAN(18, Place.POSTGRES, 0.76, 0.85, "a scan with a filter that never raises; raw: a cast that may"),
    INDEXED_FILTER(19, Place.POSTGRES, 22, 40, "a filter that one in ninety passes, by an index; ours without it"),
    INDEXED_FILTER_GENERIC(
            20, Place.POSTGRES, 0.85, 1.0, "the same planned for all values; ours, planned for this one"),
    TRANSACTION_OF_TWO(21, Place.POSTGRES, 1.20, 1.4, "two puts in a transaction; raw: three round trips"),
    GETS_BY_16_THREADS(22, Place.POSTGRES, 0.90, 0.95, "512 gets by 16 threads over 8 connections; raw: the same"),
    DYNAMODB_GET(23, Place.DYNAMODB_CLIENT, 0.94, 0.98, "a get into an item; raw: the SDK's client"),
    DYNAMODB_PUT(24, Place.DYNAMODB_CLIENT, 0.88, 0.92, "a put; raw: the SDK's client with a ready map"),
    DYNAMODB_PAGE(25, Place.DYNAMODB_CLIENT, 0.78, 1.0, "a page of 100 into items; raw: the SDK's client"),
    DYNAMODB_GET_AGAINST_ENHANCED(26, Place.DYNAMODB_CLIENT, 1.08, 1.15, "a get; the Enhanced Client with a bean"),
    DYNAMODB_PUT_AGAINST_ENHANCED(26, Place.DYNAMODB_CLIENT, 1.10, 1.18, "a put; the Enhanced Client with a bean"),
    DYNAMODB_PAGE_AGAINST_ENHANCED(
            26, Place.DYNAMODB_CLIENT, 1.17, 1.5, "a page of 100; the Enhanced Client with beans"),
    DYNAMODB_BULK_LOAD(27, Place.DYNAMODB_LOCAL, 3.5, 4.9, "a batch put of 400, 8 calls in flight; raw: put by put"),
    BYTES_PER_GET(28, Place.POSTGRES, 6_200, 5_300, "bytes allocated by a get"),
    BYTES_PER_STREAMED_ITEM(28, Place.POSTGRES, 5_200, 4_400, "bytes allocated by an item of a stream"),
    GET_AGAINST_JOOQ(29, Place.POSTGRES, 1.08, 1.2, "a get; jOOQ into a record"),
    GET_AGAINST_HIBERNATE(29, Place.POSTGRES, 1.08, 1.2, "a get; Hibernate's StatelessSession"),
    GET_AGAINST_SPRING_DATA(29, Place.POSTGRES, 1.08, 1.2, "a get; a repository of Spring Data JDBC"),
    PARTITION_AGAINST_JOOQ(30, Place.POSTGRES, 1.08, 1.6, "a partition of 940; jOOQ into records"),
    PARTITION_AGAINST_HIBERNATE(30, Place.POSTGRES, 1.08, 1.6, "a partition of 940; Hibernate's StatelessSession"),
    PARTITION_AGAINST_SPRING_DATA(
            30, Place.POSTGRES, 1.08, 1.6, "a partition of 940; a repository of Spring Data JDBC"),
    LOAD_1M(
            31,
            Place.POSTGRES,
            SmallHeap.BYTES,
            SmallHeap.BYTES * 0.75,
            "bytes of a heap of 64 MiB in use while 1,000,000 movies are loaded from JSON lines"),
    STREAM_1M(
            31,
            Place.POSTGRES,
            SmallHeap.BYTES,
            SmallHeap.BYTES * 0.75,
            "bytes of a heap of 64 MiB in use while 1,000,000 movies are streamed"),
    TCP(
            33,
            Place.POSTGRES,
            0.6,
            0.7,
            "512 gets and puts by 16 threads, through one connection to a server with 500; the same calls of its store"),
    SDK_GET(34, Place.POSTGRES, 0.77, 0.9, "a get through the SDK's client over our store; ours itself, into an item"),
    SDK_PUT(34, Place.POSTGRES, 0.77, 0.9, "a put through the SDK's client over our store; ours itself"),
    SDK_PUT_ASYNCHRONOUS(34, Place.POSTGRES, 0.77, 0.9, "the same with synchronous_commit off"),
    MEMORY_1M(32, Place.MEMORY, 600, 500, "bytes of memory for each of 1,000,000 small items in the memory store");

    /** Where contests are held. */
    enum Place {
        /** On a PostgreSQL server with fsync and synchronous_commit on. */
        POSTGRES,
        /** On canned answers, so that nothing but the client is measured. */
        DYNAMODB_CLIENT,
        /** On DynamoDB Local. */
        DYNAMODB_LOCAL,
        /** In this process. */
        MEMORY
    }

    private final int number;
    private final Place place;
    private final double bar;
    private final double stretch;
    private final String description;

    Goal(int number, Place place, double bar, double stretch, String description) {
        this.number = number;
        this.place = place;
        this.bar = bar;
        this.stretch = stretch;
        this.description = description;
    }

    int number() {
        return number;
    }

    Place place() {
        return place;
    }

    /** Returns the ratio that must be reached, or the limit that must be kept. */
    double bar() {
        return bar;
    }

    double stretch() {
        return stretch;
    }

    String description() {
        return description;
    }

    /** Says whether it takes so long that only a full measurement has it. */
    boolean isLong() {
        return this == LOAD_1M || this == STREAM_1M || this == MEMORY_1M;
    }

    /** Says whether less is better. */
    boolean isLimit() {
        return stretch < bar;
    }

    /** Returns the goal of a {@link #label}. */
    static Optional<Goal> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(goal -> goal.label().equals(label))
                .findFirst();
    }

    /** Returns the name as it is written in results and in {@code --only}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
