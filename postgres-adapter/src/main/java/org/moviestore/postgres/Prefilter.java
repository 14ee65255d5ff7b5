// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;

/** Makes of a filter a test that filter indexes answer, and that holds wherever the filter does. */
final class Prefilter implements Condition.Visitor<Optional<SqlExpression>> {
    /** What text and binary have in common; see {@code moviestore.filter_keys}. */
    private static final String OF_UNLISTED_PARTS = "{\"$\": true}";

    private final Collection<FilterIndex> indexes;
    private final String column;

    private Prefilter(Collection<FilterIndex> indexes, String column) {
        this.indexes = indexes;
        this.column = column;
    }

    /**
     * Returns a test of whether an item is one that a request selects, and for which an index is read; none if no index
     * can be of use, as for a limit, which counts the items that are looked at, and in a partition, which is small.
     */
    static Optional<SqlExpression> selecting(TableLayout layout, PageRequest request) {
        if (layout.filterIndexes().isEmpty()
                || request.filter().isEmpty()
                || request.limit().isPresent()
                || request instanceof QueryRequest) {
            return Optional.empty();
        }
        Condition filter = request.filter().get();
        return filter.accept(new Prefilter(layout.filterIndexes(), TableSql.ITEM))
                .map(found -> joined(List.of(found, out -> SqlCondition.write(out, filter, TableSql.ITEM)), " AND "));
    }

    @Override
    public Optional<SqlExpression> comparison(Condition.Comparison condition) {
        if (condition.comparator() != Comparator.EQUAL) {
            return Optional.empty();
        }
        return found(condition.left(), condition.right()).or(() -> found(condition.right(), condition.left()));
    }

    @Override
    public Optional<SqlExpression> in(Condition.In condition) {
        return all(
                condition.candidates().stream()
                        .map(candidate -> found(condition.operand(), candidate))
                        .toList(),
                " OR ");
    }

    @Override
    public Optional<SqlExpression> contains(Condition.Contains condition) {
        return found(condition.operand(), condition.part()).map(listed -> {
            AttributeType type = ((Operand.Literal) condition.part()).value().type();
            return type == AttributeType.STRING || type == AttributeType.BINARY
                    ? joined(List.of(listed, hasKey(condition.operand(), OF_UNLISTED_PARTS)), " OR ")
                    : listed;
        });
    }

    /** Returns the test of whether an index finds the literal at the path, if there is one by it. */
    private Optional<SqlExpression> found(Operand place, Operand sought) {
        return place instanceof Operand.Path path
                        && sought instanceof Operand.Literal literal
                        && indexBy(path.path()).isPresent()
                ? Optional.of(hasKey(place, json(literal.value())))
                : Optional.empty();
    }

    private static String json(AttributeValue value) {
        return ItemJson.write(value);
    }

    private Optional<FilterIndex> indexBy(AttributePath path) {
        return indexes.stream().filter(index -> index.path().equals(path)).findFirst();
    }

    private SqlExpression hasKey(Operand place, String json) {
        String keys = new FilterIndex(((Operand.Path) place).path()).keys(column);
        return out -> out.add(keys + " @> CAST(? AS jsonb)", "[" + json + "]");
    }

    @Override
    public Optional<SqlExpression> and(Condition.And condition) {
        List<SqlExpression> useful = condition.conditions().stream()
                .map(each -> each.accept(this))
                .flatMap(Optional::stream)
                .toList();
        return useful.isEmpty() ? Optional.empty() : Optional.of(joined(useful, " AND "));
    }

    @Override
    public Optional<SqlExpression> or(Condition.Or condition) {
        return all(
                condition.conditions().stream().map(each -> each.accept(this)).toList(), " OR ");
    }

    private static Optional<SqlExpression> all(List<Optional<SqlExpression>> parts, String operator) {
        List<SqlExpression> present = new ArrayList<>();
        parts.forEach(part -> part.ifPresent(present::add));
        return present.size() < parts.size() ? Optional.empty() : Optional.of(joined(present, operator));
    }

    private static SqlExpression joined(List<SqlExpression> parts, String operator) {
        return out -> {
            out.add("(");
            String separator = "";
            for (SqlExpression part : parts) {
                part.writeTo(out.add(separator));
                separator = operator;
            }
            return out.add(")");
        };
    }

    @Override
    public Optional<SqlExpression> between(Condition.Between condition) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlExpression> attributeExists(Condition.AttributeExists condition) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlExpression> attributeNotExists(Condition.AttributeNotExists condition) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlExpression> hasType(Condition.HasType condition) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlExpression> beginsWith(Condition.BeginsWith condition) {
        return Optional.empty();
    }

    @Override
    public Optional<SqlExpression> not(Condition.Not condition) {
        return Optional.empty();
    }
}
