// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import org.moviestore.item.Item;

final class UpdateEvaluator {
    private UpdateEvaluator() {}

    static Item apply(Update update, Item old) {
        throw new UnsupportedOperationException();
    }
}
