package dev.netc.compiler.define;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;

/** {@code conv(filters, kernel, stride: 1, pad: 0, groups: 1, weight: he, bias: constant(0), round:)}. */
final class ConvDefinition implements OperatorDefinition {
    static final Given NO_PAD = new Given.Pad(0, 0, 0, 0);
    static final Given ZEROS = new Given.Start(new InitialValues.Said(new Initializer.Constant(0)));
    static final Given HE = new Given.Start(new InitialValues.He());

    @Override
    public Signature signature() {
        return Signature.of("conv", Slot.required("filters", new Kind.Whole(1)),
                Slot.required("kernel", new Kind.Pair(1)),
                Slot.standard("stride", new Kind.Pair(1), new Given.Pair(1, 1), "1"),
                Slot.standard("pad", new Kind.Pad(), NO_PAD, "0"),
                Slot.standard("groups", new Kind.Whole(1), new Given.Whole(1), "1"),
                Slot.standard("weight", new Kind.Start(false), HE, "he"),
                Slot.standard("bias", new Kind.Start(true), ZEROS, "constant(0)"),
                Slot.absent("round", WindowRule.ROUND));
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
        InitialValues bias = arguments.start("bias");
        boolean biased = !(bias instanceof InitialValues.None);
        long window = (long) kernel.height() * kernel.width();
        long inputs = input.channels() / groups * window;
        long outputs = filters / groups * window;
        List<Defined.Made> parameters = new ArrayList<>();
        parameters.add(new Defined.Made("weight",
                Shape.of(filters, input.channels() / groups, kernel.height(), kernel.width()),
                arguments.start("weight").resolve(inputs, outputs)));
        if (biased) {
            parameters.add(new Defined.Made("bias", Shape.of(filters), bias.resolve(inputs, outputs)));
        }
        return new Defined(new Conv(filters, kernel.height(), kernel.width(), stride.height(), stride.width(),
                windows.pad(), groups, biased), shape, parameters);
    }
}
