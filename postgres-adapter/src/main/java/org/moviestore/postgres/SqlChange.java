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
 * @param mostGrowth with the size of the old item for each copy no less than that, whatever is in the place
 * @param copies how often a value of the old item may come to be there once more
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
