// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.Optional;

/** What the figures depend on, without names of hosts or folders. */
final class Machine {
    private Machine() {}

    /** Returns one line about this machine. */
    static String description(Optional<Taskset> taskset) {
        return "%d cores, %s %s %s, JDK %s of %s; %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("java.vendor"),
                        taskset.map(each -> "pinned to " + each + " where not said otherwise")
                                .orElse("NOT pinned to a core, since there is no taskset"));
    }
}
