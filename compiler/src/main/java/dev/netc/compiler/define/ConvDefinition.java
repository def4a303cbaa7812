package dev.netc.compiler.define;

import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.shape.Shape;

/** {@code conv(filters, kernel, stride: 1, pad: 0, groups: 1, weight: he, bias: constant(0), round:)}. */
final class ConvDefinition implements OperatorDefinition {
    @Override
    public Signature signature() {
        return Signature.of("conv",
                Slot.required("filters", new Kind.Whole(1), "how many channels the result has"), WindowSlots.kernel(),
                WindowSlots.stride(), WindowSlots.pad(),
                Slot.standard("groups", new Kind.Whole(1), new Given.Whole(1), "1",
                        "channels and filters are cut into so many parts, and filters see the channels of their part"
                                + " alone"),
                WeightSlots.weight(), WeightSlots.bias(), WindowSlots.round());
    }

    @Override
    public Description description() {
        return Description
                .of("Slides filters over an image; each gives one channel of the result (cross-correlation: the"
                        + " kernel is not mirrored).")
                .withRule(
                        "y[f, i, j] = bias[f] + Σ over u, v and f's channels c of weight[f, c, u, v] · x[c, i · stride + u − top, j · stride + v − left]")
                .withShape(WindowSlots.shape("filters", "kernel") + " What is padded is 0.")
                .making("weight", "[filters, channels / groups, kernel height, kernel width]", "the filters")
                .making("bias", "[filters]", "added to every pixel of a channel")
                .withExample(
                        """
                                input image: [3, 224, 224]
                                output edges = image -> conv(96, 11, stride: 4, pad: end(3), weight: normal(0.01)) : [96, 55, 55]
                                """);
    }

    @Override
    public Optional<Defined> apply(Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!Needs.image("conv", input, arguments, problems) || !groupsDivide(input, arguments, problems)) {
            return Optional.empty();
        }
        return WindowRule.apply("conv", input, arguments.pair("kernel"), "kernel", arguments, problems)
                .flatMap(windows -> Extent
                        .shape(arguments.call(), problems, arguments.whole("filters"), windows.height(),
                                windows.width())
                        .map(shape -> defined(input, arguments, windows, shape)));
    }

    private static boolean groupsDivide(Shape input, Arguments arguments, Consumer<Problem> problems) {
        int groups = arguments.whole("groups");
        boolean channels = input.channels() % groups == 0;
        if (!channels || arguments.whole("filters") % groups != 0) {
            problems.accept(new ShapeProblem.GroupsDoNotDivide(arguments.place("groups"),
                    channels ? "filters" : "channels", channels ? arguments.whole("filters") : input.channels(),
                    groups));
            return false;
        }
        return true;
    }

    private static Defined defined(Shape input, Arguments arguments, WindowRule windows, Shape shape) {
        int filters = arguments.whole("filters");
        int groups = arguments.whole("groups");
        Given.Pair kernel = arguments.pair("kernel");
        Given.Pair stride = arguments.pair("stride");
        long window = (long) kernel.height() * kernel.width();
        Shape weight = Shape.of(filters, input.channels() / groups, kernel.height(), kernel.width());
        return new Defined(new Conv(filters, kernel.height(), kernel.width(), stride.height(), stride.width(),
                windows.pad(), groups, WeightSlots.isBiased(arguments)), shape,
                WeightSlots.parameters(arguments, weight, Shape.of(filters), input.channels() / groups * window,
                        filters / groups * window));
    }
}
