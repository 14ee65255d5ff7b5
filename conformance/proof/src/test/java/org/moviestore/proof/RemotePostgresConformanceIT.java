// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import org.junit.jupiter.api.Tag;
import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@Tag("full")
@ConformsWith(RemoteHarness.OfPostgres.class)
class RemotePostgresConformanceIT extends DocumentTableConformance {}
