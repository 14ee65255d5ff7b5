// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import org.moviestore.item.Key;

/**
 * One record of a load that is to be stored.
 *
 * @param key the key of its item
 * @param place what messages call it
 * @param row what the backend is sent of the item
 */
record LoadPut<R>(Key key, String place, R row) {}
