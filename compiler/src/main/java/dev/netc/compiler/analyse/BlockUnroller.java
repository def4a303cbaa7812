package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.Use;

/** Writes a block in the place of its use. */
final class BlockUnroller {
    /** How deep blocks may use blocks. */
    private static final int LIMIT = 200;

    private final Evaluator caller;

    BlockUnroller(Evaluator caller) {
        this.caller = caller;
    }

    /**
     * A use of a block.
     *
     * @param index how many blocks and functions stand before it: it sees those
     */
    Meaning unroll(Item.Block block, int index, Expression.Call call, Optional<Operand> piped) {
        if (block.parameters().isEmpty()) {
            return new Meaning.Broken();
        }
        CallEvaluator calls = new CallEvaluator(caller);
        String name = block.name().text();
        Optional<Operand> operand = calls.operand(call, piped);
        if (operand.isEmpty()) {
            return caller.broken(new ArgumentProblem.NoTensor(caller.place(call.span()), name));
        }
        Optional<Meaning.Tensor> tensor = calls.tensor(name, call, operand.get());
        if (operand.get().meaning() instanceof Meaning.Figure) {
            return new Meaning.Broken(); // with the tensor missing, which argument is which?
        }
        List<String> names = block.parameters().stream().skip(1).map(p -> p.name().text()).toList();
        Optional<Map<String, Argument>> bound = new ArgumentBinder(name,
                () -> signature(block.name().text(), block.parameters()), caller::place,
                caller.context().problems()::add)
                .bind(names, CallEvaluator.rest(call, piped));
        if (bound.isEmpty() || isMissing(block, bound.get(), call)) {
            return new Meaning.Broken();
        }
        if (caller.uses().size() >= LIMIT) {
            return caller.broken(new LimitProblem.TooDeep(caller.place(call.span()), "blocks", LIMIT));
        }
        caller.context().network().count(caller.place(call.span()));
        Meaning x = tensor.<Meaning>map(t -> t).orElse(new Meaning.Broken());
        return body(block, inside(block, index, call), x, bound.get());
    }

    /** Judges a block that nothing uses, its parameters being unknown. */
    void judge(Item.Block block, int index) {
        Evaluator inner = new Evaluator(caller.context(), caller.scope().ofBlock(block.name().text(), index),
                List.of(), new Steps());
        block.parameters().forEach(p -> bind(inner, p, new Meaning.Broken(), Optional.empty()));
        run(block, inner, false);
    }

    private Evaluator inside(Item.Block block, int index, Expression.Call call) {
        List<Use> uses = new ArrayList<>(caller.uses());
        uses.add(new Use(block.name().text(), call.span()));
        boolean braced = block.braced();
        return new Evaluator(caller.context(), caller.scope().ofBlock(block.name().text(), index), uses,
                braced ? new Steps() : caller.steps());
    }

    private boolean isMissing(Item.Block block, Map<String, Argument> bound, Expression.Call call) {
        List<Parameter> missing = block.parameters().stream().skip(1)
                .filter(p -> p.defaultValue().isEmpty() && !bound.containsKey(p.name().text())).toList();
        missing.forEach(p -> caller.broken(new ArgumentProblem.Missing(caller.place(call.span()),
                block.name().text(), p.name().text(), signature(block.name().text(), block.parameters()))));
        return !missing.isEmpty();
    }

    private Meaning body(Item.Block block, Evaluator inner, Meaning x, Map<String, Argument> bound) {
        List<Parameter> parameters = block.parameters();
        bind(inner, parameters.get(0), x, Optional.empty());
        for (Parameter parameter : parameters.stream().skip(1).toList()) {
            Argument argument = bound.get(parameter.name().text());
            if (argument != null) {
                bind(inner, parameter, value(argument), word(argument));
            } else {
                bind(inner, parameter, inner.evaluate(parameter.defaultValue().orElseThrow()), Optional.empty());
            }
        }
        return run(block, inner, true);
    }

    private Meaning run(Item.Block block, Evaluator inner, boolean used) {
        List<Steps.Part> parts = new ArrayList<>();
        Bindings bindings = new Bindings(inner);
        for (Item.Binding binding : block.bindings()) {
            Steps own = new Steps();
            boolean first = !bindings.isBound(binding.name());
            bindings.bind(binding, inner.withSteps(own), Scope.Kind.BINDING);
            if (first) {
                parts.add(new Steps.Part(binding.name().text(), own));
            }
        }
        Meaning result = inner.evaluate(block.result());
        if (block.braced()) {
            parts.add(new Steps.Part("", inner.steps()));
            caller.steps().group(block.name().text(), parts);
        }
        if (used) {
            Unused.warn(inner.scope(), caller.context().problems());
        }
        return result;
    }

    /** A tensor passed on must be one that can be read here, as the block's own body could not say. */
    private Meaning value(Argument argument) {
        Operand operand = caller.operand(argument.value());
        boolean elsewhere = operand.meaning() instanceof Meaning.Tensor tensor
                && !new ColumnRules(caller.context()).isHere(tensor, operand);
        return elsewhere ? new Meaning.Broken() : operand.meaning();
    }

    private Optional<String> word(Argument argument) {
        return argument.value() instanceof Expression.Reference reference
                ? caller.scope().find(reference.name().text()).filter(e -> e.kind() == Scope.Kind.BLOCK_PARAMETER)
                        .map(Scope.Entry::word).orElse(Optional.of(reference.name().text()))
                : Optional.empty();
    }

    private static void bind(Evaluator inner, Parameter parameter, Meaning meaning, Optional<String> word) {
        inner.know(parameter.name().span(), meaning, inner.context().network().size());
        inner.scope().bind(new Scope.Entry(parameter.name(), inner.place(parameter.name().span()),
                Scope.Kind.BLOCK_PARAMETER, meaning, word));
    }

    /** How it is called, as messages show it. */
    static String signature(String name, List<Parameter> parameters) {
        String rest = parameters.stream().skip(1)
                .map(p -> p.name().text() + p.defaultValue().map(d -> ": " + d.span().text()).orElse(""))
                .collect(Collectors.joining(", "));
        return "x -> " + name + (rest.isEmpty() ? "" : "(" + rest + ")");
    }
}
