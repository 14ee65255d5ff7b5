// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@ConformsWith(RemoteHarness.OfMemory.class)
class RemoteMemoryConformanceIT extends DocumentTableConformance {}
