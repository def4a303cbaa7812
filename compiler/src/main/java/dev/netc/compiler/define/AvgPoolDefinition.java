package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code avgpool(size, stride: size, pad: 0, round:)}, and {@code avgpool(all)} over the whole image. */
final class AvgPoolDefinition implements OperatorDefinition {
    private static final List<String> OF_WINDOWS = List.of("stride", "pad", "round");

    @Override
    public Signature signature() {
        return Signature.of("avgpool", WindowSlots.sizeOrAll(), WindowSlots.strideOfSize(), WindowSlots.pad(),
                WindowSlots.round());
    }

    @Override
    public Description description() {
        return Description
                .of("The mean of the numbers in each window, channel by channel; `avgpool(all)` is that of every"
                        + " channel of the image.")
                .withRule("""
                        y[c, i, j] = Σ over u, v of x[c, i · stride + u − top, j · stride + v − left] / n
                        n is how many of them lie on the image: neither padding nor what is clipped counts
                        """)
                .withShape(WindowSlots.shape("channels", "size") + " A window that would lie on padding alone is an"
                        + " error. `avgpool(all)`, which takes no other argument, gives `[channels]`.")
                .withExample("""
                        input image: [32, 16, 16]
                        smaller = image -> avgpool(3, stride: 2, round: up) : [32, 8, 8]
                        output means = smaller -> avgpool(all) : [32]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (arguments.isAll("size")) {
            return all(input, arguments, problems);
        }
        return PoolRule.apply("avgpool", input, arguments, problems)
                .map(pool -> new Defined(operator(pool.window()), pool.shape(), List.of()));
    }

    private static Optional<Defined> all(Shape input, Arguments arguments, Consumer<Problem> problems) {
        List<String> others = OF_WINDOWS.stream().filter(arguments.places()::containsKey).toList();
        others.forEach(
                name -> problems.accept(new ArgumentProblem.NotWithAll(arguments.place(name), "avgpool", name)));
        if (!Needs.image("avgpool", input, arguments, problems) || !others.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Defined(AvgPool.all(input.height(), input.width()), Shape.of(input.channels()),
                List.of()));
    }

    private static AvgPool operator(Window w) {
        return new AvgPool(w.height(), w.width(), w.strideHeight(), w.strideWidth(), w.pad(), false);
    }
}
