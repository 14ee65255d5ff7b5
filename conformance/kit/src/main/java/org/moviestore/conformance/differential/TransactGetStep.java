// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;

/**
 * Reads several items as they are at one moment.
 *
 * @param request what is asked for
 */
record TransactGetStep(TransactGetRequest request) implements Step {
    private static final int MOST_GETS = 6;

    static TransactGetStep draw(Scene scene) {
        Map<List<Object>, GetRequest> gets = new LinkedHashMap<>();
        for (int i = scene.draw().between(1, MOST_GETS); i > 0; i--) {
            GetRequest get = GetStep.draw(scene).request();
            gets.putIfAbsent(List.of(get.schema().tableName(), get.key()), get);
        }
        return new TransactGetStep(TransactGetRequest.of(List.copyOf(gets.values())));
    }

    @Override
    public List<TableSchema> schemas() {
        return request.gets().stream().map(GetRequest::schema).distinct().toList();
    }

    @Override
    public Outcome run(Tables tables) {
        return new Outcomes.OfGets(tables.store().transactGet(request).items());
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public Stream<Step> simpler() {
        return Simpler.made(
                Simpler.lists(
                        request.gets(), get -> new GetStep(get).simpler().map(step -> ((GetStep) step).request())),
                gets -> new TransactGetStep(TransactGetRequest.of(gets)));
    }

    @Override
    public String shape() {
        return request.gets().stream()
                .map(get -> new GetStep(get).shape())
                .sorted()
                .collect(Collectors.joining(", ", "transact ", ""));
    }

    @Override
    public String call(JavaTest test) {
        return request.gets().stream()
                .map(get -> new GetStep(get).request(test))
                .collect(Collectors.joining(
                        ",\n                ", "store.transactGet(TransactGetRequest.of(\n                ", "))"));
    }
}
