// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.item.Values.binary;
import static org.moviestore.item.Values.list;
import static org.moviestore.item.Values.nullValue;
import static org.moviestore.item.Values.number;
import static org.moviestore.item.Values.string;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.TableSchema;

/** Stores that keep values otherwise than they came; rules A. */
final class BrokenValues {
    private BrokenValues() {}

    /** Keeps numbers as doubles. */
    @ConformsWith(Doubles.class)
    @CaughtBy("put_ofUpTo38Digits_keepsEveryDigit")
    static final class Doubles extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof NumberValue number
                    ? number(BigDecimal.valueOf(number.value().doubleValue()))
                    : value;
        }
    }

    /** Keeps numbers in ten places before and ten behind the point. */
    @ConformsWith(FixedPoint.class)
    @CaughtBy({"put_ofTheLargestAndSmallest_keepsThem", "put_ofUpTo38Digits_keepsEveryDigit"})
    static final class FixedPoint extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof NumberValue number
                    ? number(number.value().setScale(10, RoundingMode.HALF_UP).remainder(BigDecimal.TEN.pow(10)))
                    : value;
        }
    }

    /** Takes empty text for null, as Oracle does. */
    @ConformsWith(EmptyTextIsNull.class)
    @CaughtBy("put_ofEmptyTextAndBinary_keepsThem")
    static final class EmptyTextIsNull extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value.equals(string("")) ? nullValue() : value;
        }
    }

    /** Takes an attribute that is null for one that is missing. */
    @ConformsWith(NullIsMissing.class)
    @CaughtBy({"put_ofNull_keepsItEverywhere", "attributeExists_ofNull_isTrue", "condition_onNull_tellsItFromMissing"})
    static final class NullIsMissing extends BrokenStore.Misstoring {
        @Override
        Item stored(TableSchema schema, Item item) {
            Item.Builder kept = Item.builder();
            item.attributes().forEach((name, value) -> {
                if (!(value instanceof NullValue)) {
                    kept.set(name, value);
                }
            });
            return kept.build();
        }
    }

    /** Keeps sets as lists. */
    @ConformsWith(SetsAsLists.class)
    @CaughtBy({"put_ofEachType_keepsValueAndType", "put_ofASetInAnyOrder_storesTheSameSet"})
    static final class SetsAsLists extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof StringSetValue set ? list(set.members().toArray()) : value;
        }
    }

    /** Marks binary by a map with one name, and takes every such map for binary. */
    @ConformsWith(UnescapedTag.class)
    @CaughtBy("put_ofAMapThatLooksLikeAnEncodedValue_keepsItAMap")
    static final class UnescapedTag extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof MapValue map
                            && map.entries().size() == 1
                            && map.entries().get("$B") instanceof StringValue text
                    ? binary(Bytes.fromBase64(text.text()))
                    : value;
        }
    }

    /** Normalises text. */
    @ConformsWith(NormalisedText.class)
    @CaughtBy("put_ofTextsThatLookTheSame_keepsThemApart")
    static final class NormalisedText extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof StringValue text
                    ? string(Normalizer.normalize(text.text(), Normalizer.Form.NFD))
                    : value;
        }
    }

    /** Keeps characters of up to three bytes, as MySQL's utf8 does. */
    @ConformsWith(ThreeByteText.class)
    @CaughtBy("put_ofUnusualText_keepsEveryCharacter")
    static final class ThreeByteText extends BrokenStore.Misstoring {
        @Override
        AttributeValue stored(AttributeValue value) {
            return value instanceof StringValue text
                    ? string(text.text().replaceAll("[\\x{10000}-\\x{10FFFF}]", "?"))
                    : value;
        }
    }

    /** Keeps names without regard to case. */
    @ConformsWith(FoldedNames.class)
    @CaughtBy("everyOperation_withAnUnusualName_treatsItAsAnyOther")
    static final class FoldedNames extends BrokenStore.Misstoring {
        @Override
        Item stored(TableSchema schema, Item item) {
            Item.Builder kept = Item.builder();
            item.attributes().forEach((name, value) -> kept.set(name.toLowerCase(Locale.ROOT), value));
            return kept.build();
        }
    }

    /** Cuts names after 63 bytes, as PostgreSQL does with those of columns. */
    @ConformsWith(CutNames.class)
    @CaughtBy("put_ofTheLongestName_keepsIt")
    static final class CutNames extends BrokenStore.Misstoring {
        @Override
        Item stored(TableSchema schema, Item item) {
            Item.Builder kept = Item.builder();
            item.attributes().forEach((name, value) -> kept.set(name.substring(0, Math.min(63, name.length())), value));
            return kept.build();
        }
    }

    /** Does not look at the size of the item that an update makes. */
    @ConformsWith(UncheckedSize.class)
    @CaughtBy({"update_toOneByteMore_isRejected", "update_thatGrowsASetBeyondTheLimit_isRejected"})
    static final class UncheckedSize extends BrokenStore.Tolerant {
        UncheckedSize() {
            super(ErrorCode.ITEM_SIZE);
        }
    }

    /** Does not look at how deep an update nests. */
    @ConformsWith(UncheckedNesting.class)
    @CaughtBy("update_to32NestedContainers_isRejected")
    static final class UncheckedNesting extends BrokenStore.Tolerant {
        UncheckedNesting() {
            super(ErrorCode.NESTING);
        }
    }

    /** Does not look at the digits of a sum. */
    @ConformsWith(UncheckedDigits.class)
    @CaughtBy("arithmetic_whoseResultCannotBeKept_isRejectedAndNeverRounded")
    static final class UncheckedDigits extends BrokenStore.Tolerant {
        UncheckedDigits() {
            super(ErrorCode.NUMBER_PRECISION);
        }
    }
}
