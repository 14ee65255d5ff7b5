// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the harness that the suite runs with. It stands on a class that adds nothing else, which is all that an adapter
 * writes beside the harness:
 *
 * <pre>{@code
 * @ConformsWith(PostgresHarness.class)
 * class PostgresConformanceIT extends DocumentTableConformance {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConformsWith {
    /** Returns the harness, whose constructor without parameters may be package-private. */
    Class<? extends TableHarness> value();
}
