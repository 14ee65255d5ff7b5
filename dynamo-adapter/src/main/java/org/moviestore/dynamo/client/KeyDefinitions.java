// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.moviestore.item.AttributeType;
import org.moviestore.table.KeyAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** The types of key attributes that a request defines, and the keys that it makes of them. Immutable. */
final class KeyDefinitions {
    static final String INVALID = ServiceWords.INVALID_VALUES;

    private final Map<String, AttributeType> types = new LinkedHashMap<>();

    /** Takes definitions whose constraints are checked. */
    KeyDefinitions(List<AttributeDefinition> definitions) {
        for (AttributeDefinition definition : definitions) {
            AttributeType type =
                    AttributeType.fromCode(definition.attributeTypeAsString()).orElseThrow();
            if (types.put(definition.attributeName(), type) != null) {
                throw ServiceErrors.validation("Attribute Name is duplicated: " + definition.attributeName());
            }
        }
    }

    /** Returns the key of a table. */
    List<KeyAttribute> ofTable(List<KeySchemaElement> elements) {
        if (elements.size() > types.size()) {
            throw ServiceErrors.validation("Invalid KeySchema: Some index key attribute have no definition");
        }
        return pair(elements);
    }

    /** Returns a key of one or two attributes. */
    List<KeyAttribute> pair(List<KeySchemaElement> elements) {
        requireDefined(elements);
        if (elements.size() > 1
                && elements.get(0).attributeName().equals(elements.get(1).attributeName())) {
            throw ServiceErrors.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        requireHashFirst(elements);
        if (elements.size() > 1 && elements.get(1).keyType() != KeyType.RANGE) {
            throw ServiceErrors.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return key(elements);
    }

    /** Returns the key of a global index, which in the service alone may have several attributes of either kind. */
    List<KeyAttribute> ofGlobalIndex(String index, List<KeySchemaElement> elements) {
        requireDefined(elements);
        if (elements.stream().map(KeySchemaElement::attributeName).distinct().count() < elements.size()) {
            throw ServiceErrors.validation("The KeySchema contains multiple key attributes with the same name");
        }
        requireHashFirst(elements);
        if (elements.size() > 2 || elements.size() == 2 && elements.get(1).keyType() != KeyType.RANGE) {
            throw ServiceErrors.validation(INVALID + "index " + index
                    + " has a key of several partition or sort key attributes, which not every backend can store; use"
                    + " one of each at most");
        }
        return key(elements);
    }

    private static void requireHashFirst(List<KeySchemaElement> elements) {
        if (elements.get(0).keyType() != KeyType.HASH) {
            throw ServiceErrors.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
    }

    private void requireDefined(List<KeySchemaElement> elements) {
        List<String> names =
                elements.stream().map(KeySchemaElement::attributeName).toList();
        if (!types.keySet().containsAll(names)) {
            throw ServiceErrors.validation(INVALID + "Some index key attributes are not defined in"
                    + " AttributeDefinitions. Keys: " + names + ", AttributeDefinitions: " + types.keySet());
        }
    }

    private List<KeyAttribute> key(List<KeySchemaElement> elements) {
        return elements.stream()
                .map(element -> new KeyAttribute(element.attributeName(), type(element.attributeName())))
                .toList();
    }

    private AttributeType type(String name) {
        AttributeType type = types.get(name);
        if (type == null) {
            throw new IllegalStateException(name);
        }
        return type;
    }

    /** Requires that the attributes of the keys are all that are defined. */
    void requireAllUsed(Set<String> used, boolean indexed) {
        if (!used.containsAll(types.keySet())) {
            throw unused(used, indexed);
        }
    }

    private DynamoDbException unused(Set<String> used, boolean indexed) {
        return ServiceErrors.validation(INVALID
                + (indexed
                        ? "Some AttributeDefinitions are not used. AttributeDefinitions: " + types.keySet()
                                + ", keys used: " + used
                        : "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                                + " AttributeDefinitions"));
    }
}
