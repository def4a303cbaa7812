package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Warning;

/** Evaluates {@code x -> f -> 3 * g}. */
final class ChainEvaluator {
    private final Evaluator evaluator;

    ChainEvaluator(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Operand evaluate(Expression.Chain chain) {
        Operand operand = evaluator.operand(chain.source());
        for (Expression.Stage stage : chain.stages()) {
            operand = stage(stage, operand);
        }
        return operand;
    }

    private Operand stage(Expression.Stage stage, Operand operand) {
        Expression.Call call = stage.call();
        Meaning result = stage.count().map(count -> repeated(count, call, operand))
                .orElseGet(() -> new CallEvaluator(evaluator).call(call, Optional.of(operand)));
        return new Operand(result, evaluator.place(call.span()),
                operand.written().to(call.span()));
    }

    private Meaning repeated(Expression count, Expression.Call call, Operand operand) {
        if (count instanceof Expression.Reference(Name name)
                && evaluator.scope().find(name.text()).isEmpty()
                && CallEvaluator.isFunction(name.text(), evaluator)) {
            return evaluator.broken(new ArgumentProblem.CountIsNoNumber(evaluator.place(count.span()), name.text(),
                    call.function().text()));
        }
        Optional<Integer> times = times(count);
        return times.isEmpty() ? new Meaning.Broken() : repeat(times.get(), count, call, operand);
    }

    private Optional<Integer> times(Expression count) {
        Place where = evaluator.place(count.span());
        switch (evaluator.evaluate(count)) {
            case Meaning.Figure(double value) when value >= 1 && value == Math.rint(value)
                    && value <= NetworkBuilder.LIMIT -> {
                return Optional.of((int) value);
            }
            case Meaning.Figure(double value) -> evaluator.broken(new ArgumentProblem.OutOfRange(where,
                    "a repeat count", "a whole number from 1 to " + NetworkBuilder.LIMIT, Numbers.show(value)));
            case Meaning.Broken b -> {
            }
            case Meaning other -> evaluator.broken(
                    new ArgumentProblem.WrongKind(where, "a repeat count", "a whole number", other.words()));
        }
        return Optional.empty();
    }

    private Meaning repeat(int times, Expression count, Expression.Call call, Operand operand) {
        if (times > 1 && CallEvaluator.isPointwise(call.function().text(), evaluator)) {
            evaluator.context().problems().add(new Warning.CountOfPointwise(evaluator.place(count.span()),
                    count.span().text(), call.function().text()));
        }
        List<Steps.Part> parts = new ArrayList<>();
        Meaning result = operand.meaning();
        for (int i = 1; i <= times && (i == 1 || !(result instanceof Meaning.Broken)); i++) {
            evaluator.context().network().count(evaluator.place(call.span()));
            Steps own = new Steps();
            result = new CallEvaluator(evaluator.withSteps(own)).call(call,
                    Optional.of(new Operand(result, operand.place(), operand.written())));
            parts.add(new Steps.Part(String.valueOf(i), own));
        }
        evaluator.steps().group(call.function().text(), parts);
        return result;
    }
}
