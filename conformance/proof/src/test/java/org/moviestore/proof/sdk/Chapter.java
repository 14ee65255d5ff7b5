// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A part of a history with tables of its own, which can be made again alone. Not thread-safe. */
final class Chapter {
    static final int LENGTH = 500;
    private static final int STEPS_BETWEEN_CHECKS = 60;
    /** Of so many chapters one has large items, whose pages end by their size; it is one of the first. */
    private static final int ONE_HEAVY = 25;

    private static final int LARGE_ITEMS = 20;
    private static final int FIRST_HEAVY = 1;
    private static final int ONE_ABOUT_TABLES = 50;
    private static final long DISTANCE = 0x9E37_79B9_7F4A_7C15L;

    private final Comparison comparison;
    private final String name;
    private final Draw draw;
    private final ValueDraw values;
    private final Scene scene;
    private final List<Supplier<Call>> kinds = new ArrayList<>();
    private final TableRequests tableRequests;
    private final TransactionRequests transactions;
    private final List<Call> made = new ArrayList<>();
    private final List<Divergence> divergences = new ArrayList<>();
    private boolean isBroken;

    Chapter(Participants participants, Tally tally, long seed, int number) {
        this.comparison = new Comparison(participants, tally);
        this.name = "sdk-" + seed + "-" + number + "-";
        this.draw = new Draw(new SplittableRandom(seed + number * DISTANCE).nextLong());
        this.values = new ValueDraw(draw, number % ONE_HEAVY == FIRST_HEAVY);
        this.scene = new Scene(draw, values, new Model(participants.model()), new TableDraw(draw, values).tables(name));
        this.tableRequests = new TableRequests(scene);
        ItemRequests items = new ItemRequests(scene);
        PageRequests pages = new PageRequests(scene);
        BatchRequests batches = new BatchRequests(scene);
        transactions = new TransactionRequests(scene, name);
        add(13, () -> new Call.One(items.get()));
        add(16, () -> new Call.One(items.put()));
        add(26, () -> new Call.One(items.update()));
        add(8, () -> new Call.One(items.delete()));
        add(12, pages::query);
        add(6, pages::indexQuery);
        add(6, pages::scan);
        add(4, () -> new Call.One(batches.get()));
        add(3, () -> new Call.One(batches.write()));
        add(4, () -> new Call.One(transactions.get()));
        add(7, () -> new Call.One(transactions.write()));
    }

    private void add(int weight, Supplier<Call> kind) {
        for (int i = 0; i < weight; i++) {
            kinds.add(kind);
        }
    }

    /** Makes so many calls, or fewer if tables differ, and returns what else differs. */
    List<Divergence> run(int calls) {
        try {
            scene.tables().forEach(table -> make(new Call.One(table.create().build())));
            if (values.isHeavy()) {
                scene.tables().forEach(this::fill);
            }
            while (made.size() < calls && !isBroken) {
                if (made.size() % STEPS_BETWEEN_CHECKS == STEPS_BETWEEN_CHECKS - 1) {
                    check();
                }
                if (draw.oneIn(ONE_ABOUT_TABLES)) {
                    tableRequests.some().forEach(request -> make(new Call.One(request)));
                } else {
                    make(draw.oneOf(kinds).get());
                }
            }
            check();
            scene.tables().forEach(table -> make(new Call.One(drop(table))));
        } finally {
            Tables.dropAll(comparison.clients(), name);
        }
        return List.copyOf(divergences);
    }

    /** Puts so many large items that a page cannot have them all. */
    private void fill(TableForm table) {
        for (int i = 0; i < LARGE_ITEMS; i++) {
            Map<String, AttributeValue> item = scene.item(table, scene.anyKey(table));
            make(new Call.One(
                    PutItemRequest.builder().tableName(table.name()).item(item).build()));
        }
    }

    /** Compares all that tables and indexes hold. */
    private void check() {
        for (TableForm table : scene.tables()) {
            ScanRequest.Builder scan = ScanRequest.builder()
                    .tableName(table.name())
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);
            make(new Call.Pages(scan.consistentRead(true).build(), Optional.empty()));
            for (IndexForm index : table.indexes()) {
                scan.indexName(index.name()).consistentRead(null);
                make(new Call.Pages(scan.build(), Optional.empty()));
            }
        }
    }

    private static DeleteTableRequest drop(TableForm table) {
        return DeleteTableRequest.builder().tableName(table.name()).build();
    }

    private void make(Call call) {
        if (isBroken) {
            return;
        }
        Comparison.Result result = comparison.make(call);
        result.differing().ifPresent(answers -> {
            divergences.add(new Divergence(name, call, result.before(), answers, List.copyOf(made)));
            isBroken = Tables.isAboutTables(call.request());
        });
        if (!result.isSame()) {
            transactions.forget(call.request());
        }
        made.add(call);
        made.addAll(result.mending());
    }
}
