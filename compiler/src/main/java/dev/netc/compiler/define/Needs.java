package dev.netc.compiler.define;

import java.util.function.Consumer;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.ShapeProblem;
import dev.netc.compiler.shape.Shape;

/** What operators ask of the tensor that they are given. */
final class Needs {
    private Needs() {}

    /** Whether it is an image; a problem is told where not. */
    static boolean image(String operator, Shape input, Arguments arguments, Consumer<Problem> problems) {
        if (!input.isImage()) {
            problems.accept(new ShapeProblem.NeedsImage(arguments.call(), operator, input));
        }
        return input.isImage();
    }
}
