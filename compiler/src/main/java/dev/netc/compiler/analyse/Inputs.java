package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.define.Extent;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.Kind;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;

/** The inputs of a net. */
final class Inputs {
    private final Evaluator evaluator;
    private final Bindings bindings;
    private final List<Input> inputs = new ArrayList<>();

    Inputs(Evaluator evaluator, Bindings bindings) {
        this.evaluator = evaluator;
        this.bindings = bindings;
    }

    List<Input> all() {
        return List.copyOf(inputs);
    }

    void tensor(Item.TensorInput input) {
        String name = input.name().text();
        Optional<Shape> shape = shape(input.shape());
        shape.ifPresent(s -> inputs.add(new Input.Tensor(name, s.dimensions())));
        bindings.bind(input.name(), Scope.Kind.INPUT, shape
                .<Meaning>map(s -> new Meaning.Tensor(new Network.InputValue(name), s, -1, 0))
                .orElse(new Meaning.Broken()));
    }

    private Optional<Shape> shape(Expression written) {
        Optional<List<Integer>> dimensions = value("a shape", written, new Kind.Wholes(1))
                .map(g -> ((Given.Wholes) g).values());
        if (dimensions.isPresent() && dimensions.get().size() != 1 && dimensions.get().size() != 3) {
            evaluator.broken(new ShapeProblem.NoTensorShape(evaluator.place(written.span()),
                    dimensions.get().size()));
            return Optional.empty();
        }
        return dimensions.flatMap(d -> Extent.shape(evaluator.place(written.span()),
                evaluator.context().problems()::add, d.stream().mapToLong(i -> i).toArray()));
    }

    void label(Item.LabelInput input) {
        String name = input.name().text();
        Optional<Integer> classes = value("the number of classes", input.classes(), new Kind.Whole(1))
                .map(g -> Math.toIntExact(((Given.Whole) g).value()));
        classes.ifPresent(n -> inputs.add(new Input.Label(name, n)));
        bindings.bind(input.name(), Scope.Kind.INPUT,
                classes.<Meaning>map(n -> new Meaning.Label(name, n)).orElse(new Meaning.Broken()));
    }

    private Optional<Given> value(String what, Expression expression, Kind kind) {
        return new ArgumentValue(what, what, evaluator.place(expression.span()),
                evaluator.context().problems()::add).of(kind, evaluator.evaluate(expression));
    }
}
