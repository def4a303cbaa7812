package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.shape.Shape;

/** {@code maxpool(size, stride: size, pad: 0, round:)}. */
final class MaxPoolDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("maxpool", WindowSlots.size(), WindowSlots.strideOfSize(), WindowSlots.pad(),
                WindowSlots.round());
    }

    @Override
    public Description description() {
        return Description.of("The largest number in each window, channel by channel.")
                .withRule("y[c, i, j] = max over u, v of x[c, i · stride + u − top, j · stride + v − left]")
                .withShape(
                        WindowSlots.shape("channels", "size") + " What is padded is −∞, and a window that would lie on"
                                + " padding alone is an error.")
                .withGradient("The first maximum of a window in row order gets all of it.")
                .withExample("""
                        input image: [96, 55, 55]
                        output smaller = image -> maxpool(3, stride: 2) : [96, 27, 27]
                        """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        return PoolRule.apply("maxpool", input, arguments, problems)
                .map(pool -> new Defined(operator(pool.window()), pool.shape(), List.of()));
    }

    private static MaxPool operator(Window w) {
        return new MaxPool(w.height(), w.width(), w.strideHeight(), w.strideWidth(), w.pad());
    }
}
