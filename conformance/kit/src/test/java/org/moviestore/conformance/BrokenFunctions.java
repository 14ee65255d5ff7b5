// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;

/** Stores that get the functions and paths of conditions wrong; rules C11 to C15 and C20. */
final class BrokenFunctions {
    private BrokenFunctions() {}

    /** Takes begins_with for LIKE. */
    @ConformsWith(LikePrefix.class)
    @CaughtBy("beginsWith_ofText_takesEveryCharacterAsItself")
    static final class LikePrefix extends Misjudging {
        @Override
        boolean beginsWith(Condition.BeginsWith condition, Item item) {
            return valueOf(condition.operand(), item).orElse(null) instanceof StringValue text
                            && valueOf(condition.prefix(), item).orElse(null) instanceof StringValue prefix
                    ? BrokenKeys.like(prefix.text() + "%").matcher(text.text()).matches()
                    : condition.holdsOn(item);
        }
    }

    /** Takes contains for LIKE. */
    @ConformsWith(LikePart.class)
    @CaughtBy("contains_ofText_findsItAnywhere")
    static final class LikePart extends Misjudging {
        @Override
        boolean contains(Condition.Contains condition, Item item) {
            return valueOf(condition.operand(), item).orElse(null) instanceof StringValue text
                            && valueOf(condition.part(), item).orElse(null) instanceof StringValue part
                    ? BrokenKeys.like("%" + part.text() + "%")
                            .matcher(text.text())
                            .matches()
                    : condition.holdsOn(item);
        }
    }

    /** Takes contains for PostgreSQL's {@code @>}, which finds parts of elements too. */
    @ConformsWith(JsonContainment.class)
    @CaughtBy("contains_ofAList_findsEqualElementsOnly")
    static final class JsonContainment extends Misjudging {
        @Override
        boolean contains(Condition.Contains condition, Item item) {
            Optional<AttributeValue> part = valueOf(condition.part(), item);
            return valueOf(condition.operand(), item).orElse(null) instanceof ListValue list && part.isPresent()
                    ? list.elements().stream().anyMatch(element -> holds(element, part.get()))
                    : condition.holdsOn(item);
        }

        private static boolean holds(AttributeValue whole, AttributeValue part) {
            if (whole instanceof ListValue list && part instanceof ListValue parts) {
                return parts.elements().stream()
                        .allMatch(each -> list.elements().stream().anyMatch(element -> holds(element, each)));
            }
            if (whole instanceof MapValue map && part instanceof MapValue parts) {
                return parts.entries().entrySet().stream()
                        .allMatch(each -> map.entries().containsKey(each.getKey())
                                && holds(map.entries().get(each.getKey()), each.getValue()));
            }
            return whole.equals(part);
        }
    }

    /** Looks for bytes in the base64 that they are kept in. */
    @ConformsWith(Base64Part.class)
    @CaughtBy("contains_ofBinary_findsRunsOfBytes")
    static final class Base64Part extends Misjudging {
        @Override
        boolean contains(Condition.Contains condition, Item item) {
            return valueOf(condition.operand(), item).orElse(null) instanceof BinaryValue binary
                            && valueOf(condition.part(), item).orElse(null) instanceof BinaryValue part
                    ? binary.bytes().toBase64().contains(part.bytes().toBase64())
                    : condition.holdsOn(item);
        }
    }

    /** Looks for a member of a set as for a part of its text. */
    @ConformsWith(MemberPart.class)
    @CaughtBy("contains_ofSets_findsMembers")
    static final class MemberPart extends Misjudging {
        @Override
        boolean contains(Condition.Contains condition, Item item) {
            return valueOf(condition.operand(), item).orElse(null) instanceof StringSetValue set
                            && valueOf(condition.part(), item).orElse(null) instanceof StringValue part
                    ? set.members().toString().contains(part.text())
                    : condition.holdsOn(item);
        }
    }

    /** Takes the digits of a number for its size. */
    @ConformsWith(SizeOfNumbers.class)
    @CaughtBy("size_ofWhatHasNone_comparesAsMissing")
    static final class SizeOfNumbers extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            return condition.left() instanceof Operand.Size size
                            && valueOf(size.operand(), item).orElse(null) instanceof NumberValue number
                    ? new Condition.Comparison(
                                    Operand.of(number.text().length()), condition.comparator(), condition.right())
                            .holdsOn(item)
                    : condition.holdsOn(item);
        }
    }

    /** Finds no value where there is null. */
    @ConformsWith(NullDoesNotExist.class)
    @CaughtBy({"attributeExists_ofNull_isTrue", "condition_onNull_tellsItFromMissing"})
    static final class NullDoesNotExist extends Misjudging {
        @Override
        boolean exists(AttributePath path, Item item) {
            return path.in(item).filter(value -> !(value instanceof NullValue)).isPresent();
        }
    }

    /** Takes everything for a list of itself, as PostgreSQL's lax paths do: index 0 of a scalar is the scalar. */
    @ConformsWith(ScalarIndex.class)
    @CaughtBy({"path_withAnIndexOfWhatIsNoList_isMissing", "attributeExists_throughTheWrongType_isFalse"})
    static final class ScalarIndex extends Misjudging {
        @Override
        boolean exists(AttributePath path, Item item) {
            List<AttributePath.Step> steps = new ArrayList<>();
            for (AttributePath.Step step : path.steps()) {
                boolean lax = step.equals(new AttributePath.Index(0))
                        && new AttributePath(steps)
                                .in(item)
                                .filter(value -> !(value instanceof ListValue))
                                .isPresent();
                if (!lax) {
                    steps.add(step);
                }
            }
            return new AttributePath(steps).in(item).isPresent();
        }
    }

    /** Follows a path no further than thirty steps. */
    @ConformsWith(ShortPaths.class)
    @CaughtBy("path_ofUpTo32Elements_isRead")
    static final class ShortPaths extends Misjudging {
        @Override
        boolean comparison(Condition.Comparison condition, Item item) {
            boolean isLong = condition.left() instanceof Operand.Path left
                    && left.path().steps().size() > 30;
            return isLong ? condition.comparator() == Comparator.NOT_EQUAL : condition.holdsOn(item);
        }
    }

    /** Tells text from numbers, and takes all else for maps. */
    @ConformsWith(ThreeTypes.class)
    @CaughtBy("attributeType_ofEachType_tellsThemApart")
    static final class ThreeTypes extends Misjudging {
        @Override
        boolean hasType(Condition.HasType condition, Item item) {
            return condition.holdsOn(item)
                    || condition.type() == AttributeType.MAP
                            && valueOf(condition.operand(), item)
                                    .filter(value -> !value.type().isOrdered())
                                    .isPresent();
        }
    }
}
