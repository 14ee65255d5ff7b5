// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.BooleanValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;

/** Stores that judge conditions and filters as other systems do; rules C1 to C10 and C17 to C18. */
final class BrokenConditions {
    private BrokenConditions() {}

    /** Judges as SQL does: what is missing is neither true nor false, and so is its negation. */
    @ConformsWith(SqlNulls.class)
    @CaughtBy({
        "inequality_withMissing_isTrue",
        "not_overEachComparison_flipsItWhateverIsMissing",
        "not_overCombinations_isTwoValued"
    })
    static final class SqlNulls extends Misjudging {
        @Override
        boolean holds(Condition condition, Item item) {
            return condition.accept(new ThreeValued(item)).orElse(false);
        }
    }

    /** Compares numbers with text by their text. */
    @ConformsWith(LooseTypes.class)
    @CaughtBy({"equality_withAnotherType_isFalseAndInequalityTrue", "in_withMixedTypes_comparesForEquality"})
    static final class LooseTypes extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            Optional<String> left = text(condition.left(), item);
            Optional<String> right = text(condition.right(), item);
            return condition.comparator() == Comparator.EQUAL && left.isPresent() && left.equals(right)
                    || condition.holdsOn(item);
        }

        @Override
        boolean in(Condition.In condition, Item item) {
            return condition.candidates().stream()
                    .anyMatch(each ->
                            comparison(new Condition.Comparison(condition.operand(), Comparator.EQUAL, each), item));
        }

        private static Optional<String> text(Operand operand, Item item) {
            return valueOf(operand, item)
                    .filter(value -> value instanceof StringValue || value instanceof NumberValue)
                    .map(value -> value instanceof StringValue text ? text.text() : ((NumberValue) value).text());
        }
    }

    /** Finds two missing values equal. */
    @ConformsWith(MissingIsEqual.class)
    @CaughtBy("equality_withMissing_isFalse")
    static final class MissingIsEqual extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            return condition.comparator() == Comparator.EQUAL
                    ? valueOf(condition.left(), item).equals(valueOf(condition.right(), item))
                    : condition.holdsOn(item);
        }
    }

    /** Compares values by their JSON, in which the names of a map have an order. */
    @ConformsWith(JsonEquality.class)
    @CaughtBy({
        "put_ofMapsInAnyOrder_storesEqualMaps",
        "equality_ofNested_comparesMapsAndSetsInAnyOrderAndNumbersByValue"
    })
    static final class JsonEquality extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            return condition.holdsOn(item)
                    && (condition.comparator() != Comparator.EQUAL
                            || valueOf(condition.left(), item)
                                    .map(AttributeValue::toString)
                                    .equals(valueOf(condition.right(), item).map(AttributeValue::toString)));
        }
    }

    /** Finds lists equal that are of the same length. */
    @ConformsWith(ShallowEquality.class)
    @CaughtBy("equality_ofNested_seesEveryDifference")
    static final class ShallowEquality extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            return condition.comparator() == Comparator.EQUAL
                            && valueOf(condition.left(), item).orElse(null) instanceof ListValue left
                            && valueOf(condition.right(), item).orElse(null) instanceof ListValue right
                    ? left.elements().size() == right.elements().size()
                    : condition.holdsOn(item);
        }
    }

    /** Puts all values of one type before those of the next, as sorted documents do. */
    @ConformsWith(OrderedTypes.class)
    @CaughtBy({"ordering_withAnotherType_isFalse", "between_withMissingOrAnotherType_isFalse"})
    static final class OrderedTypes extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            return condition.comparator().isOrdering()
                            && order(condition.left(), condition.right(), item)
                                    .filter(order ->
                                            order != 0 && condition.comparator().accepts(order))
                                    .isPresent()
                    || condition.holdsOn(item);
        }

        @Override
        boolean between(Condition.Between condition, Item item) {
            return order(condition.operand(), condition.upper(), item)
                            .filter(order -> order > 0)
                            .isPresent()
                    || condition.holdsOn(item);
        }

        private static Optional<Integer> order(Operand left, Operand right, Item item) {
            return valueOf(left, item)
                    .flatMap(a -> valueOf(right, item).map(b -> a.type().compareTo(b.type())));
        }
    }

    /** Compares two values of a type by another order. */
    abstract static class Compared<T extends AttributeValue> extends Misjudging {
        private final Class<T> type;
        private final java.util.Comparator<T> order;

        Compared(Class<T> type, java.util.Comparator<T> order) {
            this.type = type;
            this.order = order;
        }

        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            Optional<T> left =
                    valueOf(condition.left(), item).filter(type::isInstance).map(type::cast);
            Optional<T> right =
                    valueOf(condition.right(), item).filter(type::isInstance).map(type::cast);
            return left.isPresent() && right.isPresent()
                    ? condition.comparator().accepts(order.compare(left.get(), right.get()))
                    : condition.holdsOn(item);
        }
    }

    /** Compares numbers as doubles. */
    @ConformsWith(DoubleComparison.class)
    @CaughtBy("condition_onNumbers_ordersByValueToTheLastDigit")
    static final class DoubleComparison extends Compared<NumberValue> {
        DoubleComparison() {
            super(NumberValue.class, comparingDouble(number -> number.value().doubleValue()));
        }
    }

    /** Compares text by UTF-16 units. */
    @ConformsWith(Utf16Comparison.class)
    @CaughtBy("condition_onText_ordersByUtf8Bytes")
    static final class Utf16Comparison extends Compared<StringValue> {
        Utf16Comparison() {
            super(StringValue.class, comparing(StringValue::text));
        }
    }

    /** Compares text without regard to case. */
    @ConformsWith(FoldedText.class)
    @CaughtBy("put_ofTextsThatLookTheSame_keepsThemApart")
    static final class FoldedText extends Compared<StringValue> {
        FoldedText() {
            super(StringValue.class, comparing(StringValue::text, String.CASE_INSENSITIVE_ORDER));
        }
    }

    /** Compares bytes as signed ones. */
    @ConformsWith(SignedComparison.class)
    @CaughtBy("condition_onBinary_ordersByUnsignedBytes")
    static final class SignedComparison extends Compared<BinaryValue> {
        SignedComparison() {
            super(BinaryValue.class, comparing(binary -> binary.bytes().asByteBuffer()));
        }
    }

    /** Finds no two sets equal. */
    @ConformsWith(UnequalSets.class)
    @CaughtBy("condition_onASetInAnotherOrder_findsItEqual")
    static final class UnequalSets extends Compared<StringSetValue> {
        UnequalSets() {
            super(StringSetValue.class, (left, right) -> 1);
        }
    }

    /** Looks no deeper into a condition than thirty steps. */
    @ConformsWith(ShallowConditions.class)
    @CaughtBy("condition_deepInParentheses_isEvaluated")
    static final class ShallowConditions extends Misjudging {
        private int depth;

        @Override
        boolean holds(Condition condition, Item item) {
            depth++;
            boolean holds = depth <= 30 && super.holds(condition, item);
            depth--;
            return holds;
        }
    }

    /** Finds false less than true. */
    @ConformsWith(OrderedBooleans.class)
    @CaughtBy({"condition_onBooleans_comparesThemForEqualityOnly", "ordering_ofStoredValuesWithoutOrder_isFalse"})
    static final class OrderedBooleans extends Compared<BooleanValue> {
        OrderedBooleans() {
            super(BooleanValue.class, comparing(BooleanValue::value));
        }
    }

    /** Leaves out the bounds of BETWEEN. */
    @ConformsWith(ExclusiveBounds.class)
    @CaughtBy("between_ofOrderedValues_includesBothBounds")
    static final class ExclusiveBounds extends Misjudging {
        @Override
        boolean between(Condition.Between condition, Item item) {
            return condition.holdsOn(item)
                    && !valueOf(condition.operand(), item).equals(valueOf(condition.upper(), item));
        }
    }

    /** Swaps the bounds of BETWEEN where they are reversed. */
    @ConformsWith(SymmetricBetween.class)
    @CaughtBy("between_withBoundsOfTheItemReversed_isFalse")
    static final class SymmetricBetween extends Misjudging {
        @Override
        boolean between(Condition.Between condition, Item item) {
            return condition.holdsOn(item)
                    || condition.lower() instanceof Operand.Path
                            && new Condition.Between(condition.operand(), condition.upper(), condition.lower())
                                    .holdsOn(item);
        }
    }

    /** Looks at the first 99 candidates of IN. */
    @ConformsWith(ShortIn.class)
    @CaughtBy("in_of100Values_looksAtAllOfThem")
    static final class ShortIn extends Misjudging {
        @Override
        boolean in(Condition.In condition, Item item) {
            List<Operand> candidates = condition.candidates();
            return new Condition.In(condition.operand(), candidates.subList(0, Math.min(99, candidates.size())))
                    .holdsOn(item);
        }
    }

    /** Takes a comparison that names no attribute for false. */
    @ConformsWith(LiteralsUnread.class)
    @CaughtBy({"condition_ofLiteralsAlone_isEvaluated", "comparison_ofLiteralsOfDifferentTypes_isFalseSaveForInequality"
    })
    static final class LiteralsUnread extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            boolean isConstant =
                    condition.left() instanceof Operand.Literal && condition.right() instanceof Operand.Literal;
            return !isConstant && condition.holdsOn(item);
        }
    }

    /** Negates a comparison by the opposite operator. */
    @ConformsWith(OppositeOperators.class)
    @CaughtBy("not_overEachComparison_flipsItWhateverIsMissing")
    static final class OppositeOperators extends Misjudging {
        @Override
        boolean not(Condition condition, Item item) {
            return condition instanceof Condition.Comparison comparison
                    ? new Condition.Comparison(comparison.left(), opposite(comparison.comparator()), comparison.right())
                            .holdsOn(item)
                    : super.not(condition, item);
        }

        private static Comparator opposite(Comparator comparator) {
            return switch (comparator) {
                case EQUAL -> Comparator.NOT_EQUAL;
                case NOT_EQUAL -> Comparator.EQUAL;
                case LESS -> Comparator.GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> Comparator.GREATER;
                case GREATER -> Comparator.LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> Comparator.LESS;
            };
        }
    }

    /** Sends conditions without parentheses, so that AND binds to what stands next to it. */
    @ConformsWith(NoParentheses.class)
    @CaughtBy({"condition_nestedInAnyWay_meansWhatItsTreeSays", "condition_ofText_bindsNotBeforeAndBeforeOr"})
    static final class NoParentheses extends Misjudging {
        @Override
        boolean and(List<Condition> conditions, Item item) {
            List<List<Condition>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));
            for (Condition each : conditions) {
                List<Condition> parts = each instanceof Condition.Or or ? or.conditions() : List.of(each);
                alternatives.get(alternatives.size() - 1).add(parts.get(0));
                for (Condition part : parts.subList(1, parts.size())) {
                    alternatives.add(new ArrayList<>(List.of(part)));
                }
            }
            return alternatives.stream().anyMatch(all -> all.stream().allMatch(each -> holds(each, item)));
        }
    }
}
