package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.BatchNormInputGradient;
import dev.netc.compiler.operator.BatchNormSums;
import dev.netc.compiler.operator.JoinedMoments;
import dev.netc.compiler.operator.PartMoments;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Argument;

/** Batch normalisation where the batch is split: what a part sums, and what it does with the sums of all. A work-item owns a channel. */
final class PartBatchNormRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        KernelWriter writer = new KernelWriter(layout, node.operator().name());
        return switch (node.operator()) {
            case PartMoments m -> moments(node, writer);
            case JoinedMoments m -> join(node, writer);
            case BatchNormSums(double epsilon) -> sums(node, writer, epsilon);
            case BatchNormInputGradient(double epsilon) -> gradient(node, writer, epsilon);
            default -> throw new IllegalStateException(node.operator().name());
        };
    }

    private static Lowered moments(Node node, KernelWriter writer) {
        Shape shape = node.inputs().get(0).type().shape();
        String values = writer.input(node.inputs().get(0), "values");
        String moments = writer.output(node.result(), "moments");
        ChannelLoops loops = ChannelLoops.over(shape, writer);
        Code code = writer.code();
        Expr blocks = loops.blocks(code);
        Expr count = loops.count(code, Examples.counted(writer));
        Expr total = loops.sum(code, "total", blocks, index -> new Load(values, index), true);
        Expr mean = code.let(KernelType.REAL, "mean", divide(total, call("fmax", one(), count)));
        Expr squares = loops.sum(code, "squares", blocks, index -> {
            Expr apart = subtract(new Load(values, index), mean);
            return times(apart, apart);
        }, true);
        code.store(moments, loops.channel(), count);
        code.store(moments, add(loops.channel(), whole(shape.channels())), mean);
        code.store(moments, add(loops.channel(), whole(2L * shape.channels())), squares);
        return writer.done();
    }

    private static Lowered join(Node node, KernelWriter writer) {
        int channels = node.results().get(0).type().shape().channels();
        List<String> parts = new ArrayList<>();
        for (Value part : node.inputs()) {
            parts.add(writer.input(part, "part" + parts.size()));
        }
        String mean = writer.output(node.results().get(0), "mean");
        String variance = writer.output(node.results().get(1), "variance");
        Expr channel = writer.dimension("channel", channels);
        Code code = writer.code();
        List<Expr> counts = new ArrayList<>();
        List<Expr> means = new ArrayList<>();
        for (String part : parts) {
            counts.add(code.let(KernelType.REAL, "count" + counts.size(), new Load(part, channel)));
            means.add(code.let(KernelType.REAL, "mean" + means.size(),
                    new Load(part, add(channel, whole(channels)))));
        }
        Expr count = counts.get(0);
        Expr sum = times(counts.get(0), means.get(0));
        for (int part = 1; part < parts.size(); part++) {
            count = add(count, counts.get(part));
            sum = add(sum, times(counts.get(part), means.get(part)));
        }
        Expr all = code.let(KernelType.REAL, "count", count);
        Expr center = code.let(KernelType.REAL, "center", divide(sum, all));
        Expr squares = real(0);
        for (int part = 0; part < parts.size(); part++) {
            Expr apart = code.let(KernelType.REAL, "apart" + part, subtract(means.get(part), center));
            Expr own = new Load(parts.get(part), add(channel, whole(2L * channels)));
            Expr term = add(own, times(counts.get(part), times(apart, apart)));
            squares = part == 0 ? term : add(squares, term);
        }
        code.store(mean, channel, center);
        code.store(variance, channel, divide(squares, all));
        return writer.done();
    }

    private static Lowered sums(Node node, KernelWriter writer, double epsilon) {
        String values = writer.input(node.inputs().get(0), "values");
        String mean = writer.input(node.inputs().get(1), "mean");
        String variance = writer.input(node.inputs().get(2), "variance");
        String incoming = writer.input(node.inputs().get(3), "incoming");
        String weightGradient = writer.output(node.results().get(0), "weight_gradient");
        String biasGradient = writer.output(node.results().get(1), "bias_gradient");
        ChannelLoops loops = ChannelLoops.over(node.inputs().get(0).type().shape(), writer);
        Code code = writer.code();
        Expr blocks = loops.blocks(code);
        Expr center = code.let(KernelType.REAL, "center", new Load(mean, loops.channel()));
        // the incoming gradient is zero beyond the batch: nothing to leave out
        Expr total = loops.sum(code, "total", blocks, index -> new Load(incoming, index), false);
        Expr products = loops.sum(code, "products", blocks,
                index -> times(new Load(incoming, index), subtract(new Load(values, index), center)), false);
        code.store(biasGradient, loops.channel(), total);
        code.store(weightGradient, loops.channel(), times(inverse(code, variance, loops.channel(), epsilon), products));
        return writer.done();
    }

    private static Lowered gradient(Node node, KernelWriter writer, double epsilon) {
        String values = writer.input(node.inputs().get(0), "values");
        String weight = writer.input(node.inputs().get(1), "weight");
        String mean = writer.input(node.inputs().get(2), "mean");
        String variance = writer.input(node.inputs().get(3), "variance");
        String incoming = writer.input(node.inputs().get(4), "incoming");
        String weightGradient = writer.input(node.inputs().get(5), "weight_gradient");
        String biasGradient = writer.input(node.inputs().get(6), "bias_gradient");
        String result = writer.output(node.result(), "result");
        ChannelLoops loops = ChannelLoops.over(node.result().type().shape(), writer);
        Expr block = writer.blocks("block", 1);
        Code code = writer.code();
        Expr count = loops.count(code, writer.live(Argument.Scalar.EXAMPLES));
        Expr inverse = inverse(code, variance, loops.channel(), epsilon);
        Expr center = code.let(KernelType.REAL, "center", new Load(mean, loops.channel()));
        Expr shift = code.let(KernelType.REAL, "shift", divide(new Load(biasGradient, loops.channel()), count));
        Expr slope = code.let(KernelType.REAL, "slope",
                divide(times(new Load(weightGradient, loops.channel()), inverse), count));
        Expr scale = times(new Load(weight, loops.channel()), inverse);
        Expr counts = code.let(writer.vector(), "counts", Examples.within(writer, block,
                new Expr.Convert(writer.vector(), scale), new Expr.Convert(writer.vector(), real(0))));
        loops.eachPosition(code, (inner, position) -> {
            Expr index = loops.place(block, position).index();
            Expr around = subtract(subtract(new Load(incoming, index), shift),
                    times(subtract(new Load(values, index), center), slope));
            inner.store(result, index, times(around, counts));
        });
        return writer.done();
    }

    private static Expr inverse(Code code, String variance, Expr channel, double epsilon) {
        return code.let(KernelType.REAL, "inverse",
                divide(real(1), call("sqrt", add(new Load(variance, channel), real(epsilon)))));
    }

    private static Expr one() {
        return new Expr.Convert(KernelType.REAL, real(1));
    }

    private static Expr times(Expr left, Expr right) {
        return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
    }
}
