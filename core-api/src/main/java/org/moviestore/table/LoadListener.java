// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** Is told what a load does while it runs, on the thread that runs it. What a listener throws ends the load. */
public interface LoadListener {
    /** Hears nothing. */
    LoadListener SILENT = new LoadListener() {
        @Override
        public void refused(String record, String reason) {
            // nobody wants to know
        }

        @Override
        public void loaded(long records) {
            // nobody wants to know
        }
    };

    /**
     * A record was refused, and the load went on.
     *
     * @param record which one, such as {@code record 3} or {@code line 17}
     * @param reason what is wrong with it
     */
    void refused(String record, String reason);

    /** So many records have been stored so far. */
    void loaded(long records);
}
