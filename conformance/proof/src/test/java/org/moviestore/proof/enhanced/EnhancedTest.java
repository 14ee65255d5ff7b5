// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that is run on each backend, by its name. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(strings = {Backends.MEMORY, Backends.POSTGRES, Backends.ADAPTED, Backends.REMOTE, Backends.DYNAMODB})
@interface EnhancedTest {}
