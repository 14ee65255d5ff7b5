// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchWriteReport;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.TableSchema;

/**
 * Stores and removes items without conditions.
 *
 * @param request what is asked for
 */
record BatchWriteStep(BatchWriteRequest request) implements Step {
    static BatchWriteStep draw(Scene scene) {
        TableSchema schema = scene.schema();
        List<Item> puts = new ArrayList<>();
        List<Key> deletes = new ArrayList<>();
        for (Key key : scene.someKeys(schema)) {
            if (scene.draw().oneIn(4)) {
                deletes.add(key);
            } else {
                puts.add(scene.item(schema, key));
            }
        }
        return with(schema, puts, deletes);
    }

    private static BatchWriteStep with(TableSchema schema, List<Item> puts, List<Key> deletes) {
        return new BatchWriteStep(BatchWriteRequest.of(schema, puts, deletes));
    }

    @Override
    public List<TableSchema> schemas() {
        return List.of(request.schema());
    }

    @Override
    public Outcome run(Tables tables) {
        BatchWriteReport report = Batches.over(tables.of(request.schema())).write(request);
        return report.isComplete() ? new Outcomes.Done(".left()") : new Outcome.Failed("left are " + report.left());
    }

    @Override
    public boolean isWrite() {
        return true;
    }

    @Override
    public Stream<Step> simpler() {
        TableSchema schema = request.schema();
        return Simpler.all(Stream.of(
                Simpler.made(
                        Simpler.lists(request.deletes(), key -> Stream.<Key>empty()),
                        deletes -> with(schema, request.puts(), deletes)),
                Simpler.made(
                        Simpler.lists(request.puts(), item -> Simpler.items(schema, item)),
                        puts -> with(schema, puts, request.deletes()))));
    }

    @Override
    public String shape() {
        return new Shape("batch write")
                .of(request.schema())
                .optional("puts", !request.puts().isEmpty())
                .optional("deletes", !request.deletes().isEmpty())
                .toString();
    }

    @Override
    public String call(JavaTest test) {
        String keys = request.deletes().stream().map(JavaValues::of).collect(Collectors.joining(", "));
        return "Batches.over(" + test.table(request.schema()) + ").write(BatchWriteRequest.of("
                + test.schema(request.schema()) + ", List.of(" + JavaValues.items(request.puts()) + "), List.of(" + keys
                + ")))";
    }
}
