// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with an expression, as the parts of the message of its {@link InvalidRequestException}: for those who
 * say it in other words, as a client of DynamoDB's does. A fault is there where such words need more than the
 * {@link ErrorCode}; what rule is broken the code alone tells. Immutable.
 */
public sealed interface ExpressionFault
        permits ExpressionFault.UnexpectedToken,
                ExpressionFault.MissingTest,
                ExpressionFault.ReservedWord,
                ExpressionFault.MisusedFunction,
                ExpressionFault.MissingPath,
                ExpressionFault.UndefinedPlaceholder,
                ExpressionFault.OperandCount,
                ExpressionFault.OperandType,
                ExpressionFault.SameOperand,
                ExpressionFault.UnknownType,
                ExpressionFault.UnfitBounds,
                ExpressionFault.MeetingPaths,
                ExpressionFault.PathDepth,
                ExpressionFault.ListIndex,
                KeyConditionFault {

    /** Calls the visitor's method for this kind of fault and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * The text cannot be read on at a token, or at its end.
     *
     * @param position where the token begins, counted in characters from 0
     */
    record UnexpectedToken(int position) implements ExpressionFault {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unexpectedToken(this);
        }
    }

    /**
     * An operand is not followed by a comparison, BETWEEN or IN, and is no condition without.
     *
     * @param position where the token begins that follows, counted in characters from 0
     */
    record MissingTest(int position) implements ExpressionFault {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.missingTest(this);
        }
    }

    /**
     * A reserved word stands for an attribute, where the parser is strict.
     *
     * @param word the word as it is written
     * @param position where it begins, counted in characters from 0
     */
    record ReservedWord(String word, int position) implements ExpressionFault {
        /** Checks the parts. */
        public ReservedWord {
            Objects.requireNonNull(word, "word");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reservedWord(this);
        }
    }

    /**
     * A function is called that there is not, or not where it stands.
     *
     * @param function its name
     */
    record MisusedFunction(String function) implements ExpressionFault {
        /** Checks the name. */
        public MisusedFunction {
            Objects.requireNonNull(function, "function");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.misusedFunction(this);
        }
    }

    /**
     * A function is called without the path that it takes.
     *
     * @param function its name
     */
    record MissingPath(String function) implements ExpressionFault {
        /** Checks the name. */
        public MissingPath {
            Objects.requireNonNull(function, "function");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.missingPath(this);
        }
    }

    /**
     * A placeholder is used that is not defined.
     *
     * @param placeholder the placeholder with its sign
     */
    record UndefinedPlaceholder(String placeholder) implements ExpressionFault {
        /** Checks the placeholder. */
        public UndefinedPlaceholder {
            Objects.requireNonNull(placeholder, "placeholder");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.undefinedPlaceholder(this);
        }
    }

    /**
     * A function has too many or too few operands, or IN too many or too few candidates.
     *
     * @param operation the function's name, or IN
     * @param count how many there are
     */
    record OperandCount(String operation, int count) implements ExpressionFault {
        /** Checks the parts. */
        public OperandCount {
            Objects.requireNonNull(operation, "operation");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.operandCount(this);
        }
    }

    /**
     * An operator or function cannot take an operand whose type is known: a literal, or a size.
     *
     * @param operation the operator's sign or keyword, or the function's name
     * @param type the type of the operand
     */
    record OperandType(String operation, AttributeType type) implements ExpressionFault {
        /** Checks the parts. */
        public OperandType {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(type, "type");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.operandType(this);
        }
    }

    /**
     * An operator or function is given its first operand, a path, once more.
     *
     * @param operation the operator's sign or keyword, or the function's name
     * @param path the path
     */
    record SameOperand(String operation, AttributePath path) implements ExpressionFault {
        /** Checks the parts. */
        public SameOperand {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sameOperand(this);
        }
    }

    /**
     * The attribute_type function is asked for a type that is none.
     *
     * @param name the text that should name a type; empty if a path stands for it
     */
    record UnknownType(Optional<String> name) implements ExpressionFault {
        /** Checks the name. */
        public UnknownType {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknownType(this);
        }
    }

    /**
     * The bounds of BETWEEN have different types, or the lower is greater than the upper.
     *
     * @param lower the first
     * @param upper the second
     */
    record UnfitBounds(AttributeValue lower, AttributeValue upper) implements ExpressionFault {
        /** Checks the parts. */
        public UnfitBounds {
            Objects.requireNonNull(lower, "lower");
            Objects.requireNonNull(upper, "upper");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unfitBounds(this);
        }
    }

    /**
     * Two paths of an update or a projection overlap, or treat one place as a map and as a list; the code tells which.
     *
     * @param one the path that stands first
     * @param other the path that stands behind it
     */
    record MeetingPaths(AttributePath one, AttributePath other) implements ExpressionFault {
        /** Checks the parts. */
        public MeetingPaths {
            Objects.requireNonNull(one, "one");
            Objects.requireNonNull(other, "other");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.meetingPaths(this);
        }
    }

    /**
     * A path has too many steps.
     *
     * @param steps how many it has
     */
    record PathDepth(int steps) implements ExpressionFault {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pathDepth(this);
        }
    }

    /**
     * A list index is too large.
     *
     * @param index its digits
     */
    record ListIndex(String index) implements ExpressionFault {
        /** Checks the digits. */
        public ListIndex {
            Objects.requireNonNull(index, "index");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.listIndex(this);
        }
    }

    /**
     * One method for each kind of fault.
     *
     * @param <R> what each method returns
     */
    interface Visitor<R> {
        /** Visits a token that cannot stand where it does. */
        R unexpectedToken(UnexpectedToken fault);

        /** Visits an operand that is no condition. */
        R missingTest(MissingTest fault);

        /** Visits a reserved word. */
        R reservedWord(ReservedWord fault);

        /** Visits a function that cannot stand where it does. */
        R misusedFunction(MisusedFunction fault);

        /** Visits a function without its path. */
        R missingPath(MissingPath fault);

        /** Visits a placeholder that is not defined. */
        R undefinedPlaceholder(UndefinedPlaceholder fault);

        /** Visits a wrong number of operands. */
        R operandCount(OperandCount fault);

        /** Visits an operand of a wrong type. */
        R operandType(OperandType fault);

        /** Visits an operand that is given twice. */
        R sameOperand(SameOperand fault);

        /** Visits a type that is none. */
        R unknownType(UnknownType fault);

        /** Visits bounds that no value is within. */
        R unfitBounds(UnfitBounds fault);

        /** Visits two paths that cannot stand together. */
        R meetingPaths(MeetingPaths fault);

        /** Visits a path that is too long. */
        R pathDepth(PathDepth fault);

        /** Visits an index that is too large. */
        R listIndex(ListIndex fault);

        /** Visits a condition that is none on keys. */
        R keyCondition(KeyConditionFault fault);
    }
}
