// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Segment;
import org.moviestore.table.TableSchema;

/**
 * Reads all segments of a table, which together have what a scan of it finds.
 *
 * @param scan the scan
 * @param total how many segments there are
 */
record SegmentsStep(ScanStep scan, int total) implements Step {
    private static final int MOST_SEGMENTS = 5;

    static SegmentsStep draw(Scene scene) {
        return new SegmentsStep(
                ScanStep.draw(scene),
                scene.draw().between(1, scene.draw().oneIn(20) ? 10 * MOST_SEGMENTS : MOST_SEGMENTS));
    }

    @Override
    public List<TableSchema> schemas() {
        return scan.schemas();
    }

    @Override
    public Outcome run(Tables tables) {
        ScanRequest whole = scan.request();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            ScanRequest part = new ScanRequest(whole.schema(), Optional.of(new Segment(i, total)), whole.options());
            items.addAll(Reading.all(tables.of(whole.schema()), part));
        }
        return Outcome.AnyOrder.of(items, List.of(), true);
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        Stream<Integer> fewer = Stream.of(1, total / 2, total - 1)
                .filter(less -> less > 0 && less < total)
                .distinct();
        return Simpler.all(Stream.of(
                fewer.map(less -> new SegmentsStep(scan, less)),
                scan.simpler().map(simpler -> new SegmentsStep((ScanStep) simpler, total))));
    }

    @Override
    public String shape() {
        return "segments of " + scan.shape();
    }

    @Override
    public String call(JavaTest test) {
        String table = test.table(scan.request().schema());
        String segment = scan.request(test).replaceFirst("\\.build\\(\\)$", ".segment(i, " + total + ").build()");
        return "IntStream.range(0, " + total + ").boxed().flatMap(i -> " + table + ".stream(" + segment + "))";
    }
}
