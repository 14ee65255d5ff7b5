// SPDX-License-Identifier: Apache-2.0
/** AWS's Enhanced Client on the client over a store, by what its documentation promises. */
@NullMarked
package org.moviestore.proof.enhanced;

import org.jspecify.annotations.NullMarked;
