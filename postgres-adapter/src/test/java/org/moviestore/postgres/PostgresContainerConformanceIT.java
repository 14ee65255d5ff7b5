// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.junit.jupiter.api.Tag;
import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@Tag("containers")
@ConformsWith(PostgresContainerHarness.class)
class PostgresContainerConformanceIT extends DocumentTableConformance {}
