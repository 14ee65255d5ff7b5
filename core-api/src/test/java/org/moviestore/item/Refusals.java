// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches refused requests. */
final class Refusals {
    private Refusals() {}

    static InvalidRequestException refused(ThrowingCallable request) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, request);
        assertThat(refused).isNotNull();
        return refused;
    }

    static ErrorCode codeOf(ThrowingCallable request) {
        return refused(request).code();
    }
}
