// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Values;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/**
 * {@code AttributeUpdates} as an update of the same effect, each action of which changes one attribute. Thread-safe.
 */
final class LegacyUpdates {
    /** The actions, in the service's order. */
    static final List<String> ACTIONS = List.of("ADD", "DELETE", "PUT");

    private LegacyUpdates() {}

    static Update update(Map<String, AttributeValueUpdate> updates) {
        List<Update.Action> actions = new ArrayList<>(updates.size());
        updates.forEach((name, update) -> actions.add(action(name, update)));
        return new Update(actions);
    }

    private static Update.Action action(String name, AttributeValueUpdate update) {
        RequestValues.checkName(name);
        AttributePath path = AttributePath.of(name);
        AttributeAction action = update.actionAsString() == null ? AttributeAction.PUT : update.action();
        if (update.value() != null) {
            return action(path, action, RequestValues.value(update.value()));
        } else if (action != AttributeAction.DELETE) {
            throw LegacyParameters.refused("Only DELETE action is allowed when no attribute value is specified");
        }
        return new Update.Remove(path);
    }

    private static Update.Action action(AttributePath path, AttributeAction action, AttributeValue value) {
        return switch (action) {
            case PUT -> new Update.Set(path, new UpdateValue.Literal(value));
            case ADD -> addition(path, value);
            case DELETE -> deletion(path, value);
            case UNKNOWN_TO_SDK_VERSION ->
                throw ServiceErrors.validation(
                        "Member must satisfy enum value set: [" + String.join(", ", ACTIONS) + "]");
        };
    }

    /** An expression's {@code ADD} takes no list, but its {@code list_append} has the effect that the old one had. */
    private static Update.Action addition(AttributePath path, AttributeValue value) {
        if (value.type() == AttributeType.LIST) {
            UpdateValue present = new UpdateValue.IfNotExists(path, new UpdateValue.Literal(Values.of(List.of())));
            return new Update.Set(path, new UpdateValue.ListAppend(present, new UpdateValue.Literal(value)));
        } else if (value.type() != AttributeType.NUMBER && !value.type().isSet()) {
            throw LegacyParameters.refused(
                    "ADD action is not supported for the type " + value.type().code());
        }
        return new Update.Add(path, value);
    }

    private static Update.Action deletion(AttributePath path, AttributeValue value) {
        if (!value.type().isSet()) {
            throw LegacyParameters.refused("DELETE action with value is not supported for the type "
                    + value.type().code());
        }
        return new Update.Delete(path, value);
    }
}
