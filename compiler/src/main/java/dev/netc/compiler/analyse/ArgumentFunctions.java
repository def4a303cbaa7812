package dev.netc.compiler.analyse;

import java.util.Map;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.define.ArgumentEntries;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.InitialValues;
import dev.netc.compiler.define.Signature;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.program.Initializer;

/** Calls that stand for arguments: {@code end(3)}, {@code normal(0.01)}, {@code uniform(-1, 1)}, {@code constant(0)}. */
final class ArgumentFunctions {
    private static final Map<String, Signature> SIGNATURES = Map.of("end", ArgumentEntries.END, "normal",
            ArgumentEntries.NORMAL, "uniform", ArgumentEntries.UNIFORM, "constant", ArgumentEntries.CONSTANT);

    private final Evaluator evaluator;

    ArgumentFunctions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static boolean isOne(String name) {
        return SIGNATURES.containsKey(name);
    }

    Meaning call(Expression.Call call) {
        String name = call.function().text();
        return new ArgumentReader(evaluator).read(SIGNATURES.get(name), call.arguments(), call.span())
                .map(arguments -> value(name, arguments, call)).orElse(new Meaning.Broken());
    }

    private Meaning value(String name, Arguments arguments, Expression.Call call) {
        return switch (name) {
            case "end" -> new Meaning.End(arguments.pair("pixels").height());
            case "normal" -> said(new Initializer.Normal(arguments.real("std")));
            case "uniform" -> uniform(arguments.real("low"), arguments.real("high"), call);
            case "constant" -> said(new Initializer.Constant(arguments.real("value")));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Meaning uniform(double low, double high, Expression.Call call) {
        return low < high
                ? said(new Initializer.Uniform(low, high))
                : evaluator.broken(new ArgumentProblem.OutOfRange(evaluator.place(call.span()), "`low` of `uniform`",
                        "less than `high`", Numbers.show(low) + ", and `high` is " + Numbers.show(high)));
    }

    private static Meaning said(Initializer initializer) {
        return new Meaning.Start(new InitialValues.Said(initializer));
    }
}
