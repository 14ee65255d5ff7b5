// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Position;
import org.moviestore.table.SecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The keys of the item after which a page begins. They were stored, by whomever, and came from an answer: what may not
 * be written here, as text with U+0000, may well be where a page ended. So that text is left to the store, which
 * refuses it if it cannot have such items.
 */
final class StartKey {
    private static final String INVALID = "The provided starting key is invalid";

    private StartKey() {}

    /** Returns the values that a request gives, if it does. */
    static Optional<Item> values(boolean isGiven, Map<String, AttributeValue> startKey) {
        if (!isGiven) {
            return Optional.empty();
        }
        try {
            return Optional.of(RequestValues.item(startKey));
        } catch (DynamoDbException e) {
            throw invalid(e);
        }
    }

    private static DynamoDbException invalid(DynamoDbException why) {
        return ServiceErrors.validation(INVALID + ": " + why.awsErrorDetails().errorMessage());
    }

    /** Checks that a start key is of the table and, if one is read, of the index. */
    static void check(PageTarget target, Item startKey) {
        Set<String> names = target.placeNames();
        if (!startKey.attributes().keySet().equals(names)) {
            throw ServiceErrors.validation(INVALID);
        }
        for (KeyAttribute attribute : target.keyAttributes()) {
            if (!hasType(attribute, startKey)) {
                throw ServiceErrors.validation(ServiceWords.OTHER_KEY);
            }
        }
        for (KeyAttribute attribute : target.schema().keyAttributes()) {
            if (!hasType(attribute, startKey)) {
                throw ServiceErrors.validation(INVALID + ": " + ServiceWords.OTHER_KEY);
            }
        }
        checkValues(target, startKey);
    }

    private static boolean hasType(KeyAttribute attribute, Item startKey) {
        return startKey.attribute(attribute.name())
                .filter(value -> value.type() == attribute.type())
                .isPresent();
    }

    private static void checkValues(PageTarget target, Item startKey) {
        for (KeyAttribute attribute : target.keyAttributes()) {
            try {
                target.checkKeyValue(
                        attribute, startKey.attribute(attribute.name()).orElseThrow());
            } catch (DynamoDbException e) {
                throw invalid(e);
            }
        }
        if (target.index().isPresent()) {
            checkValues(new PageTarget(target.schema(), Optional.empty()), startKey);
        }
    }

    /** Returns the position that a start key stands for. */
    static Position position(PageTarget target, Item startKey) {
        Item indexKey = target.index()
                .map(SecondaryIndex::keyAttributes)
                .map(key -> part(startKey, key))
                .orElse(Item.EMPTY);
        return new Position(new Key(part(startKey, target.schema().keyAttributes())), indexKey);
    }

    private static Item part(Item startKey, List<KeyAttribute> key) {
        Item.Builder part = Item.builder();
        for (KeyAttribute attribute : key) {
            part.set(attribute.name(), startKey.attribute(attribute.name()).orElseThrow());
        }
        return part.build();
    }
}
