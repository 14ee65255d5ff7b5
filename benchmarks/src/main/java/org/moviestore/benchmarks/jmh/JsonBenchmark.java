// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Items to and from JSON, and their size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JsonBenchmark {
    /** The form; PostgreSQL holds TAGGED. */
    @Param({"TAGGED", "DYNAMODB"})
    public JsonForm form = JsonForm.TAGGED;

    private final Item item = SampleItem.movie();
    private final JsonFactory tokens = new JsonFactory();
    private byte[] json = {};

    /** Prepares the JSON. */
    @Setup
    public void setUp() {
        json = form.write(item).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an item from bytes. */
    @Benchmark
    public Item read() {
        return form.readItem(json);
    }

    /** Reads the tokens of an item and makes its texts, and keeps none: what {@link #read} cannot be faster than. */
    @Benchmark
    public int readTokens() {
        int length = 0;
        try (JsonParser parser = tokens.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                length += token == JsonToken.VALUE_STRING ? parser.getString().length() : 0;
            }
        }
        return length;
    }

    /** Writes an item. */
    @Benchmark
    public String write() {
        return form.write(item);
    }

    /** Counts the size that DynamoDB limits. */
    @Benchmark
    public int size() {
        return item.sizeInBytes();
    }
}
