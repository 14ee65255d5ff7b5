// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;

/** Applies updates to stored items, in the ways that a backend may carry out differently. */
abstract class UpdateChecks extends ConformanceTests {
    /** Checks what an update makes of the attributes, both when nothing is returned and when the new item is. */
    final void assertUpdated(Item before, Update update, Item after) {
        Key silent = stored(before);
        Key answered = stored(before);

        table().update(UpdateRequest.of(table().schema(), silent, update));
        Item returned = table().update(request(answered, update, ReturnValues.ALL_NEW))
                .item()
                .orElseThrow();

        assertThat(read(silent)).as("%s of %s", update, before).contains(after);
        assertThat(read(answered)).as("%s of %s", update, before).contains(after);
        assertThat(returned).isEqualTo(withKey(answered, after));
    }

    /** Checks that an update cannot be applied to the attributes, for the rule with the code, and changes nothing. */
    final void assertRejected(ErrorCode code, Item before, Update update) {
        assertRejected(Set.of(code), before, update);
    }

    /** Checks that an update cannot be applied to the attributes, for one of the rules, and changes nothing. */
    final void assertRejected(Set<ErrorCode> codes, Item before, Update update) {
        assertRejectedOn(stored(before), codes, update);
    }

    /**
     * Checks that an update cannot be applied to the item that is stored, for one of the rules, and changes nothing.
     */
    final void assertRejectedOn(Key key, Set<ErrorCode> codes, Update update) {
        Item before = table().get(key).orElseThrow();

        assertThatExceptionOfType(UpdateRejectedException.class)
                .as("%s", update)
                .isThrownBy(() -> table().update(UpdateRequest.of(table().schema(), key, update)))
                .satisfies(rejection -> assertThat(codes).contains(rejection.code()));

        assertThat(table().get(key)).as("%s", update).contains(before);
    }

    final UpdateRequest request(Key key, Update update, ReturnValues returning) {
        return UpdateRequest.builder(table().schema(), key, update)
                .returning(returning)
                .build();
    }
}
