// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import org.moviestore.table.PageRequest;

/** A call that reads pages. */
sealed interface ReadStep extends Step permits QueryStep, ScanStep {
    /** Returns what is asked for. */
    PageRequest request();

    /** Returns in Java what is asked for. */
    String request(JavaTest test);
}
