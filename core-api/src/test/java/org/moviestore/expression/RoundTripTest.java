// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever is printed, a strict parser reads as what it was. */
class RoundTripTest {
    private static final long SEED = 20_130_902;
    private static final int TREES = 2_000;

    private final TreeGenerator generator = new TreeGenerator(SEED);

    @Test
    void condition_printed_isReadAsItself() {
        for (int i = 0; i < TREES; i++) {
            Condition condition = generator.condition(i % 4);

            assertRoundTrip(condition, printer -> printer.print(condition), ExpressionParser::condition);
        }
    }

    @Test
    void condition_printedInOnePairOfParentheses_isReadAsItself() {
        for (int i = 0; i < TREES; i++) {
            Condition condition = generator.condition(i % 4);

            assertRoundTrip(condition, printer -> "(" + printer.print(condition) + ")", ExpressionParser::condition);
        }
    }

    @Test
    void keyCondition_printed_isReadAsItself() {
        for (int i = 0; i < TREES; i++) {
            KeyCondition condition = TreeGenerator.valid(generator::keyCondition);

            assertRoundTrip(condition, printer -> printer.print(condition), ExpressionParser::keyCondition);
        }
    }

    @Test
    void update_printed_isReadAsItself() {
        for (int i = 0; i < TREES; i++) {
            Update update = TreeGenerator.valid(generator::update);

            assertRoundTrip(update, printer -> printer.print(update), ExpressionParser::update);
        }
    }

    @Test
    void projection_printed_isReadAsItself() {
        for (int i = 0; i < TREES; i++) {
            Projection projection = TreeGenerator.valid(generator::projection);

            assertRoundTrip(projection, printer -> printer.print(projection), ExpressionParser::projection);
        }
    }

    private static <T> void assertRoundTrip(
            T tree, Function<ExpressionPrinter, String> print, BiFunction<ExpressionParser, String, T> parse) {
        ExpressionPrinter printer = new ExpressionPrinter();

        String text = print.apply(printer);

        ExpressionParser strict = ExpressionParser.strict(new Placeholders(printer.names(), printer.values()));
        assertThat(parse.apply(strict, text)).as("seed %d: %s", SEED, text).isEqualTo(tree);
        strict.requireAllUsed();
    }
}
