// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.moviestore.expression.Expressions.attribute;

import java.util.concurrent.TimeUnit;
import org.moviestore.benchmarks.jmh.SampleItem;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is made of a request before PostgreSQL sees it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SqlBenchmark {
    private final Item item = SampleItem.movie();
    private final Condition condition =
            attribute("info.rating").lessThan(8).and(attribute("info.actors").contains("Maren Okafor"));

    /** Writes an item for the column of the items. */
    @Benchmark
    public String writeItem() {
        return ItemJson.write(item);
    }

    /** Writes a condition as SQL. */
    @Benchmark
    public String writeCondition() {
        return SqlCondition.write(new Sql(), condition, TableSql.ITEM).text();
    }
}
