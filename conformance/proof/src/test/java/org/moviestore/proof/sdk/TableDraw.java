// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import org.moviestore.proof.sdk.TableForm.KeyForm;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Draws tables. Attributes of index keys belong to no other key, as DynamoDB Local pages others in its own way. */
final class TableDraw {
    private static final List<ScalarAttributeType> TYPES =
            List.of(ScalarAttributeType.S, ScalarAttributeType.N, ScalarAttributeType.B);
    private static final int MOST_TABLES = 3;

    private final Draw draw;
    private final ValueDraw values;

    TableDraw(Draw draw, ValueDraw values) {
        this.draw = draw;
        this.values = values;
    }

    List<TableForm> tables(String prefix) {
        List<TableForm> tables = new ArrayList<>();
        for (int i = draw.between(1, MOST_TABLES); i > 0; i--) {
            tables.add(table(prefix + i));
        }
        return tables;
    }

    private TableForm table(String name) {
        KeyPart partition = new KeyPart(draw.oneOf("p", "id", "year", "p.k", "user"), type());
        Optional<KeyPart> sort = draw.percent(70)
                ? Optional.of(new KeyPart(draw.oneOf("s", "title", "date", "#s"), type()))
                : Optional.empty();
        TableForm table = new TableForm(
                name,
                new KeyForm(partition, sort),
                draw.oneIn(3) ? Optional.of(throughput()) : Optional.empty(),
                List.of());
        List<IndexForm> indexes = new ArrayList<>();
        for (int i = draw.below(3); i > 0; i--) {
            indexes.add(global("global-" + i, "g" + i));
        }
        if (sort.isPresent() && draw.oneIn(2)) {
            KeyForm key = new KeyForm(partition, Optional.of(new KeyPart("l1", type())));
            indexes.add(index("local-1", true, key));
        }
        return table.withIndexes(indexes);
    }

    ProvisionedThroughput throughput() {
        return ProvisionedThroughput.builder()
                .readCapacityUnits((long) draw.between(1, 9))
                .writeCapacityUnits((long) draw.between(1, 9))
                .build();
    }

    /** Draws a global index whose key attributes begin so. */
    IndexForm global(String name, String attribute) {
        Optional<KeyPart> sort = draw.oneIn(2) ? Optional.of(new KeyPart(attribute + "s", type())) : Optional.empty();
        return index(name, false, new KeyForm(new KeyPart(attribute, type()), sort));
    }

    private IndexForm index(String name, boolean isLocal, KeyForm key) {
        ProjectionType holds = draw.oneOf(ProjectionType.ALL, ProjectionType.KEYS_ONLY, ProjectionType.INCLUDE);
        return new IndexForm(name, isLocal, key, holds, values.someNames(draw.between(1, 2)));
    }

    private ScalarAttributeType type() {
        return draw.oneOf(TYPES);
    }
}
