// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.TableSchema;

/**
 * What is a little simpler than the parts of a call: without one of its parts, or with a simpler one in its place. All
 * of it comes in a fixed order, that which leaves out most first.
 */
final class Simpler {
    private Simpler() {}

    static Stream<Step> all(Stream<Stream<Step>> steps) {
        return steps.flatMap(Function.identity());
    }

    /** Makes something of each part, and leaves out what core refuses. */
    static <T, R> Stream<R> made(Stream<T> parts, Function<? super T, ? extends R> making) {
        return parts.flatMap(part -> {
            try {
                return Stream.of(making.apply(part));
            } catch (InvalidRequestException e) {
                return Stream.empty();
            }
        });
    }

    /** Returns the simplest choice, unless it is the one that is there. */
    static <T> Stream<T> one(T present, T simplest) {
        return present.equals(simplest) ? Stream.empty() : Stream.of(simplest);
    }

    static <T> Stream<Optional<T>> without(Optional<T> part) {
        return part.isPresent() ? Stream.of(Optional.empty()) : Stream.empty();
    }

    private static <T> Stream<Optional<T>> optional(Optional<T> part, Function<T, Stream<T>> simpler) {
        return Stream.concat(without(part), part.stream().flatMap(simpler).map(Optional::of));
    }

    static Stream<Optional<Condition>> conditions(Optional<Condition> condition) {
        return optional(condition, part -> part.accept(new SimplerConditions()));
    }

    static Stream<Optional<Projection>> projections(Optional<Projection> projection) {
        return optional(projection, part -> made(lists(part.paths(), SimplerValues::paths), Projection::new));
    }

    static Stream<OptionalInt> limits(OptionalInt limit) {
        return limit.isPresent() ? Stream.of(OptionalInt.empty()) : Stream.empty();
    }

    /** Returns the items without one attribute, or with a simpler one; key attributes stay. */
    static Stream<Item> items(TableSchema schema, Item item) {
        List<String> names = item.attributes().keySet().stream()
                .filter(name -> !schema.isKeyAttribute(name))
                .toList();
        return Stream.concat(
                names.stream().map(item::without),
                names.stream()
                        .flatMap(name -> SimplerValues.of(item.attribute(name).orElseThrow())
                                .map(value -> item.with(name, value))));
    }

    static Stream<Update> updates(Update update) {
        return made(lists(update.actions(), action -> action.accept(new SimplerUpdates())), Update::new);
    }

    /** Returns the lists without one half, without one element, and with a simpler one. */
    static <T> Stream<List<T>> lists(List<T> list, Function<? super T, Stream<T>> simpler) {
        int half = list.size() / 2;
        Stream<List<T>> halves =
                half < 2 ? Stream.empty() : Stream.of(list.subList(half, list.size()), list.subList(0, half));
        return Stream.of(
                        halves,
                        indexes(list).mapToObj(i -> replaced(list, i, Stream.empty())),
                        indexes(list)
                                .boxed()
                                .flatMap(i -> simpler.apply(list.get(i))
                                        .map(element -> replaced(list, i, Stream.of(element)))))
                .flatMap(Function.identity());
    }

    static <T> Stream<Set<T>> sets(Set<T> set) {
        return set.size() < 2
                ? Stream.empty()
                : lists(List.copyOf(set), member -> Stream.<T>empty()).map(LinkedHashSet::new);
    }

    static <T> Stream<Map<String, T>> maps(Map<String, T> map, Function<? super T, Stream<T>> simpler) {
        return lists(
                        List.copyOf(map.entrySet()),
                        entry -> simpler.apply(entry.getValue()).map(value -> Map.entry(entry.getKey(), value)))
                .map(Simpler::map);
    }

    private static <T> Map<String, T> map(Collection<Map.Entry<String, T>> entries) {
        Map<String, T> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private static IntStream indexes(List<?> list) {
        return IntStream.range(0, list.size());
    }

    private static <T> List<T> replaced(List<T> list, int index, Stream<T> replacement) {
        List<T> changed = new ArrayList<>(list.subList(0, index));
        replacement.forEach(changed::add);
        changed.addAll(list.subList(index + 1, list.size()));
        return changed;
    }
}
