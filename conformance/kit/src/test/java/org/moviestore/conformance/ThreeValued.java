// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.Item;

/** Evaluates conditions with SQL's logic, in which a comparison with nothing is unknown: an empty answer. */
final class ThreeValued implements Condition.Visitor<Optional<Boolean>> {
    private final Item item;

    ThreeValued(Item item) {
        this.item = item;
    }

    private Optional<Boolean> unlessMissing(Condition condition, Operand... operands) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Path path && path.path().in(item).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(condition.holdsOn(item));
    }

    @Override
    public Optional<Boolean> comparison(Condition.Comparison condition) {
        return unlessMissing(condition, condition.left(), condition.right());
    }

    @Override
    public Optional<Boolean> between(Condition.Between condition) {
        return unlessMissing(condition, condition.operand(), condition.lower(), condition.upper());
    }

    @Override
    public Optional<Boolean> in(Condition.In condition) {
        return unlessMissing(condition, condition.operand());
    }

    @Override
    public Optional<Boolean> attributeExists(Condition.AttributeExists condition) {
        return Optional.of(condition.holdsOn(item));
    }

    @Override
    public Optional<Boolean> attributeNotExists(Condition.AttributeNotExists condition) {
        return Optional.of(condition.holdsOn(item));
    }

    @Override
    public Optional<Boolean> hasType(Condition.HasType condition) {
        return unlessMissing(condition, condition.operand());
    }

    @Override
    public Optional<Boolean> beginsWith(Condition.BeginsWith condition) {
        return unlessMissing(condition, condition.operand(), condition.prefix());
    }

    @Override
    public Optional<Boolean> contains(Condition.Contains condition) {
        return unlessMissing(condition, condition.operand(), condition.part());
    }

    @Override
    public Optional<Boolean> and(Condition.And condition) {
        return joined(condition.conditions(), false);
    }

    @Override
    public Optional<Boolean> or(Condition.Or condition) {
        return joined(condition.conditions(), true);
    }

    /** One answer that decides, decides; else one that is unknown makes all unknown. */
    private Optional<Boolean> joined(List<Condition> conditions, boolean deciding) {
        List<Optional<Boolean>> answers =
                conditions.stream().map(each -> each.accept(this)).toList();
        if (answers.contains(Optional.of(deciding))) {
            return Optional.of(deciding);
        }
        return answers.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!deciding);
    }

    @Override
    public Optional<Boolean> not(Condition.Not condition) {
        return condition.condition().accept(this).map(answer -> !answer);
    }
}
