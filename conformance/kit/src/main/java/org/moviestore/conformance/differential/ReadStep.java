// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Optional;
import org.moviestore.table.IndexScope;
import org.moviestore.table.PageRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.SecondaryIndex;

/** A call that reads pages. */
sealed interface ReadStep extends Step permits QueryStep, ScanStep, IndexQueryStep {
    /** Returns what is asked for. */
    PageRequest request();

    /** Returns in Java what is asked for. */
    String request(JavaTest test);

    /** Returns how a read is consistent that says nothing of it. */
    static ReadConsistency consistency(Optional<SecondaryIndex> index) {
        return index.filter(read -> read.scope() == IndexScope.GLOBAL).isPresent()
                ? ReadConsistency.EVENTUAL
                : ReadConsistency.CONSISTENT;
    }
}
