package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.define.OperatorDefinitions;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.LimitProblem;
import dev.netc.compiler.problem.NameProblem;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Span;
import dev.netc.compiler.problem.Use;
import dev.netc.compiler.problem.Warning;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/** Writes the body of an {@code fn} out as one scalar expression, the functions that it uses written out too. */
final class FunctionInliner {
    /** How deep functions may use functions. */
    private static final int DEPTH = 200;

    /** Operations of one function. */
    private static final int LIMIT = 10_000;

    /** A problem was told: the rest of the body is not read. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("a problem in a function", null, false, false);
        }
    }

    /** Inside one function: its parameters' values, and how many functions stand before it. */
    private record Frame(Map<String, Scalar> values, int visible, List<Use> uses) {}

    private final Context context;
    private final Scope net;
    private final List<Use> uses;
    private final Set<String> read = new HashSet<>();
    private int operations;

    FunctionInliner(Context context, Scope net, List<Use> uses) {
        this.context = context;
        this.net = net;
        this.uses = uses;
    }

    /** The body with these arguments; parameters without one have their defaults. Absent where a problem was told. */
    Optional<Scalar> inline(Item.Function function, int index, Map<String, Scalar> arguments) {
        try {
            Frame frame = new Frame(new HashMap<>(arguments), index, uses);
            Scalar body = body(function, frame);
            if (Scalars.size(body, LIMIT + 1) > LIMIT) { // few calls write much where each uses its argument twice
                throw stop(new LimitProblem.FunctionTooLong(place(function.body().span(), frame), LIMIT));
            }
            return Optional.of(body);
        } catch (Stopped e) {
            context.callables().markBroken(index);
            return Optional.empty();
        }
    }

    /** After {@link #inline}: warns of parameters that the body does not read. */
    void warnUnused(Item.Function function) {
        function.parameters().stream().filter(p -> !read.contains(p.name().text())).forEach(p -> context.problems()
                .add(new Warning.Unused(Place.of(p.name().span()), "parameter", p.name().text())));
    }

    private Scalar body(Item.Function function, Frame frame) {
        for (Parameter parameter : function.parameters()) {
            if (!frame.values().containsKey(parameter.name().text())) {
                frame.values().put(parameter.name().text(), scalar(parameter.defaultValue().orElseThrow(), frame));
            }
        }
        return scalar(function.body(), frame);
    }

    private Scalar scalar(Expression expression, Frame frame) {
        if (++operations > LIMIT) {
            throw stop(new LimitProblem.FunctionTooLong(place(expression.span(), frame), LIMIT));
        }
        return switch (expression) {
            case Expression.NumberLiteral number -> new Scalar.Constant(number.value());
            case Expression.Reference(Name name) -> reference(name, frame);
            case Expression.Negation negation ->
                ScalarOperators.call(Scalar.Function.NEGATE, scalar(negation.operand(), frame));
            case Expression.Binary binary -> ScalarOperators.binary(ScalarOperators.of(binary.operator()),
                    scalar(binary.left(), frame), scalar(binary.right(), frame));
            case Expression.Call call -> call(call, List.of(), frame);
            case Expression.Chain chain -> chain(chain, frame);
            case Expression.Listing listing -> throw stop(new ArgumentProblem.OnlyOutsideFunctions(
                    place(listing.span(), frame), "a list"));
            case Expression.Broken b -> throw new Stopped();
        };
    }

    private Scalar chain(Expression.Chain chain, Frame frame) {
        Scalar value = scalar(chain.source(), frame);
        for (Expression.Stage stage : chain.stages()) {
            if (stage.count().isPresent()) {
                throw stop(new ArgumentProblem.OnlyOutsideFunctions(place(stage.count().get().span(), frame),
                        "a repeat count"));
            }
            value = call(stage.call(), List.of(value), frame);
        }
        return value;
    }

    private Scalar reference(Name name, Frame frame) {
        Scalar own = frame.values().get(name.text());
        if (own != null) {
            if (frame.uses().size() == uses.size()) {
                read.add(name.text()); // not of a function that this one uses
            }
            return own;
        }
        Optional<Scope.Entry> parameter = net.find(name.text()).filter(e -> e.kind() == Scope.Kind.PARAMETER);
        if (parameter.isPresent()) {
            net.use(name.text());
            if (parameter.get().meaning() instanceof Meaning.Figure(double value)) {
                return new Scalar.Constant(value);
            }
            throw new Stopped();
        }
        throw stop(new NameProblem.UnknownValue(place(name.span(), frame), name.text(),
                context.problems().nearest(name.text(), () -> frame.values().keySet())));
    }

    private Scalar call(Expression.Call call, List<Scalar> piped, Frame frame) {
        String name = call.function().text();
        Optional<Callables.Callable> callable = context.callables().use(name, frame.visible());
        if (callable.isPresent() && callable.get().item() instanceof Item.Function function) {
            if (context.callables().isBroken(callable.get().index())) {
                throw new Stopped();
            }
            if (frame.uses().size() - uses.size() >= DEPTH) {
                throw stop(new LimitProblem.TooDeep(place(call.span(), frame), "functions", DEPTH));
            }
            List<Use> deeper = new ArrayList<>(frame.uses());
            deeper.add(new Use(name, call.span()));
            Map<String, Scalar> arguments = arguments(call, piped, frame, function.parameters().stream()
                    .map(p -> p.name().text()).toList(), BlockUnroller.signature(name, function.parameters()));
            function.parameters().stream().filter(p -> p.defaultValue().isEmpty())
                    .forEach(p -> require(arguments, p.name().text(), call, frame));
            return body(function, new Frame(arguments, callable.get().index(), deeper));
        }
        if (callable.isEmpty() && ScalarOperators.isPrimitive(name)) {
            List<String> parameters = ScalarOperators.parameters(name);
            Map<String, Scalar> arguments = arguments(call, piped, frame, parameters,
                    name + "(" + String.join(", ", parameters) + ")");
            parameters.forEach(p -> require(arguments, p, call, frame));
            return ScalarOperators.primitive(name, parameters.stream().map(arguments::get).toList());
        }
        throw stop(unknown(call, callable.isPresent(), frame));
    }

    private Problem unknown(Expression.Call call, boolean block, Frame frame) {
        String name = call.function().text();
        Place where = place(call.function().span(), frame);
        if (block || OperatorDefinitions.find(name).isPresent()) {
            return new ArgumentProblem.OnlyOutsideFunctions(where, "`" + name + "`");
        }
        return new NameProblem.UnknownFunction(where, name,
                context.problems().nearest(name, () -> functions(frame.visible())));
    }

    private List<String> functions(int visible) {
        List<String> names = new ArrayList<>(context.callables().names(visible));
        names.addAll(ScalarOperators.primitives());
        return names;
    }

    private Map<String, Scalar> arguments(Expression.Call call, List<Scalar> piped, Frame frame,
            List<String> parameters, String signature) {
        Map<String, Scalar> arguments = new HashMap<>();
        int taken = Math.min(piped.size(), parameters.size());
        for (int i = 0; i < taken; i++) {
            arguments.put(parameters.get(i), piped.get(i));
        }
        ArgumentBinder binder = new ArgumentBinder(call.function().text(), () -> signature, s -> place(s, frame),
                context.problems()::add);
        Map<String, Argument> bound = binder.bind(parameters.subList(taken, parameters.size()), call.arguments())
                .orElseThrow(Stopped::new);
        bound.forEach((n, a) -> arguments.put(n, scalar(a.value(), frame)));
        return arguments;
    }

    private void require(Map<String, Scalar> arguments, String parameter, Expression.Call call, Frame frame) {
        if (!arguments.containsKey(parameter)) {
            throw stop(new ArgumentProblem.Missing(place(call.span(), frame), call.function().text(), parameter, ""));
        }
    }

    private Stopped stop(Problem problem) {
        context.problems().add(problem);
        return new Stopped();
    }

    private static Place place(Span span, Frame frame) {
        return new Place(span, frame.uses());
    }
}
