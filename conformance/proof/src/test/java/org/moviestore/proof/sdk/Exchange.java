// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.moviestore.proof.sdk.Differences.Difference;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A call and two answers to it.
 *
 * @param before the items that the request names one by one, as they were before; without attributes where there was
 *     none
 * @param isSentAgain whether it is a transaction that was done before, by its client token
 * @param schemas those of the tables that are there, by their names
 */
record Exchange(
        Call call,
        List<Map<String, AttributeValue>> before,
        Answer local,
        Answer other,
        boolean isSentAgain,
        Function<String, Optional<TableSchema>> schemas) {
    private static final Pattern OF_KEYS = Pattern.compile("provided key element|Missing the key|Type mismatch for"
            + "|Cannot update attribute|Size of hashkey|Aggregated size|Key attributes must be scalars"
            + "|update (a|the) secondary index key");

    DynamoDbRequest request() {
        return call.request();
    }

    int evaluatedByLocal() {
        return evaluated(local);
    }

    int evaluatedByOther() {
        return evaluated(other);
    }

    private static int evaluated(Answer page) {
        return Integer.parseInt(page.body().getOrDefault("ScannedCount", "0").toString());
    }

    /** Says whether the other answer refuses a key, or what is to be the key of an index. */
    boolean refusesKeys() {
        return OF_KEYS.matcher(other.message()).find();
    }

    boolean isSame() {
        return local.isSame(other);
    }

    /** Says whether an update in it only removes from an item that was not there. */
    boolean removesFromNothing() {
        if (request() instanceof UpdateItemRequest update) {
            return before.get(0).isEmpty() && onlyRemoves(update);
        } else if (request() instanceof TransactWriteItemsRequest transaction
                && before.size() == transaction.transactItems().size()) {
            return IntStream.range(0, before.size())
                    .filter(i -> before.get(i).isEmpty())
                    .mapToObj(transaction.transactItems()::get)
                    .anyMatch(action -> action.update() != null
                            && onlyRemoves(action.update().updateExpression()));
        }
        return false;
    }

    /** Says whether an attribute is updated in the way that is meant where none is told. */
    boolean hasUpdateWithoutAction() {
        return request() instanceof UpdateItemRequest update
                && update.attributeUpdates().values().stream().anyMatch(each -> each.action() == null);
    }

    /** Says whether numbers are added to a set, or removed, by a parameter from before expressions. */
    boolean changesNumberSet() {
        return request() instanceof UpdateItemRequest update
                && update.attributeUpdates().values().stream()
                        .anyMatch(each -> each.action() != AttributeAction.PUT
                                && each.value() != null
                                && each.value().hasNs());
    }

    private static boolean onlyRemoves(UpdateItemRequest update) {
        boolean isLegacy =
                update.hasAttributeUpdates() && !update.attributeUpdates().isEmpty();
        return isLegacy
                ? update.attributeUpdates().values().stream().allMatch(each -> each.action() == AttributeAction.DELETE)
                : onlyRemoves(update.updateExpression());
    }

    private static boolean onlyRemoves(String expression) {
        return expression != null && !expression.isBlank() && !expression.matches("(?is).*\\b(SET|ADD)\\b.*");
    }

    List<Difference> differences() {
        return Differences.between(local.body(), other.body());
    }
}
