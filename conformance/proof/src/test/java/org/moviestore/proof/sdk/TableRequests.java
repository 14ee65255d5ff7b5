// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Draws requests about tables, and keeps the scene's tables as they make them. */
final class TableRequests {
    private final Scene scene;
    private final Draw draw;
    private final RequestParts parts;
    private final TableDraw tables;
    private int added;

    TableRequests(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.parts = new RequestParts(scene);
        this.tables = new TableDraw(draw, scene.values());
    }

    /** Draws one request, or some that belong together. */
    List<DynamoDbRequest> some() {
        TableForm table = scene.table();
        return switch (draw.below(14)) {
            case 0, 1, 2, 3 ->
                List.of(DescribeTableRequest.builder()
                        .tableName(parts.tableName(table))
                        .build());
            case 4, 5 -> List.of(list());
            case 6 ->
                List.of(DescribeTimeToLiveRequest.builder()
                        .tableName(parts.tableName(table))
                        .build());
            case 7 -> List.of(recreated(table), table.create().build());
            case 8 -> List.of(wrong(table));
            case 9 ->
                List.of(DeleteTableRequest.builder()
                        .tableName(table.name() + "-missing")
                        .build());
            case 10, 11 -> List.of(throughput(table), describe(table));
            default -> List.of(index(table), describe(table));
        };
    }

    private static DynamoDbRequest describe(TableForm table) {
        return DescribeTableRequest.builder().tableName(table.name()).build();
    }

    private static DynamoDbRequest recreated(TableForm table) {
        return DeleteTableRequest.builder().tableName(table.name()).build();
    }

    private DynamoDbRequest list() {
        ListTablesRequest.Builder request = ListTablesRequest.builder();
        if (draw.oneIn(2)) {
            request.limit(parts.isWrong() ? draw.oneOf(0, 101) : draw.between(1, 3));
        }
        if (draw.oneIn(3)) {
            request.exclusiveStartTableName(
                    draw.oneIn(4) ? "aaa" : scene.table().name());
        }
        return request.build();
    }

    private DynamoDbRequest wrong(TableForm table) {
        CreateTableRequest.Builder request = table.create();
        if (draw.oneIn(3)) {
            return request.build();
        }
        request.tableName(table.name() + "-wrong");
        List<KeyPart> defined = table.keyParts();
        return switch (draw.below(8)) {
            case 0 ->
                request.tableName(draw.oneOf("ab", "a b c", "x".repeat(256))).build();
            case 1 ->
                request.attributeDefinitions(defined.stream()
                                .skip(1)
                                .map(KeyPart::definition)
                                .toList())
                        .build();
            case 2 -> {
                List<KeyPart> more = new ArrayList<>(defined);
                more.add(new KeyPart("unused", ScalarAttributeType.S));
                yield request.attributeDefinitions(
                                more.stream().map(KeyPart::definition).toList())
                        .build();
            }
            case 3 -> request.keySchema(List.of()).build();
            case 4 -> {
                KeySchemaElement element = KeySchemaElement.builder()
                        .attributeName(table.key().partition().name())
                        .keyType(KeyType.RANGE)
                        .build();
                yield request.keySchema(element).build();
            }
            case 5 ->
                request.billingMode(BillingMode.PAY_PER_REQUEST)
                        .provisionedThroughput(tables.throughput())
                        .build();
            case 6 ->
                request.billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(0L).writeCapacityUnits(1L))
                        .build();
            default -> request.globalSecondaryIndexes(List.of()).build();
        };
    }

    /** Changes the throughput of a table without global indexes, which have the table's in other stores. */
    private DynamoDbRequest throughput(TableForm table) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table.name());
        if (!table.global().isEmpty() || draw.oneIn(8)) {
            return draw.oneIn(2) || table.throughput().isPresent()
                    ? request.build()
                    : request.provisionedThroughput(tables.throughput()).build();
        } else if (table.throughput().isPresent() && draw.oneIn(3)) {
            scene.replace(table.withThroughput(Optional.empty()));
            return request.billingMode(BillingMode.PAY_PER_REQUEST).build();
        }
        ProvisionedThroughput throughput = tables.throughput();
        if (table.throughput().isEmpty()) {
            request.billingMode(BillingMode.PROVISIONED);
        }
        scene.replace(table.withThroughput(Optional.of(throughput)));
        return request.provisionedThroughput(throughput).build();
    }

    /** Adds an index that no item can be in yet, or drops one. */
    private DynamoDbRequest index(TableForm table) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(table.name());
        List<IndexForm> indexes = new ArrayList<>(table.indexes());
        if (!table.global().isEmpty() && draw.oneIn(2)) {
            IndexForm dropped = draw.oneOf(table.global());
            indexes.remove(dropped);
            scene.replace(table.withIndexes(indexes));
            return request.globalSecondaryIndexUpdates(dropping(dropped.name())).build();
        } else if (draw.oneIn(5)) {
            return request.globalSecondaryIndexUpdates(dropping("no-index")).build();
        }
        added++;
        IndexForm index = tables.global("added-" + added, "added" + added);
        indexes.add(index);
        TableForm changed = table.withIndexes(indexes);
        scene.replace(changed);
        return request.attributeDefinitions(
                        changed.keyParts().stream().map(KeyPart::definition).toList())
                .globalSecondaryIndexUpdates(adding(table, index))
                .build();
    }

    private static GlobalSecondaryIndexUpdate dropping(String index) {
        return GlobalSecondaryIndexUpdate.builder()
                .delete(delete -> delete.indexName(index))
                .build();
    }

    private static GlobalSecondaryIndexUpdate adding(TableForm table, IndexForm index) {
        CreateGlobalSecondaryIndexAction.Builder create = CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.name())
                .keySchema(index.key().schema())
                .projection(index.projection());
        table.throughput().ifPresent(create::provisionedThroughput);
        return GlobalSecondaryIndexUpdate.builder().create(create.build()).build();
    }
}
