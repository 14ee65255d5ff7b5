// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Ratios with their spread, drawn as SVG: a row for each, with its median as a dot and its quartiles as a line. */
final class Chart {
    private static final int ROW_HEIGHT = 22;
    private static final int TOP = 64;
    private static final int BOTTOM = 34;
    private static final int LEFT = 300;
    private static final int WIDTH = 420;
    private static final int RIGHT = 70;

    private final String title;
    private final String one;
    private final double least;
    private final double most;
    private final boolean isLogarithmic;
    private final List<Double> ticks;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A row.
     *
     * @param label what it is
     * @param spread the ratio with its quartiles
     * @param bar what must be reached, where something must
     */
    record Row(String label, Quartiles spread, OptionalDouble bar) {}

    private Chart(String title, String one, double least, double most, boolean isLogarithmic, List<Double> ticks) {
        this.title = title;
        this.one = one;
        this.least = least;
        this.most = most;
        this.isLogarithmic = isLogarithmic;
        this.ticks = ticks;
    }

    /** Begins a chart whose axis begins at 0, and whose line at 1 has a name. */
    static Chart linear(String title, String one, double most) {
        List<Double> ticks = new ArrayList<>();
        for (double tick = 0; tick <= most + 1e-9; tick += most > 2.5 ? 0.5 : 0.2) {
            ticks.add(tick);
        }
        return new Chart(title, one, 0, most, false, ticks);
    }

    /** Begins a chart of ratios of very different size, from 1 on. */
    static Chart logarithmic(String title, String one, double most) {
        List<Double> ticks = new ArrayList<>();
        for (double tick : new double[] {1, 2, 5, 10, 20, 50, 100}) {
            if (tick <= most) {
                ticks.add(tick);
            }
        }
        return new Chart(title, one, 0.7, most, true, ticks);
    }

    Chart row(Row row) {
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String svg() {
        int height = TOP + rows.size() * ROW_HEIGHT + BOTTOM;
        StringBuilder out = new StringBuilder();
        add(
                out,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d'"
                        + " font-family='sans-serif' font-size='12' role='img'>",
                LEFT + WIDTH + RIGHT,
                height);
        add(out, "<title>%s</title>", text(title));
        add(out, "<rect width='100%%' height='100%%' fill='white'/>");
        add(out, "<text x='12' y='24' font-size='15' font-weight='bold' fill='#222'>%s</text>", text(title));
        int bottom = TOP + rows.size() * ROW_HEIGHT;
        for (double tick : ticks) {
            add(out, "<line x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d' stroke='#e4e4e4'/>", x(tick), TOP, bottom);
            add(
                    out,
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#666'>%s</text>",
                    x(tick),
                    bottom + 16,
                    shown(tick));
        }
        add(out, "<line x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d' stroke='#222'/>", x(1), TOP - 6, bottom);
        add(out, "<text x='%.1f' y='%d' text-anchor='middle' fill='#222'>%s</text>", x(1), TOP - 10, text(one));
        for (int i = 0; i < rows.size(); i++) {
            draw(out, rows.get(i), TOP + i * ROW_HEIGHT + ROW_HEIGHT / 2);
        }
        return out.append("</svg>\n").toString();
    }

    private void draw(StringBuilder out, Row row, int y) {
        Quartiles spread = row.spread();
        add(out, "<text x='%d' y='%d' text-anchor='end' fill='#222'>%s</text>", LEFT - 12, y + 4, text(row.label()));
        add(
                out,
                "<line x1='%.1f' x2='%.1f' y1='%3$d' y2='%3$d' stroke='#8fb3d9' stroke-width='7'/>",
                x(spread.q1()),
                x(spread.q3()),
                y);
        row.bar()
                .ifPresent(bar -> add(
                        out,
                        "<line x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d' stroke='#c0392b' stroke-width='2'/>",
                        x(bar),
                        y - 8,
                        y + 8));
        add(out, "<circle cx='%.1f' cy='%d' r='4' fill='#1f5a96'/>", x(spread.median()), y);
        add(
                out,
                "<text x='%d' y='%d' text-anchor='end' fill='#222'>%.2f</text>",
                LEFT + WIDTH + RIGHT - 12,
                y + 4,
                spread.median());
    }

    /** Returns where a ratio is drawn; what is off the axis, at its end. */
    private double x(double ratio) {
        DoubleUnaryOperator scale = isLogarithmic ? Math::log : value -> value;
        double within = Math.max(least, Math.min(most, ratio));
        double part = (scale.applyAsDouble(within) - scale.applyAsDouble(least))
                / (scale.applyAsDouble(most) - scale.applyAsDouble(least));
        return LEFT + part * WIDTH;
    }

    private static String shown(double tick) {
        return tick == Math.rint(tick)
                ? String.format(Locale.ROOT, "%.0f", tick)
                : String.format(Locale.ROOT, "%.1f", tick);
    }

    private static void add(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
