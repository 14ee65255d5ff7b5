// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the tests of the suite that a broken store fails. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface CaughtBy {
    String[] value();
}
