// SPDX-License-Identifier: Apache-2.0
package example.files;

import org.moviestore.conformance.ConformsWith;
import org.moviestore.conformance.DocumentTableConformance;

@ConformsWith(FilesHarness.class)
class FilesConformanceTest extends DocumentTableConformance {}
