// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;

/** Where contests are held: servers or what stands for them, with data. */
interface Arena extends AutoCloseable {
    List<Contest> contests();

    /** Returns the servers' processes. */
    List<ProcessHandle> processes();

    /** Cleans up after the contest before, so that its debts are not paid by the next. */
    void settle() throws Exception;

    /** Puts the data back as it was at first. */
    void restore() throws Exception;

    /** Returns the data as it is, comparable by equality. */
    Object state() throws Exception;

    @Override
    void close();
}
