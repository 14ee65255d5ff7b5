// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import org.junit.jupiter.api.Tag;

@Tag("containers")
final class LocalPostgresContainerIT extends LocalPostgresIT {
    @Override
    LocalPostgres start() {
        return LocalPostgres.container();
    }
}
