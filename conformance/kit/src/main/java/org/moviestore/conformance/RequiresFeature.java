// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.moviestore.table.TableFeature;

/**
 * Marks a test of what not every store can do. Each such test of the behaviour has a twin, marked {@code absent}, of
 * the refusal, or of what is promised instead; a store runs exactly one of the two. There is no other way to leave a
 * test of the suite out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresFeature {
    /** Returns the feature. */
    TableFeature value();

    /** Returns whether the test is for stores without the feature. */
    boolean absent() default false;
}
