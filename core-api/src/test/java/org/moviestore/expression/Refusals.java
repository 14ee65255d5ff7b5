// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** Asserts that a call is refused, and why. */
final class Refusals {
    private Refusals() {}

    static AbstractThrowableAssert<?, ?> assertRefused(ErrorCode code, ThrowingCallable call) {
        AbstractThrowableAssert<?, ? extends Throwable> refusal = assertThatThrownBy(call);
        refusal.asInstanceOf(InstanceOfAssertFactories.type(InvalidRequestException.class))
                .returns(code, InvalidRequestException::code);
        return refusal;
    }
}
