// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first test of a build with containers, so that one without an engine fails in seconds and says why. */
@Tag("containers")
final class ContainerEngineTest {
    @Test
    void requireEngine_inABuildWithContainers_findsOne() {
        // No assertion around it: its own message is the line that the build ends with.
        Containers.requireEngine();
    }
}
