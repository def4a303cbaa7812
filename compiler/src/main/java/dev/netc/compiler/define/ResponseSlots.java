package dev.netc.compiler.define;

import java.util.function.Consumer;

import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Problem;

/** The arguments of local response normalisation, whatever its window runs over. */
final class ResponseSlots {
    static Slot k(int standard) {
        return Slot.standard("k", new Kind.Real(Range.POSITIVE), new Given.Real(standard), String.valueOf(standard),
                "what the sum is added to, so that nothing is divided by 0");
    }

    static Slot alpha() {
        return Slot.standard("alpha", new Kind.Real(Range.NOT_NEGATIVE), new Given.Real(0.0001), "0.0001",
                "factor of the sum; not divided by the size of the window, as Caffe, ONNX and PyTorch do");
    }

    static Slot beta() {
        return Slot.standard("beta", new Kind.Real(Range.ANY), new Given.Real(0.75), "0.75", "the exponent");
    }

    /** Whether the window has a middle; a problem is told where not. */
    static boolean isOdd(String operator, Arguments arguments, Consumer<Problem> problems) {
        int size = arguments.whole("size");
        if (size % 2 == 0) {
            problems.accept(new ArgumentProblem.OutOfRange(arguments.place("size"), "`size` of `" + operator + "`",
                    "odd, for a window has a middle", String.valueOf(size)));
        }
        return size % 2 == 1;
    }

    private ResponseSlots() {}
}
