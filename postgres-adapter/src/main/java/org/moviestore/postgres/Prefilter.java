// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;

/** Makes of a filter a test that filter indexes answer, and that holds wherever the filter does. */
final class Prefilter implements Condition.Visitor<Optional<SqlExpression>> {
    private final Set<FilterIndex> indexes;
    private final String column;

    private Prefilter(Set<FilterIndex> indexes, String column) {
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
        return isOneOf(condition.left(), List.of(condition.right()))
                .or(() -> isOneOf(condition.right(), List.of(condition.left())));
    }

    @Override
    public Optional<SqlExpression> in(Condition.In condition) {
        return isOneOf(condition.operand(), condition.candidates());
    }

    private Optional<SqlExpression> isOneOf(Operand place, List<Operand> candidates) {
        List<AttributeValue> values = new ArrayList<>();
        for (Operand candidate : candidates) {
            if (candidate instanceof Operand.Literal literal) {
                values.add(literal.value());
            }
        }
        return values.size() < candidates.size() ? Optional.empty() : found(place, values, false);
    }

    @Override
    public Optional<SqlExpression> contains(Condition.Contains condition) {
        if (!(condition.part() instanceof Operand.Literal part)) {
            return Optional.empty();
        }
        AttributeType type = part.value().type();
        boolean mayBePart = type == AttributeType.STRING || type == AttributeType.BINARY;
        return found(condition.operand(), List.of(part.value()), mayBePart);
    }

    /** Returns the test of whether an index by the place finds one of the values there, or text and binary too. */
    private Optional<SqlExpression> found(Operand place, List<AttributeValue> values, boolean orAnyText) {
        if (!(place instanceof Operand.Path path) || !indexes.contains(new FilterIndex(path.path()))) {
            return Optional.empty();
        }
        String keys = new FilterIndex(path.path()).keys(column);
        return Optional.of(out -> {
            out.add(keys + " && ARRAY[");
            String separator = "";
            for (AttributeValue value : values) {
                out.add(separator + "jsonb_hash_extended(CAST(? AS jsonb), 0)", ItemJson.write(value));
                separator = ", ";
            }
            return out.add(orAnyText ? ", 0]" : "]");
        });
    }

    @Override
    public Optional<SqlExpression> and(Condition.And condition) {
        List<SqlExpression> useful = useful(condition.conditions());
        return useful.isEmpty() ? Optional.empty() : Optional.of(joined(useful, " AND "));
    }

    @Override
    public Optional<SqlExpression> or(Condition.Or condition) {
        List<SqlExpression> useful = useful(condition.conditions());
        return useful.size() < condition.conditions().size() ? Optional.empty() : Optional.of(joined(useful, " OR "));
    }

    private List<SqlExpression> useful(List<Condition> conditions) {
        return conditions.stream()
                .map(each -> each.accept(this))
                .flatMap(Optional::stream)
                .toList();
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
