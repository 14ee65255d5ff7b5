// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

@ConformsWith(MemoryHarness.class)
class MemoryConformanceTest extends DocumentTableConformance {}
