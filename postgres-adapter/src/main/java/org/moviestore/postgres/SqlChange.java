// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Optional;

/**
 * What one action of an update does, as SQL computes it of the old item.
 *
 * @param place where it does it
 * @param value the value to store, as jsonb and never NULL where the guards hold, or none to remove what is there
 * @param growth by how many bytes the item grows, where the guards hold
 * @param mostGrowth no less than that, but for the copies
 * @param copies how often a value of the old item comes to be there once more
 * @param guards what must hold for all this to be what the evaluator does; none of them ever fails
 */
record SqlChange(
        SqlPlace place,
        Optional<SqlExpression> value,
        SqlExpression growth,
        int mostGrowth,
        int copies,
        List<SqlExpression> guards) {
    SqlChange {
        guards = List.copyOf(guards);
    }
}
