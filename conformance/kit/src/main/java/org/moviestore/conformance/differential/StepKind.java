// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Arrays;
import java.util.function.Function;

/** The kinds of calls that a history has, with how many of a hundred are of each. */
enum StepKind {
    GET(11, GetStep::draw),
    PUT(17, PutStep::draw),
    UPDATE(30, UpdateStep::draw),
    DELETE(5, DeleteStep::draw),
    QUERY(13, QueryStep::draw),
    SCAN(4, ScanStep::draw),
    RESUMED_SCAN(2, ResumedScanStep::draw),
    STRAY(1, StrayStep::draw),
    BATCH_GET(3, BatchGetStep::draw),
    BATCH_WRITE(4, BatchWriteStep::draw),
    TRANSACT_GET(3, TransactGetStep::draw),
    TRANSACT_WRITE(6, TransactWriteStep::draw),
    COUNT(2, CountStep::draw),
    SEGMENTS(2, SegmentsStep::draw),
    INDEX_QUERY(8, IndexQueryStep::draw);

    private static final int SHARES =
            Arrays.stream(values()).mapToInt(kind -> kind.share).sum();

    private final int share;
    private final Function<Scene, Step> drawing;

    StepKind(int share, Function<Scene, Step> drawing) {
        this.share = share;
        this.drawing = drawing;
    }

    /** Draws a call of this kind. */
    Step drawFrom(Scene scene) {
        return Draw.valid(() -> drawing.apply(scene));
    }

    /** Draws a call of any kind. */
    static Step draw(Scene scene) {
        int drawn = scene.draw().below(SHARES);
        for (StepKind kind : values()) {
            drawn -= kind.share;
            if (drawn < 0) {
                return kind.drawFrom(scene);
            }
        }
        throw new IllegalStateException("no kind has a share");
    }
}
