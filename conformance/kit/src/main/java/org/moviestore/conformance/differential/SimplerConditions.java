// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;

/** What is a little simpler than a condition. */
final class SimplerConditions implements Condition.Visitor<Stream<Condition>>, Operand.Visitor<Stream<Operand>> {
    private Stream<Condition> with(List<Operand> operands, Function<List<Operand>, Condition> making) {
        return Simpler.made(
                Simpler.lists(operands, operand -> operand.accept(this))
                        .filter(simpler -> simpler.size() == operands.size()),
                making);
    }

    @Override
    public Stream<Operand> path(Operand.Path operand) {
        return SimplerValues.paths(operand.path()).map(Operand.Path::new);
    }

    @Override
    public Stream<Operand> literal(Operand.Literal operand) {
        return SimplerValues.of(operand.value()).map(Operand.Literal::new);
    }

    @Override
    public Stream<Operand> size(Operand.Size operand) {
        return Stream.concat(
                Stream.of(operand.operand()), Simpler.made(operand.operand().accept(this), Operand.Size::new));
    }

    @Override
    public Stream<Condition> comparison(Condition.Comparison condition) {
        return with(
                List.of(condition.left(), condition.right()),
                simpler -> new Condition.Comparison(simpler.get(0), condition.comparator(), simpler.get(1)));
    }

    @Override
    public Stream<Condition> between(Condition.Between condition) {
        return with(
                List.of(condition.operand(), condition.lower(), condition.upper()),
                simpler -> new Condition.Between(simpler.get(0), simpler.get(1), simpler.get(2)));
    }

    @Override
    public Stream<Condition> in(Condition.In condition) {
        return Stream.concat(
                Simpler.made(
                        condition.operand().accept(this), operand -> new Condition.In(operand, condition.candidates())),
                Simpler.made(
                        Simpler.lists(condition.candidates(), candidate -> candidate.accept(this)),
                        candidates -> new Condition.In(condition.operand(), candidates)));
    }

    @Override
    public Stream<Condition> attributeExists(Condition.AttributeExists condition) {
        return SimplerValues.paths(condition.path()).map(Condition.AttributeExists::new);
    }

    @Override
    public Stream<Condition> attributeNotExists(Condition.AttributeNotExists condition) {
        return SimplerValues.paths(condition.path()).map(Condition.AttributeNotExists::new);
    }

    @Override
    public Stream<Condition> hasType(Condition.HasType condition) {
        return Simpler.made(
                condition.operand().accept(this), operand -> new Condition.HasType(operand, condition.type()));
    }

    @Override
    public Stream<Condition> beginsWith(Condition.BeginsWith condition) {
        return with(
                List.of(condition.operand(), condition.prefix()),
                simpler -> new Condition.BeginsWith(simpler.get(0), simpler.get(1)));
    }

    @Override
    public Stream<Condition> contains(Condition.Contains condition) {
        return with(
                List.of(condition.operand(), condition.part()),
                simpler -> new Condition.Contains(simpler.get(0), simpler.get(1)));
    }

    @Override
    public Stream<Condition> and(Condition.And condition) {
        return joined(condition.conditions(), Condition.And::new);
    }

    @Override
    public Stream<Condition> or(Condition.Or condition) {
        return joined(condition.conditions(), Condition.Or::new);
    }

    private Stream<Condition> joined(List<Condition> conditions, Function<List<Condition>, Condition> making) {
        return Stream.concat(
                conditions.stream(),
                Simpler.made(Simpler.lists(conditions, condition -> condition.accept(this)), making));
    }

    @Override
    public Stream<Condition> not(Condition.Not condition) {
        return Stream.concat(
                Stream.of(condition.condition()),
                condition.condition().accept(this).map(Condition.Not::new));
    }
}
