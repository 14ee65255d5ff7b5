// SPDX-License-Identifier: Apache-2.0
/** A course lab as one program. Start with {@link org.moviestore.examples.lab.Lab}. */
@NullMarked
package org.moviestore.examples.lab;

import org.jspecify.annotations.NullMarked;
