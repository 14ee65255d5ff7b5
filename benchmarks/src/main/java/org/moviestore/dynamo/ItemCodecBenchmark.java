// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.moviestore.MovieStore;
import org.moviestore.benchmarks.jmh.SampleItem;
import org.moviestore.item.Item;
import org.moviestore.table.PutRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Items to and from the SDK's attribute values, and a whole request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ItemCodecBenchmark {
    private final Item item = SampleItem.movie();
    private final Map<String, AttributeValue> encoded = ItemCodec.encode(item);
    private final PutRequest put = PutRequest.of(MovieStore.schema(MovieStore.DEFAULT_TABLE), item);

    /** Encodes an item. */
    @Benchmark
    public Map<String, AttributeValue> encode() {
        return ItemCodec.encode(item);
    }

    /** Decodes an item. */
    @Benchmark
    public Item decode() {
        return ItemCodec.decode(encoded);
    }

    /** Makes the SDK's request of ours. */
    @Benchmark
    public PutItemRequest putRequest() {
        return Requests.put(put);
    }
}
