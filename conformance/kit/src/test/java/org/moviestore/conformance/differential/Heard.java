// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a differential run tells. */
public final class Heard implements DifferentialListener {
    final List<Long> operations = new ArrayList<>();
    final List<Double> parts = new ArrayList<>();
    final List<Divergence> divergences = new ArrayList<>();

    @Override
    public void compared(long count, double part) {
        operations.add(count);
        parts.add(part);
    }

    @Override
    public void diverged(Divergence divergence) {
        divergences.add(divergence);
    }
}
