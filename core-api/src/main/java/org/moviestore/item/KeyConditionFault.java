// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.List;
import java.util.Objects;

/** Why a condition is none on keys, whose code is {@link ErrorCode#KEY_CONDITION}. Immutable. */
public sealed interface KeyConditionFault extends ExpressionFault {

    /** Calls the visitor's method for this kind of fault and returns its result. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(ExpressionFault.Visitor<R> visitor) {
        return visitor.keyCondition(this);
    }

    /**
     * Key conditions do not have an operator or function.
     *
     * @param operator the operator's sign or keyword, or the function's name
     */
    record UnsupportedOperator(String operator) implements KeyConditionFault {
        /** Checks the operator. */
        public UnsupportedOperator {
            Objects.requireNonNull(operator, "operator");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unsupportedOperator(this);
        }
    }

    /**
     * A test is of a literal, not of a key attribute.
     *
     * @param operator the sign or keyword of the test's operator, or its function's name
     */
    record NoAttribute(String operator) implements KeyConditionFault {
        /** Checks the operator. */
        public NoAttribute {
            Objects.requireNonNull(operator, "operator");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noAttribute(this);
        }
    }

    /**
     * A test is of an attribute against a path, not against a literal.
     *
     * @param operator the sign or keyword of the test's operator, or its function's name
     */
    record NoLiteral(String operator) implements KeyConditionFault {
        /** Checks the operator. */
        public NoLiteral {
            Objects.requireNonNull(operator, "operator");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noLiteral(this);
        }
    }

    /**
     * A test is of something inside an attribute.
     *
     * @param path the path to it
     */
    record NestedPath(AttributePath path) implements KeyConditionFault {
        /** Checks the path. */
        public NestedPath {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nestedPath(this);
        }
    }

    /**
     * There are no tests, more than two, or two of one attribute.
     *
     * @param attributes the name of the tested attribute for each of the tests
     */
    record TestCount(List<String> attributes) implements KeyConditionFault {
        /** Copies the names. */
        public TestCount {
            attributes = List.copyOf(attributes);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.testCount(this);
        }
    }

    /**
     * One method for each kind of fault.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits an operator that key conditions do not have. */
        R unsupportedOperator(UnsupportedOperator fault);

        /** Visits a test of no attribute. */
        R noAttribute(NoAttribute fault);

        /** Visits a test against no literal. */
        R noLiteral(NoLiteral fault);

        /** Visits a test inside an attribute. */
        R nestedPath(NestedPath fault);

        /** Visits a wrong number of tests. */
        R testCount(TestCount fault);
    }
}
