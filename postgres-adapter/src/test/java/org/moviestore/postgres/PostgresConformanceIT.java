// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@ConformsWith(PostgresHarness.class)
class PostgresConformanceIT extends DocumentTableConformance {}
