// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * What paths may be, given the keys of a table and its indexes: their attributes are neither maps nor lists, so no path
 * leads into one.
 */
final class KeyPaths {
    private KeyPaths() {}

    static void check(TableSchema schema, Condition condition) {
        check(schema, ExpressionLimits.paths(condition));
    }

    static void check(TableSchema schema, Update update) {
        check(schema, ExpressionLimits.paths(update));
    }

    static void check(TableSchema schema, Projection projection) {
        check(schema, projection.paths());
    }

    private static void check(TableSchema schema, List<AttributePath> paths) {
        for (AttributePath path : paths) {
            if (!path.isTopLevel() && isKeyAttribute(schema, path.attribute())) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_PATH,
                        "path " + path + " leads into key attribute " + path.attribute() + " of table "
                                + schema.tableName()
                                + " or an index of it, which is neither a map nor a list; name the attribute alone");
            }
        }
    }

    private static boolean isKeyAttribute(TableSchema schema, String attribute) {
        if (schema.isKeyAttribute(attribute)) {
            return true;
        }
        for (SecondaryIndex index : schema.indexes()) {
            if (index.isKeyAttribute(attribute)) {
                return true;
            }
        }
        return false;
    }
}
