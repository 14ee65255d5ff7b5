// SPDX-License-Identifier: Apache-2.0
/**
 * The store in the memory of this process: the executable specification that the other backends are measured by, and a
 * real store to test applications with. Start with {@link org.moviestore.memory.MemoryStore}.
 */
@NullMarked
package org.moviestore.memory;

import org.jspecify.annotations.NullMarked;
