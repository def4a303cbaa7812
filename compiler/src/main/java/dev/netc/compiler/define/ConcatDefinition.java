package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Concat;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.shape.Shape;

/** {@code concat(a, b, …)}: joined along channels, or features of vectors. */
final class ConcatDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.ofSeveral("concat");
    }

    @Override
    public Description description() {
        return Description.of("Joins tensors along their channels, vectors along their features, in the order given.")
                .withRule("y[c] = a[c] for the channels of a, then y[channels of a + c] = b[c], and so on")
                .withShape("`[a + b + …, height, width]`; heights and widths must be the same.")
                .withExample("""
                        input image: [3, 32, 32]
                        small = image -> conv(8, 1)
                        large = image -> conv(8, 3, pad: 1)
                        output both = concat(small, large) : [16, 32, 32]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        problems.accept(new ArgumentProblem.Missing(arguments.call(), "concat", "b", signature().toString()));
        return Optional.empty();
    }

    @Override
    public Optional<Defined> applyToAll(List<Shape> inputs, Arguments arguments, Consumer<Problem> problems) {
        if (inputs.size() == 1) {
            return apply(inputs.get(0), arguments, problems);
        }
        if (inputs.stream().map(s -> s.dimensions().subList(1, s.dimensions().size())).distinct().count() > 1) {
            problems.accept(new ShapeProblem.DoNotJoin(arguments.call(), inputs));
            return Optional.empty();
        }
        long[] joined = inputs.get(0).dimensions().stream().mapToLong(d -> d).toArray();
        joined[0] = inputs.stream().mapToLong(Shape::channels).sum();
        return Extent.shape(arguments.call(), problems, joined)
                .map(shape -> new Defined(new Concat(), shape, List.of()));
    }
}
