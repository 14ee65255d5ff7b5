// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import org.jspecify.annotations.Nullable;

/** Records one after the other. */
sealed interface RecordSource permits ArrayRecords, LineRecords {
    /** Reads the next record, or returns null after the last. */
    @Nullable
    JsonRecord read();

    /** Returns what positions count: records or lines. */
    String unit();
}
