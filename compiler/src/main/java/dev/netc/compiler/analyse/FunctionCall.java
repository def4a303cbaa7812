package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Use;
import dev.netc.compiler.scalar.Scalar;

/** Calls pointwise functions, those of the language and those of an {@code fn}, with tensors. */
final class FunctionCall {
    private final Evaluator evaluator;

    FunctionCall(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Meaning primitive(String name, Expression.Call call, Optional<Operand> piped) {
        List<String> parameters = ScalarOperators.parameters(name);
        String signature = name + "(" + String.join(", ", parameters) + ")";
        return operands(name, signature, parameters, call, piped)
                .filter(operands -> isComplete(name, signature, parameters, operands, call))
                .map(operands -> new PointwiseCall(evaluator).emit(name, evaluator.place(call.span()),
                        parameters.stream().map(operands::get).toList(),
                        scalars -> ScalarOperators.primitive(name, scalars)))
                .orElse(new Meaning.Broken());
    }

    Meaning call(Item.Function function, int index, Expression.Call call, Optional<Operand> piped) {
        if (evaluator.context().callables().isBroken(index)) {
            return new Meaning.Broken();
        }
        String name = function.name().text();
        List<String> all = function.parameters().stream().map(p -> p.name().text()).toList();
        List<String> required = function.parameters().stream().filter(p -> p.defaultValue().isEmpty())
                .map(p -> p.name().text()).toList();
        String signature = BlockUnroller.signature(name, function.parameters());
        return operands(name, signature, all, call, piped)
                .filter(operands -> isComplete(name, signature, required, operands, call))
                .map(operands -> emit(function, index, call, operands)).orElse(new Meaning.Broken());
    }

    /** Judges a function's body by itself, all its parameters being tensors. */
    void judge(Item.Function function, int index) {
        Map<String, Scalar> arguments = new HashMap<>();
        for (Parameter parameter : function.parameters()) {
            arguments.put(parameter.name().text(), new Scalar.Operand(arguments.size()));
        }
        FunctionInliner inliner = new FunctionInliner(evaluator.context(), evaluator.scope(), List.of());
        inliner.inline(function, index, arguments);
        inliner.warnUnused(function);
    }

    private Meaning emit(Item.Function function, int index, Expression.Call call, Map<String, Operand> operands) {
        List<String> given = List.copyOf(operands.keySet());
        List<Use> uses = new ArrayList<>(evaluator.uses());
        uses.add(new Use(function.name().text(), call.span()));
        return new PointwiseCall(evaluator).emit(function.name().text(), evaluator.place(call.span()),
                given.stream().map(operands::get).toList(), scalars -> {
                    Map<String, Scalar> arguments = new HashMap<>();
                    for (int i = 0; i < given.size(); i++) {
                        arguments.put(given.get(i), scalars.get(i));
                    }
                    return new FunctionInliner(evaluator.context(), evaluator.scope(), uses)
                            .inline(function, index, arguments).orElse(null);
                });
    }

    /** The arguments in the order of the parameters, what is piped being the first. */
    private Optional<Map<String, Operand>> operands(String name, String signature, List<String> parameters,
            Expression.Call call, Optional<Operand> piped) {
        if (piped.isPresent() && parameters.isEmpty()) {
            evaluator.broken(new ArgumentProblem.TooMany(evaluator.place(call.span()), name, 0, signature));
            return Optional.empty();
        }
        List<String> open = piped.isPresent() ? parameters.subList(1, parameters.size()) : parameters;
        ArgumentBinder binder = new ArgumentBinder(name, () -> signature, evaluator::place,
                evaluator.context().problems()::add);
        return binder.bind(open, call.arguments()).map(bound -> evaluated(parameters, bound, piped));
    }

    private Map<String, Operand> evaluated(List<String> parameters, Map<String, Argument> bound,
            Optional<Operand> piped) {
        Map<String, Operand> operands = new java.util.LinkedHashMap<>();
        piped.ifPresent(p -> operands.put(parameters.get(0), p));
        for (String parameter : parameters) {
            if (bound.containsKey(parameter)) {
                operands.put(parameter, evaluator.operand(bound.get(parameter).value()));
            }
        }
        return operands;
    }

    private boolean isComplete(String name, String signature, List<String> required, Map<String, Operand> operands,
            Expression.Call call) {
        if (operands.isEmpty()) {
            evaluator.broken(new ArgumentProblem.NoTensor(evaluator.place(call.span()), name));
            return false;
        }
        List<String> missing = required.stream().filter(r -> !operands.containsKey(r)).toList();
        missing.forEach(m -> evaluator
                .broken(new ArgumentProblem.Missing(evaluator.place(call.span()), name, m, signature)));
        return missing.isEmpty();
    }
}
