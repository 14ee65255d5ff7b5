// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;

/** The way to the store in memory, which needs no server. */
final class MemoryHarness implements TableHarness {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public DocumentStore open() {
        return new MemoryStore();
    }
}
