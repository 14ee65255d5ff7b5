// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@ConformsWith(DynamoHarness.class)
class DynamoConformanceIT extends DocumentTableConformance {}
