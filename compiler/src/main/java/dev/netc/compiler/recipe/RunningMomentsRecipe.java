package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.RunningMoments;
import dev.netc.program.Argument;

/** Running mean and variance, in place: a work-item owns a channel. */
final class RunningMomentsRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, "running_moments");
        RunningMoments moments = (RunningMoments) node.operator();
        String mean = writer.input(node.inputs().get(2), "mean");
        String variance = writer.input(node.inputs().get(3), "variance");
        String runningMean = writer.output(node.results().get(0), "running_mean");
        String runningVariance = writer.output(node.results().get(1), "running_variance");
        Expr channel = writer.dimension("channel", node.results().get(0).type().shape().channels());
        Code code = writer.code();
        Expr count = code.let(KernelType.REAL, "count",
                times(new Expr.Convert(KernelType.REAL, writer.live(Argument.Scalar.EXAMPLES)),
                        real(moments.positions())));
        Expr others = call("fmax", new Expr.Convert(KernelType.REAL, real(1)), subtract(count, real(1)));
        Expr unbiased = code.let(KernelType.REAL, "unbiased", divide(count, others));
        code.store(runningMean, channel, mixed(moments.momentum(), runningMean, new Load(mean, channel), channel));
        code.store(runningVariance, channel, mixed(moments.momentum(), runningVariance,
                times(unbiased, new Load(variance, channel)), channel));
        return writer.done();
    }

    private static Expr mixed(double momentum, String running, Expr batch, Expr channel) {
        return add(times(real(momentum), new Load(running, channel)), times(real(1 - momentum), batch));
    }

    private static Expr times(Expr left, Expr right) {
        return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
