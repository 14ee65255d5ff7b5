// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.List;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.KeyConditionFault;

/** Takes a condition as one on keys: tests of key attributes against literals, all of which must hold. */
final class KeyConditionReader implements Condition.Visitor<List<KeyCondition.Test>> {

    static KeyCondition of(Condition condition) {
        return new KeyCondition(condition.accept(new KeyConditionReader()));
    }

    @Override
    public List<KeyCondition.Test> and(Condition.And condition) {
        return condition.conditions().stream()
                .flatMap(each -> each.accept(this).stream())
                .toList();
    }

    @Override
    public List<KeyCondition.Test> comparison(Condition.Comparison condition) {
        String operator = condition.comparator().sign();
        if (condition.left() instanceof Operand.Literal literal) {
            return List.of(new KeyCondition.Comparison(
                    attribute(operator, condition.right()),
                    condition.comparator().swapped(),
                    literal.value()));
        }
        return List.of(new KeyCondition.Comparison(
                attribute(operator, condition.left()), condition.comparator(), literal(operator, condition.right())));
    }

    @Override
    public List<KeyCondition.Test> between(Condition.Between condition) {
        return List.of(new KeyCondition.Between(
                attribute("BETWEEN", condition.operand()),
                literal("BETWEEN", condition.lower()),
                literal("BETWEEN", condition.upper())));
    }

    @Override
    public List<KeyCondition.Test> beginsWith(Condition.BeginsWith condition) {
        return List.of(new KeyCondition.BeginsWith(
                attribute("begins_with", condition.operand()), literal("begins_with", condition.prefix())));
    }

    private static String attribute(String operator, Operand operand) {
        if (!(operand instanceof Operand.Path path)) {
            throw KeyCondition.unsupported(
                    operator + " of anything but a key attribute",
                    orSize(operand, new KeyConditionFault.NoAttribute(operator)));
        }
        AttributePath attribute = path.path();
        if (!attribute.isTopLevel()) {
            throw KeyCondition.unsupported("the nested path " + attribute, new KeyConditionFault.NestedPath(attribute));
        }
        return attribute.attribute();
    }

    private static AttributeValue literal(String operator, Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return literal.value();
        }
        throw KeyCondition.unsupported(
                operator + " with anything but a :value", orSize(operand, new KeyConditionFault.NoLiteral(operator)));
    }

    /** Key conditions do not have size, which is why a size is neither an attribute nor a literal. */
    private static KeyConditionFault orSize(Operand operand, KeyConditionFault fault) {
        return operand instanceof Operand.Size ? new KeyConditionFault.UnsupportedOperator("size") : fault;
    }

    @Override
    public List<KeyCondition.Test> in(Condition.In condition) {
        throw KeyCondition.unsupportedOperator("IN");
    }

    @Override
    public List<KeyCondition.Test> attributeExists(Condition.AttributeExists condition) {
        throw KeyCondition.unsupportedOperator("attribute_exists");
    }

    @Override
    public List<KeyCondition.Test> attributeNotExists(Condition.AttributeNotExists condition) {
        throw KeyCondition.unsupportedOperator("attribute_not_exists");
    }

    @Override
    public List<KeyCondition.Test> hasType(Condition.HasType condition) {
        throw KeyCondition.unsupportedOperator("attribute_type");
    }

    @Override
    public List<KeyCondition.Test> contains(Condition.Contains condition) {
        throw KeyCondition.unsupportedOperator("contains");
    }

    @Override
    public List<KeyCondition.Test> or(Condition.Or condition) {
        throw KeyCondition.unsupportedOperator("OR");
    }

    @Override
    public List<KeyCondition.Test> not(Condition.Not condition) {
        throw KeyCondition.unsupportedOperator("NOT");
    }
}
