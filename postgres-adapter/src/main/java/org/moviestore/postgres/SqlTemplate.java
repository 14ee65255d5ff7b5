// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.function.UnaryOperator;

/** Statements in which parts stand in braces. */
final class SqlTemplate {
    private SqlTemplate() {}

    /** Fills in the parts, once: identifiers may hold what looks like a part to fill in. */
    static String fill(String template, UnaryOperator<String> parts) {
        StringBuilder sql = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            sql.append(template, at, open);
            sql.append(parts.apply(template.substring(open + 1, close)));
            at = close + 1;
        }
        return sql.append(template.substring(at)).toString();
    }
}
