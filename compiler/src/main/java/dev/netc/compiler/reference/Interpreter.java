package dev.netc.compiler.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.program.Buffer;
import dev.netc.program.Share;

/**
 * Computes a graph in plain loops, in double, with the operators' references; logical devices do not matter.
 *
 * <pre>
 * Results results = new Interpreter(graph, 3).withStep(0.01, 7, 1)
 *         .run(Map.of(new Buffer.Feed("image"), pixels, new Buffer.Weight("conv1.weight", 0), weights));
 * double[] loss = results.result("loss");
 * </pre>
 *
 * @param batch examples
 * @param rate the learning rate
 * @param step optimizer steps done before
 * @param seed of what is drawn
 * @param height of fed pixels, where the graph prepares images
 * @param width of fed pixels
 * @param parts of the batch, one a logical device, in a graph that is split; else 1
 */
public record Interpreter(Graph graph, int batch, double rate, int step, long seed, int height, int width,
        int parts) {

    /** A first step at rate 0 with seed 1. */
    public Interpreter(Graph graph, int batch) {
        this(graph, batch, 0, 0, 1, 0, 0, 1);
    }

    public Interpreter withStep(double otherRate, int otherStep, long otherSeed) {
        return new Interpreter(graph, batch, otherRate, otherStep, otherSeed, height, width, parts);
    }

    /** With pixels of this size fed. */
    public Interpreter withPixels(int otherHeight, int otherWidth) {
        return new Interpreter(graph, batch, rate, step, seed, otherHeight, otherWidth, parts);
    }

    /** Of a graph whose logical devices have a part of the batch each. */
    public Interpreter withParts(int number) {
        return new Interpreter(graph, batch, rate, step, seed, height, width, number);
    }

    /** The examples that a logical device has. */
    private Share share(int device) {
        return parts == 1 ? new Share(0, batch) : Share.of(device, parts, 1, batch);
    }

    /**
     * How many numbers a value has at this batch: {@code [batch, shape…]} or {@code [shape…]}, row-major.
     *
     * @throws ArithmeticException where a Java array cannot hold them
     */
    public int length(Type type) {
        return length(type, batch);
    }

    private static int length(Type type, int rows) {
        return Math.toIntExact(Math.multiplyExact(type.shape().elements(), type.batched() ? (long) rows : 1L));
    }

    /**
     * Computes every value.
     *
     * @param sources by role, so that what is fed to several devices is given once; a momentum that is not given is zero
     * @throws IllegalArgumentException which names a source that is not given, or whose length does not fit
     */
    public Results run(Map<? extends Buffer.Role, double[]> sources) {
        Map<Value, double[]> values = new HashMap<>();
        for (Source source : graph.sources()) {
            values.put(source.value(), given(source, sources));
        }
        for (Node node : graph.nodes()) {
            List<double[]> inputs = node.inputs().stream().map(values::get).toList();
            List<double[]> results = node.results().stream()
                    .map(r -> new double[length(r.type(), share(node.device()).rows())]).toList();
            node.operator().reference(new Step(node, inputs, results));
            for (int i = 0; i < results.size(); i++) {
                values.put(node.results().get(i), results.get(i));
            }
        }
        return new Results(graph, batch, parts, values);
    }

    private double[] given(Source source, Map<? extends Buffer.Role, double[]> sources) {
        int length = length(source.value().type());
        double[] given = sources.get(source.role());
        if (given == null && source.role() instanceof Buffer.Momentum) {
            return new double[length];
        } else if (given == null) {
            throw new IllegalArgumentException(source.role() + " is not given");
        } else if (given.length != length) {
            throw new IllegalArgumentException(
                    source.role() + " is " + length + " numbers, " + source.value().type() + ", not " + given.length);
        }
        return source.value().type().batched() ? rows(given, share(source.value().device())) : given;
    }

    /** The rows of a share; the last of the batch where it has none. */
    private double[] rows(double[] whole, Share share) {
        int row = whole.length / batch;
        int first = Math.min(share.first(), batch - share.rows());
        return Arrays.copyOfRange(whole, first * row, (first + share.rows()) * row);
    }

    private final class Step implements Reference {
        private final Node node;
        private final List<double[]> inputs;
        private final List<double[]> results;

        Step(Node node, List<double[]> inputs, List<double[]> results) {
            this.node = node;
            this.inputs = inputs;
            this.results = results;
        }

        @Override
        public int batch() {
            return share(node.device()).rows();
        }

        @Override
        public int first() {
            return share(node.device()).first();
        }

        @Override
        public int examples() {
            return batch;
        }

        @Override
        public Type inputType(int index) {
            return node.inputs().get(index).type();
        }

        @Override
        public int inputs() {
            return inputs.size();
        }

        @Override
        public double[] input(int index) {
            return inputs.get(index);
        }

        @Override
        public Type resultType(int index) {
            return node.results().get(index).type();
        }

        @Override
        public double[] result(int index) {
            return results.get(index);
        }

        @Override
        public double rate() {
            return rate;
        }

        @Override
        public int step() {
            return step;
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public int width() {
            return width;
        }
    }
}
