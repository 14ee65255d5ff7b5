// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The table or the secondary index that a page is of. Immutable.
 *
 * @param schema the schema of the table
 * @param index the index; the table itself is read if empty
 */
record PageTarget(TableSchema schema, Optional<SecondaryIndex> index) {
    private static final String INVALID = ServiceWords.INVALID_VALUES;

    /** Returns what a request names, which must be there and can be read as it asks. */
    static PageTarget of(TableSchema schema, PageParameters parameters) {
        Optional<SecondaryIndex> index = parameters.index().map(name -> index(schema, name));
        if (index.filter(PageTarget::isGlobal).isPresent() && parameters.consistency() == ReadConsistency.CONSISTENT) {
            throw ServiceErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        return new PageTarget(schema, index);
    }

    private static SecondaryIndex index(TableSchema schema, String name) {
        return schema.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ServiceErrors.validation("The table does not have the specified index: " + name));
    }

    private static boolean isGlobal(SecondaryIndex index) {
        return index.scope() == IndexScope.GLOBAL;
    }

    /** Returns the declared key by which items are read. */
    List<KeyAttribute> keyAttributes() {
        return index.map(SecondaryIndex::keyAttributes).orElseGet(schema::keyAttributes);
    }

    /** Returns the names of the attributes that say where an item is: those of the table's key and the index's. */
    Set<String> placeNames() {
        Set<String> names = new LinkedHashSet<>();
        schema.keyAttributes().forEach(key -> names.add(key.name()));
        keyAttributes().forEach(key -> names.add(key.name()));
        return names;
    }

    /**
     * Checks what a request names of the items.
     *
     * @return whether the table has to be asked for some of it, which the index does not hold
     */
    boolean checkAttributes(PageParameters parameters) {
        PageSelection returned = parameters.returned();
        returned.projection().ifPresent(projection -> checkScalars(projection.paths()));
        List<AttributePath> filtered =
                parameters.filter().map(PageParameters.Filter::paths).orElse(List.of());
        checkScalars(filtered);
        return index.isPresent() && checkHeld(index.get(), returned, filtered);
    }

    private void checkScalars(List<AttributePath> paths) {
        refuse(KeyRules.pathProblem(schema, paths));
    }

    private static void refuse(@Nullable String problem) {
        if (problem != null) {
            throw ServiceErrors.validation(problem);
        }
    }

    private boolean checkHeld(SecondaryIndex read, PageSelection returned, List<AttributePath> filtered) {
        Set<String> unfiltered = notHeld(read, filtered);
        if (!unfiltered.isEmpty()) {
            throw ServiceErrors.validation(INVALID + "Secondary index " + read.name()
                    + " does not project one or more filter attributes: " + unfiltered);
        }
        if (returned.select() == Select.ALL_ATTRIBUTES && read.projection().kind() != IndexProjection.Kind.ALL) {
            if (isGlobal(read)) {
                throw ServiceErrors.validation(INVALID
                        + "Select type ALL_ATTRIBUTES is not supported for global secondary index " + read.name()
                        + " because its projection type is not ALL");
            }
            return true;
        }
        Set<String> missing = returned.projection()
                .map(projection -> notHeld(read, projection.paths()))
                .orElse(Set.of());
        if (!missing.isEmpty() && isGlobal(read)) {
            throw ServiceErrors.validation(
                    INVALID + "Global secondary index " + read.name() + " does not project " + missing);
        }
        return !missing.isEmpty();
    }

    private Set<String> notHeld(SecondaryIndex read, List<AttributePath> paths) {
        Set<String> names = new TreeSet<>();
        for (AttributePath path : paths) {
            if (!schema.holds(read, path.attribute())) {
                names.add(path.attribute());
            }
        }
        return names;
    }

    /** Checks that a value of the key by which items are read, which has the right type, could be that of an item. */
    void checkKeyValue(KeyAttribute attribute, AttributeValue value) {
        refuse(
                index.isPresent()
                        ? KeyRules.problem(index.get(), attribute, value)
                        : KeyRules.problem(schema, attribute, value));
    }

    /** Returns where an item, or an index's entry of one, is. */
    Item placeOf(Item entry) {
        Item.Builder place = Item.builder();
        for (String name : placeNames()) {
            place.set(name, entry.attribute(name).orElseThrow());
        }
        return place.build();
    }
}
