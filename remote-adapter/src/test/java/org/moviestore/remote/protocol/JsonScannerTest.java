// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;

class JsonScannerTest {
    @Test
    void factoryFor_shortText_isSharedSoThatNamesAreKept() {
        JsonFactory first = JsonScanner.factoryFor(0);
        JsonFactory second = JsonScanner.factoryFor(4096);

        assertThat(second).isSameAs(first);
    }

    @Test
    void factoryFor_longText_isItsOwnSoThatNoLongNameIsKept() {
        JsonFactory first = JsonScanner.factoryFor(4097);
        JsonFactory second = JsonScanner.factoryFor(4097);

        assertThat(first).isNotSameAs(second).isNotSameAs(JsonScanner.factoryFor(0));
    }
}
