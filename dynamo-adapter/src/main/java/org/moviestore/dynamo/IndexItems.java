// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Select;

/**
 * What a read by an index asks for, and keeps of what it finds. An index that is added to a filled table leaves out
 * what it cannot take, such as items with a number where it declares text; in DynamoDB Local it does not, so that such
 * items are left out here, which takes their keys to be asked for, even where they are only counted.
 */
final class IndexItems {
    private IndexItems() {}

    /** Says whether DynamoDB is to count; what is in an index, we count by the keys, for as many read units. */
    static boolean areCountedThere(PageRequest request) {
        return request.select() == Select.COUNT && request.index().isEmpty();
    }

    /** Returns the projection to ask for: the request's and, of an index, all keys. */
    static Optional<Projection> asked(PageRequest request) {
        if (request.select() == Select.COUNT && !areCountedThere(request)) {
            return Optional.of(
                    new Projection(keys(request).stream().map(AttributePath::of).toList()));
        }
        return request.projection().map(kept -> withKeys(request, kept).orElse(kept));
    }

    /** Returns those items that are in the index, and of each what the request asks for. */
    static List<Item> kept(PageRequest request, List<Item> found) {
        Optional<Projection> projection = request.projection();
        boolean showsKeys =
                projection.map(kept -> withKeys(request, kept).isPresent()).orElse(true);
        if (request.index().isEmpty() || !showsKeys) {
            return found;
        }
        Set<String> added = projection.map(kept -> leftOut(request, kept)).orElse(Set.of());
        return found.stream()
                .filter(item -> request.schema().isIn(request.index().get(), item))
                .map(item -> without(added, item))
                .toList();
    }

    /** A projection that is about as long as allowed goes as it is, and its items are not looked at. */
    private static Optional<Projection> withKeys(PageRequest request, Projection kept) {
        List<AttributePath> paths = new ArrayList<>(kept.paths());
        leftOut(request, kept).forEach(name -> paths.add(AttributePath.of(name)));
        Projection extended = new Projection(paths);
        try {
            ExpressionLimits.check(extended);
            return Optional.of(extended);
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /** Returns the names of those key attributes of an index and its table that the projection does not name. */
    private static Set<String> leftOut(PageRequest request, Projection kept) {
        Set<String> names = keys(request);
        kept.paths().forEach(path -> names.remove(path.attribute()));
        return names;
    }

    private static Set<String> keys(PageRequest request) {
        Set<String> names = new LinkedHashSet<>();
        request.index().ifPresent(index -> {
            index.keyAttributes().forEach(key -> names.add(key.name()));
            request.schema().keyAttributes().forEach(key -> names.add(key.name()));
        });
        return names;
    }

    private static Item without(Set<String> names, Item item) {
        Item kept = item;
        for (String name : names) {
            kept = kept.without(name);
        }
        return kept;
    }
}
