// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.io.IOException;
import java.io.InputStream;

/** Movies as JSON that can be read again and again, once for each store. */
@FunctionalInterface
public interface MovieData {
    /** Opens the JSON, an array or lines; the caller closes it. */
    InputStream open() throws IOException;
}
