package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.netc.compiler.assemble.AssembleVariant;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Images;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/** Runs a graph on OpenCL and holds every result against the operators' references in double. */
final class OnDevice {
    static final String FUNCTION = "test";
    static final double RATE = 0.25;
    static final int STEP = 3;
    /** Of fed pixels. */
    static final int HEIGHT = 9;
    static final int WIDTH = 131;
    static final long SEED = 0x1234_5678_9ABCL;

    private OnDevice() {}

    /** The relative error allowed: the norm of the difference over the norm. */
    static double tolerance(Precision precision) {
        return precision == Precision.F32 ? 2e-6 : 1e-12;
    }

    /** Checks {@code graph}, placed, at these batches. */
    static void check(Graph graph, Layout layout, int... batches) {
        ModelOptions options = ModelOptions.DEFAULT.withRecipe(layout.target()).withPrecision(layout.precision())
                .withBatch(java.util.Arrays.stream(batches).max().orElseThrow());
        try (Model model = Model.load(program(graph, layout), options)) {
            for (int batch : batches) {
                Reference reference = Reference.of(graph, batch);
                Map<String, Tensor> found = run(model, graph, batch, reference.values());
                for (Sink sink : graph.sinks()) {
                    String name = sink.role().name();
                    assertThat(relativeError(found.get(name).toDoubles(), reference.expected().result(name)))
                            .as("%s, %s at batch %s, %s", graph.name(), name, batch, layout)
                            .isLessThan(tolerance(layout.precision()));
                }
            }
        }
    }

    private static Map<String, Tensor> run(Model model, Graph graph, int batch, Map<Buffer.Role, double[]> values) {
        for (Source source : graph.sources()) {
            Tensor tensor = tensor(source.value().type(), values.get(source.role()), batch);
            switch (source.role()) {
                case Buffer.Feed(String name) -> model.feed(name, tensor);
                case Buffer.Weight(String name, int column) -> model.setParameter(name, tensor);
                case Buffer.Momentum(String name, int column) -> model.setMomentum(name, tensor);
                case Buffer.Mean m -> model.setMean(tensor);
                case Buffer.Result r -> throw new AssertionError(r);
                case Buffer.Temporary t -> throw new AssertionError(t);
            }
        }
        return model.run(FUNCTION, new Scalars(batch, STEP, SEED, RATE, HEIGHT, WIDTH));
    }

    private static Tensor tensor(Type type, double[] numbers, int batch) {
        List<Long> shape = new ArrayList<>();
        if (type.batched()) {
            shape.add((long) batch);
        }
        boolean label = type.element() == Element.INT && type.shape().elements() == 1;
        if (!label) {
            type.shape().dimensions().forEach(d -> shape.add((long) d));
        }
        long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
        return switch (type.element()) {
            case REAL -> Tensor.of(numbers, dimensions);
            case INT -> Tensor.of(java.util.Arrays.stream(numbers).mapToInt(v -> (int) v).toArray(), dimensions);
            case BYTE -> {
                byte[] bytes = new byte[numbers.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (int) numbers[i];
                }
                yield Tensor.of(bytes, dimensions);
            }
        };
    }

    /** A value for every source: normal draws, labels below the number of classes, pixels from 0 to 255. */
    static Map<Buffer.Role, double[]> values(Graph graph, int batch) {
        Map<Buffer.Role, double[]> values = new LinkedHashMap<>();
        Random random = new Random(7);
        Interpreter interpreter = new Interpreter(graph, batch);
        for (Source source : graph.sources()) {
            Type type = source.value().type();
            double[] numbers = new double[interpreter.length(type)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = switch (type.element()) {
                    case REAL -> (float) random.nextGaussian();
                    case INT -> random.nextInt(2);
                    case BYTE -> random.nextInt(256);
                };
            }
            values.put(source.role(), numbers);
        }
        return values;
    }

    static Program program(Graph graph, Layout layout) {
        List<Input> inputs = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Source source : graph.sources()) {
            List<Integer> shape = source.value().type().shape().dimensions();
            if (source.role() instanceof Buffer.Feed(String name) && !name.contains(".")) {
                inputs.add(source.value().type().element() == Element.INT
                        ? new Input.Label(name, 2)
                        : new Input.Tensor(name, shape));
            } else if (source.role() instanceof Buffer.Weight(String name, int column)) {
                parameters.add(new Parameter(name, shape, 1, new Initializer.Constant(0), 1, 1));
            }
        }
        Images images = graph.nodes().stream().filter(n -> n.operator() instanceof Prepare).findFirst()
                .map(n -> images(inputs, (Prepare) n.operator())).orElse(null);
        return new Program(Program.VERSION, graph.name(), inputs, List.of(), parameters, null, images,
                List.of(AssembleVariant.assemble(graph.name(), Map.of(FUNCTION, graph), layout,
                        java.util.Set.of())));
    }

    private static Images images(List<Input> inputs, Prepare prepare) {
        inputs.add(new Input.Tensor("image", prepare.image().dimensions()));
        return new Images("image", HEIGHT, WIDTH, prepare.channels());
    }

    static double relativeError(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < found.length; i++) {
            difference += (found[i] - expected[i]) * (found[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return norm == 0 ? Math.sqrt(difference) : Math.sqrt(difference / norm);
    }
}
