// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

class SortedItemsTest {
    private static final Item SEVEN_SAMURAI = Item.of("year", 1954, "title", "七人の侍");
    private static final Item REAR_WINDOW = Item.of("year", 1954, "title", "Rear Window");
    private static final Item THE_KID = Item.of("year", 1921, "title", "The Kid");

    private static SortedItems sorted(Item... items) {
        SortedItems sorted = SortedItems.create();
        for (Item item : items) {
            sorted.add(item);
        }
        sorted.complete();
        return sorted;
    }

    private static String digest(Item... items) {
        try (SortedItems sorted = sorted(items)) {
            return sorted.digest();
        }
    }

    @Test
    void forEach_itemsAddedInAnyOrder_comeInTheOrderOfTheirKeys() {
        try (SortedItems sorted = sorted(SEVEN_SAMURAI, REAR_WINDOW, THE_KID)) {
            List<Item> all = new ArrayList<>();
            sorted.forEach(all::add);
            List<Item> first = new ArrayList<>();
            sorted.forEach(1, first::add);

            assertThat(all).containsExactly(THE_KID, REAR_WINDOW, SEVEN_SAMURAI);
            assertThat(first).containsExactly(THE_KID);
            assertThat(sorted.count()).isEqualTo(3);
        }
    }

    @Test
    void forEach_itemOfAllTypes_givesItBack() {
        Item item = Item.of("year", 1, "title", "a")
                .with("tags", Values.stringSet("x", "y"))
                .with("numbers", Values.numberSet(1, 2.5))
                .with("$odd", List.of(Map.of("nothing", Values.nullValue(), "yes", true)));

        try (SortedItems sorted = sorted(item)) {
            List<Item> all = new ArrayList<>();
            sorted.forEach(all::add);

            assertThat(all).containsExactly(item);
        }
    }

    @Test
    void digest_sameItemsInAnotherOrder_isTheSame() {
        Map<String, Object> backwards = new LinkedHashMap<>();
        backwards.put("z", List.of(Map.of("q", 1)));
        backwards.put("a", 2);
        Map<String, Object> forwards = new LinkedHashMap<>();
        forwards.put("a", 2.0);
        forwards.put("z", List.of(Map.of("q", 1)));

        String one = digest(THE_KID.with("info", backwards), REAR_WINDOW);
        String other = digest(
                REAR_WINDOW, Item.of("info", forwards, "title", "The Kid").with("year", 1921));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void digest_anyDifference_changesIt() {
        String digest = digest(THE_KID, REAR_WINDOW);

        assertThat(digest)
                .isNotEqualTo(digest(THE_KID))
                .isNotEqualTo(digest(THE_KID, REAR_WINDOW, REAR_WINDOW))
                .isNotEqualTo(digest(THE_KID, REAR_WINDOW.with("seen", true)))
                .isNotEqualTo(digest(THE_KID, REAR_WINDOW.with("year", 1955)));
        assertThat(digest(THE_KID.with("tags", Values.stringSet("a", "b"))))
                .isNotEqualTo(digest(THE_KID.with("tags", List.of("a", "b"))));
    }

    @Test
    void digest_ofNothing_isThatOfTheEmptyText() {
        assertThat(digest()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
