// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Results as a table for people and as JSON for programs. */
final class Report {
    private static final MathContext SHOWN = new MathContext(4);
    private static final String ROW = "%2s  %-32s %12s %12s %8s  %-18s %8s %8s  %s";

    private Report() {}

    static String header() {
        return ROW.formatted("#", "name", "ours", "baseline", "ratio", "quartiles", "bar", "stretch", "");
    }

    static String row(Result result) {
        Goal goal = result.goal();
        Quartiles spread = result.spread();
        boolean limit = goal.isLimit();
        return ROW.formatted(
                        goal.number(),
                        goal.label(),
                        limit ? String.format(Locale.ROOT, "%,.0f B", result.ours()) : micros(result.ours()),
                        limit ? "" : micros(result.baseline()),
                        limit ? "" : figure(goal, spread.median()),
                        "[" + figure(goal, spread.q1()) + " .. " + figure(goal, spread.q3()) + "]",
                        (limit ? "<=" : "") + figure(goal, goal.bar()),
                        (limit ? "<=" : "") + figure(goal, goal.stretch()),
                        result.isStretchMet() ? "stretch" : result.isMet() ? "met" : "MISSED")
                .stripTrailing();
    }

    private static String micros(double time) {
        return String.format(Locale.ROOT, time < 10_000 ? "%,.1f us" : "%,.0f us", time);
    }

    private static String figure(Goal goal, double figure) {
        return String.format(Locale.ROOT, goal.isLimit() ? "%.0f" : "%.2f", figure);
    }

    /** Returns a JSON array with an object for each result, one a line. */
    static String json(List<Result> results) {
        return results.stream()
                .map(Report::json)
                .map(JsonForm.NATURAL::write)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** Reads what {@link #json(List)} wrote. */
    static List<Result> read(String json) {
        return ((ListValue) JsonForm.NATURAL.readValue(json))
                .elements().stream()
                        .map(each -> result(new Item(((MapValue) each).entries())))
                        .toList();
    }

    private static Result result(Item json) {
        String name = ((StringValue) json.attribute("name").orElseThrow()).text();
        Goal goal = Goal.ofLabel(name)
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.JSON_SYNTAX, "there is no " + name + " to draw; the results are of another version"));
        double median = number(json, goal.isLimit() ? "value" : "ratio");
        Quartiles spread = new Quartiles(number(json, "q1"), median, number(json, "q3"));
        return new Result(
                goal,
                goal.isLimit() ? median : number(json, "ours"),
                goal.isLimit() ? 0 : number(json, "baseline"),
                spread);
    }

    private static double number(Item json, String name) {
        return ((NumberValue) json.attribute(name).orElseThrow()).value().doubleValue();
    }

    private static Item json(Result result) {
        Goal goal = result.goal();
        Quartiles spread = result.spread();
        Item.Builder json = Item.builder().set("name", goal.label());
        if (goal.isLimit()) {
            json.set("value", rounded(spread.median()));
        } else {
            json.set("ours", rounded(result.ours()))
                    .set("baseline", rounded(result.baseline()))
                    .set("ratio", rounded(spread.median()));
        }
        return json.set("q1", rounded(spread.q1()))
                .set("q3", rounded(spread.q3()))
                .set(goal.isLimit() ? "limit" : "bar", rounded(goal.bar()))
                .set("stretch", rounded(goal.stretch()))
                .set("met", result.isMet())
                .build();
    }

    private static BigDecimal rounded(double figure) {
        return new BigDecimal(figure).round(SHOWN);
    }
}
