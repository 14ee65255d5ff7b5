// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.jmh;

import static org.moviestore.expression.Expressions.set;

import java.util.concurrent.TimeUnit;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
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

/** Conditions and updates: parsing, printing and evaluating. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ExpressionBenchmark {
    private static final String TEXT =
            "info.rating < :r AND contains(info.actors, :a) OR attribute_not_exists(info.rank)";

    private final Item item = SampleItem.movie();
    private final Placeholders placeholders = Placeholders.none().value(":r", 8).value(":a", "Maren Okafor");
    private final Condition condition = Condition.parse(TEXT, placeholders);
    private final Update update = set("info.rating", 8.1).remove("info.rank").add("info.views", 1);

    /** Parses a condition of DynamoDB's text. */
    @Benchmark
    public Condition parseCondition() {
        return Condition.parse(TEXT, placeholders);
    }

    /** Prints a condition as DynamoDB's text. */
    @Benchmark
    public String printCondition() {
        return new ExpressionPrinter().print(condition);
    }

    /** Tests a condition on an item. */
    @Benchmark
    public boolean testCondition() {
        return condition.holdsOn(item);
    }

    /** Makes a new item of an old one. */
    @Benchmark
    public Item applyUpdate() {
        return update.applyTo(item);
    }
}
