// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ItemSize;

/**
 * What a SET action reads of the old item to compute with: a value given with the request, one of the item, or one with
 * a fallback.
 *
 * @param json the value as jsonb, NULL where it is missing
 * @param literal the value if the request gives it
 * @param fallbackBytes the size of its last fallback if the request gives that, else 0
 * @param guards what must hold for it to be what the evaluator reads
 */
record SqlRead(SqlExpression json, Optional<AttributeValue> literal, int fallbackBytes, List<SqlExpression> guards) {
    private static final Reader READER = new Reader();

    SqlRead {
        guards = List.copyOf(guards);
    }

    static SqlRead of(UpdateValue value) {
        return value.accept(READER);
    }

    /** Returns the guard that the value has one of the types, by the names that jsonb has for them. */
    SqlExpression hasType(String types) {
        return out -> json.writeTo(out.add("jsonb_typeof(")).add(") IN (" + types + ")");
    }

    private static final class Reader implements UpdateValue.Visitor<SqlRead> {
        @Override
        public SqlRead attribute(UpdateValue.Attribute value) {
            return new SqlRead(SqlOperand.of(value.path(), TableSql.ITEM)::json, Optional.empty(), 0, List.of());
        }

        @Override
        public SqlRead literal(UpdateValue.Literal value) {
            return new SqlRead(SqlOperand.of(value.value())::json, Optional.of(value.value()), 0, List.of());
        }

        /** The fallback must be there even where it is not needed. */
        @Override
        public SqlRead ifNotExists(UpdateValue.IfNotExists value) {
            SqlOperand first = SqlOperand.of(value.path(), TableSql.ITEM);
            SqlRead fallback = of(value.fallback());
            List<SqlExpression> guards = new ArrayList<>(fallback.guards);
            if (fallback.literal.isEmpty()) {
                guards.add(out -> fallback.json.writeTo(out).add(" IS NOT NULL"));
            }
            return new SqlRead(
                    out -> fallback.json
                            .writeTo(first.json(out.add("coalesce(")).add(", "))
                            .add(")"),
                    Optional.empty(),
                    fallback.literal.map(ItemSize::of).orElse(fallback.fallbackBytes),
                    guards);
        }

        @Override
        public SqlRead listAppend(UpdateValue.ListAppend value) {
            throw whole(value);
        }

        @Override
        public SqlRead plus(UpdateValue.Plus value) {
            throw whole(value);
        }

        @Override
        public SqlRead minus(UpdateValue.Minus value) {
            throw whole(value);
        }

        private static IllegalArgumentException whole(UpdateValue value) {
            return new IllegalArgumentException("no part of another value: " + value);
        }
    }
}
