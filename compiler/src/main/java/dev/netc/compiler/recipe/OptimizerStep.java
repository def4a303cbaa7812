package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Sgd;
import dev.netc.program.Argument;

/** The arithmetic of {@link Sgd} in a kernel. */
final class OptimizerStep {
    private final Sgd sgd;
    private final Expr step;

    /** Weight and momentum after the step. */
    record Next(Expr weight, Expr momentum) {}

    /** Adds the learning rate to the kernel's parameters. */
    OptimizerStep(Sgd sgd, KernelWriter writer) {
        this.sgd = sgd;
        step = writer.code().let(KernelType.REAL, "step_size",
                times(writer.live(Argument.Scalar.RATE), real(sgd.rate())));
    }

    Next next(Code code, KernelType type, Expr weight, Expr momentum, Expr gradient) {
        Expr w = code.let(type, "w", weight);
        Expr kept = subtract(times(real(sgd.momentum()), momentum), times(times(real(sgd.decay()), step), w));
        Expr v = code.let(type, "v", subtract(kept, times(step, gradient)));
        return new Next(add(w, v), v);
    }

    private static Expr times(Expr left, Expr right) {
        return left instanceof Expr.Real(double one) && one == 1
                ? right
                : right instanceof Expr.Real(double other) && other == 1
                        ? left
                        : new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
