// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong when a backend is asked, by two questions: did it happen, and may I try again? Start with
 * {@link org.moviestore.error.StoreException}.
 */
@NullMarked
package org.moviestore.error;

import org.jspecify.annotations.NullMarked;
