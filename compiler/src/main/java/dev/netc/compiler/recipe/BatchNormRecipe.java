package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.BatchNormGradient;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Argument;

/**
 * Batch normalisation: a work-item owns a channel. In training it goes over the channel's whole batch three times, for the
 * mean, for the variance and for what is stored; its gradient twice. Sums go by rows, then by blocks of examples, then by
 * lanes, so that each has few terms. At test time a work-item has one block of examples.
 */
final class BatchNormRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        Form form = new Form(node, layout);
        return switch (Epilogue.root(node)) {
            case BatchNorm b -> form.atTest(b.epsilon());
            case BatchNormTraining b -> form.training(b.epsilon());
            case BatchNormGradient b -> form.gradient(b.epsilon());
            default -> throw new IllegalStateException(node.operator().name());
        };
    }

    private static final class Form {
        private final Node node;
        private final KernelWriter writer;
        private final Shape shape;
        private final String values;
        private ChannelLoops loops;

        Form(Node node, Layout layout) {
            this.node = node;
            writer = new KernelWriter(layout, Epilogue.root(node).name());
            shape = node.inputs().get(0).type().shape();
            values = input(0, "values");
        }

        private String input(int index, String name) {
            return writer.input(node.inputs().get(index), name);
        }

        private String output(int index, String name) {
            return writer.output(node.results().get(index), name);
        }

        private Expr ofChannel(String pointer) {
            return new Load(pointer, loops.channel());
        }

        Lowered atTest(double epsilon) {
            String weight = input(1, "weight");
            String bias = input(2, "bias");
            String mean = input(3, "mean");
            String variance = input(4, "variance");
            Epilogue epilogue = Epilogue.of(node, writer).declare();
            loops = ChannelLoops.over(shape, writer);
            Expr block = writer.blocks("block", 1);
            Code code = writer.code();
            Expr scale = scale(code, ofChannel(weight), ofChannel(variance), epsilon);
            Expr center = code.let(KernelType.REAL, "center", ofChannel(mean));
            Expr shift = code.let(KernelType.REAL, "shift", ofChannel(bias));
            loops.eachPosition(code, (inner, position) -> {
                Epilogue.Place place = loops.place(block, position);
                Expr value = inner.let(writer.vector(), "value",
                        add(times(subtract(new Load(values, place.index()), center), scale), shift));
                epilogue.finish(inner, value, place, "");
            });
            return writer.done();
        }

        Lowered training(double epsilon) {
            String weight = input(1, "weight");
            String bias = input(2, "bias");
            String result = output(0, "result");
            String mean = output(1, "mean");
            String variance = output(2, "variance");
            loops = ChannelLoops.over(shape, writer);
            Code code = writer.code();
            Expr blocks = loops.blocks(code);
            Expr count = loops.count(code, writer.live(Argument.Scalar.BATCH));
            Expr center = code.let(KernelType.REAL, "center",
                    divide(loops.sum(code, "total", blocks, index -> new Load(values, index), true), count));
            Expr spread = code.let(KernelType.REAL, "spread", divide(loops.sum(code, "squares", blocks,
                    index -> square(subtract(new Load(values, index), center)), true), count));
            code.store(mean, loops.channel(), center);
            code.store(variance, loops.channel(), spread);
            Expr scale = scale(code, ofChannel(weight), spread, epsilon);
            Expr shift = code.let(KernelType.REAL, "shift", ofChannel(bias));
            code.loop("block", whole(0), blocks, 1,
                    (inBlock, block) -> loops.eachPosition(inBlock, (inner, position) -> {
                        Expr index = loops.place(block, position).index();
                        inner.store(result, index,
                                add(times(subtract(new Load(values, index), center), scale), shift));
                    }));
            return writer.done();
        }

        Lowered gradient(double epsilon) {
            String weight = input(1, "weight");
            String mean = input(2, "mean");
            String variance = input(3, "variance");
            String incoming = input(4, "incoming");
            String result = output(0, "result");
            String weightGradient = output(1, "weight_gradient");
            String biasGradient = output(2, "bias_gradient");
            loops = ChannelLoops.over(shape, writer);
            Code code = writer.code();
            Expr blocks = loops.blocks(code);
            Expr count = loops.count(code, writer.live(Argument.Scalar.BATCH));
            Expr center = code.let(KernelType.REAL, "center", ofChannel(mean));
            Expr inverse = code.let(KernelType.REAL, "inverse", inverse(ofChannel(variance), epsilon));
            // the incoming gradient is zero beyond the batch: nothing to leave out
            Expr bias = code.let(KernelType.REAL, "bias",
                    loops.sum(code, "total", blocks, index -> new Load(incoming, index), false));
            Expr product = code.let(KernelType.REAL, "product", times(inverse, loops.sum(code, "products", blocks,
                    index -> times(new Load(incoming, index), subtract(new Load(values, index), center)), false)));
            code.store(weightGradient, loops.channel(), product);
            code.store(biasGradient, loops.channel(), bias);
            Expr scale = code.let(KernelType.REAL, "scale", times(ofChannel(weight), inverse));
            Expr shift = code.let(KernelType.REAL, "shift", divide(bias, count));
            Expr slope = code.let(KernelType.REAL, "slope", divide(times(product, inverse), count));
            code.loop("block", whole(0), blocks, 1, (inBlock, block) -> {
                Expr counts = inBlock.let(writer.vector(), "counts",
                        Examples.within(writer, block, vector(scale), vector(real(0))));
                loops.eachPosition(inBlock, (inner, position) -> {
                    Expr index = loops.place(block, position).index();
                    Expr around = subtract(subtract(new Load(incoming, index), shift),
                            times(subtract(new Load(values, index), center), slope));
                    inner.store(result, index, times(around, counts));
                });
            });
            return writer.done();
        }

        private Expr scale(Code code, Expr weight, Expr variance, double epsilon) {
            return code.let(KernelType.REAL, "scale", times(weight, inverse(variance, epsilon)));
        }

        static Expr inverse(Expr variance, double epsilon) {
            return divide(real(1), call("sqrt", add(variance, real(epsilon))));
        }

        private Expr vector(Expr number) {
            return new Expr.Convert(writer.vector(), number);
        }

        private static Expr square(Expr value) {
            return times(value, value);
        }

        private static Expr times(Expr left, Expr right) {
            return new Expr.Binary(Expr.Operator.MULTIPLY, left, right);
        }
    }
}
