// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import org.junit.jupiter.api.Tag;
import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@Tag("containers")
@ConformsWith(DynamoHarness.InContainer.class)
class DynamoContainerConformanceIT extends DocumentTableConformance {}
