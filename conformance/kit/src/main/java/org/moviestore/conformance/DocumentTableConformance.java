// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests that every adapter passes, grouped by the areas of docs/contract.md. An adapter extends this class with an
 * empty one that names its harness; see {@link ConformsWith}.
 */
@ExtendWith(ConformanceExtension.class)
public abstract class DocumentTableConformance {
    /** Has nothing to set up: the harness of {@link ConformsWith} is started before the first test. */
    protected DocumentTableConformance() {}

    @Nested
    class Tables extends TableTests {}
}
