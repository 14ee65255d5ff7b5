// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;

class JsonSourceTest {
    @Test
    void factoryFor_shortText_isSharedSoThatNamesAreKept() {
        JsonFactory first = JsonSource.factoryFor(0);
        JsonFactory second = JsonSource.factoryFor(4096);

        assertThat(second).isSameAs(first);
    }

    @Test
    void factoryFor_longText_isItsOwnSoThatNoLongNameIsKept() {
        JsonFactory first = JsonSource.factoryFor(4097);
        JsonFactory second = JsonSource.factoryFor(4097);

        assertThat(first).isNotSameAs(second).isNotSameAs(JsonSource.factoryFor(0));
    }
}
