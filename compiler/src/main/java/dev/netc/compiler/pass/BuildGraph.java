package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.InputValue;
import dev.netc.compiler.network.Network.Named;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.network.Network.ResultValue;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.operator.Concat;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.LogSoftmax;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolTraining;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Rank;
import dev.netc.compiler.operator.RunningMoments;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Input;

/**
 * Writes the columns of a net out: an operation in {@code columns N} becomes N nodes, one a logical device; {@code all} of
 * a column's value joins all N, once for each column that reads it. Dropout becomes the pointwise function that it is in
 * the mode at hand, batch normalisation and maxpool what they do in it.
 */
public final class BuildGraph {
    /** Name of the result with the loss of each example. */
    public static final String LOSS = "loss";
    /** Name of the result with the rank of each example's label. */
    public static final String RANK = "rank";
    /** Streams of random numbers that lie together for a dropout, one a column. */
    private static final int STREAMS = 256;
    /** Numbers of the running mean and variance among the parameters of a {@link BatchNorm}. */
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;

    private final Network network;
    private final Mode mode;
    private final GraphEditor editor;
    private final Map<Network.Value, List<Value>> values = new HashMap<>();
    /** By the operation that a binding ends in: what is bound again keeps its first name. */
    private final NavigableMap<Integer, Named> bindings = new TreeMap<>();
    /** What cannot be a result, being one already or there before. */
    private final Set<Value> taken = new HashSet<>();
    private int dropouts;

    private BuildGraph(Network network, Mode mode, String function) {
        this.network = network;
        this.mode = mode;
        this.editor = new GraphEditor(network.name() + "." + function);
        for (Named binding : network.bindings()) {
            if (binding.value() instanceof ResultValue(int id)) {
                bindings.putIfAbsent(id, binding);
            }
        }
    }

    /**
     * The forward graph.
     *
     * @param function name of what is built
     * @param wanted named values that are results
     * @param loss whether loss and rank are results too; a net with a train block only
     */
    public static Graph build(Network network, Mode mode, String function, List<Named> wanted, boolean loss) {
        BuildGraph build = new BuildGraph(network, mode, function);
        network.inputs().forEach(build::feed);
        network.operations().forEach(build::add);
        wanted.forEach(build::sink);
        if (loss) {
            build.loss();
        }
        return build.editor.graph();
    }

    /**
     * What the values of the net are in {@link #build}'s graph, a value a column; one for what stands outside columns, and
     * for {@code all} of such.
     */
    public static Map<Network.Value, List<Value>> values(Network network, Mode mode) {
        BuildGraph build = new BuildGraph(network, mode, "values");
        network.inputs().forEach(build::feed);
        network.operations().forEach(build::add);
        return Map.copyOf(build.values);
    }

    private void feed(Input input) {
        Type type = switch (input) {
            case Input.Tensor(String name, List<Integer> shape) -> Type.batch(new Shape(shape));
            case Input.Label label -> new Type(Element.INT, true, Shape.of(1));
        };
        Value value = editor.source(input.name(), type, 0, new Buffer.Feed(input.name()));
        values.put(new InputValue(input.name()), List.of(value));
        taken.add(value);
    }

    private void add(Operation operation) {
        List<Value> results = new ArrayList<>();
        for (int column = 0; column < operation.copies(); column++) {
            results.add(add(operation, column));
        }
        values.put(new ResultValue(operation.id()), results);
    }

    private Value add(Operation operation, int column) {
        if (operation.operator() instanceof All) {
            return gather(operation, column);
        }
        List<Value> inputs = new ArrayList<>();
        for (Network.Value operand : operation.operands()) {
            inputs.add(inColumn(values.get(operand), column));
        }
        for (ParameterSpec parameter : operation.parameters()) {
            inputs.add(
                    editor.source(inColumn(parameter.name(), operation, column), Type.fixed(parameter.shape()), column,
                            new Buffer.Weight(parameter.name(), column)));
        }
        return switch (operation.operator()) {
            case BatchNorm norm when mode != Mode.TEST && gathers(operation) ->
                normalizeBatch(norm, operation, column, inputs);
            case MaxPool pool when mode != Mode.TEST -> pool(new MaxPoolTraining(pool), operation, column, inputs);
            default -> editor.emit(name(operation, column), operator(operation, column), column, inputs).result();
        };
    }

    /** Whether a normalisation still gathers: held still, it does in training what it does at test time. */
    private static boolean gathers(Operation operation) {
        return isMoved(operation, MEAN) || isMoved(operation, VARIANCE);
    }

    private static boolean isMoved(Operation operation, int parameter) {
        return operation.parameters().get(parameter).rate() != 0;
    }

    /** By the batch's own mean and variance, which are added to the running ones. */
    private Value normalizeBatch(BatchNorm norm, Operation operation, int column, List<Value> inputs) {
        String name = name(operation, column);
        List<Value> results = editor.emit(name, new BatchNormTraining(norm.epsilon()), column, inputs.subList(0, 3))
                .results();
        Shape image = inputs.get(0).type().shape();
        Node running = editor.emit("next." + name, new RunningMoments(norm.momentum(), image.height() * image.width()),
                column, List.of(inputs.get(3), inputs.get(4), results.get(1), results.get(2)));
        for (int parameter : new int[]{MEAN, VARIANCE}) {
            if (isMoved(operation, parameter)) {
                editor.add(new Assignment(inputs.get(1 + parameter), running.results().get(parameter - MEAN)));
            }
        }
        return results.get(0);
    }

    private Value pool(MaxPoolTraining pool, Operation operation, int column, List<Value> inputs) {
        List<Type> types = pool.infer(inputs.stream().map(Value::type).toList());
        Value largest = new Value(editor.fresh(name(operation, column)), types.get(0), column);
        String choice = inColumn(name(operation) + ".choice", operation, column);
        editor.add(new Node(pool, inputs, List.of(largest, new Value(editor.fresh(choice), types.get(1), column))));
        return largest;
    }

    private Value gather(Operation operation, int column) {
        List<Value> parts = values.get(operation.operands().get(0));
        return parts.size() == 1
                ? parts.get(0)
                : editor.emit(name(operation, column), new Concat(), column, parts).result();
    }

    private static Value inColumn(List<Value> parts, int column) {
        return parts.size() == 1 ? parts.get(0) : parts.get(column);
    }

    private Operator operator(Operation operation, int column) {
        return operation.operator() instanceof Dropout dropout ? dropout(dropout, column) : operation.operator();
    }

    private Pointwise dropout(Dropout dropout, int column) {
        dropouts += column == 0 ? 1 : 0;
        return switch (mode) {
            case TEST -> dropout.atTest();
            case TRAINING -> dropout.inTraining(stream(column));
            case TRAINING_WITHOUT_DROPOUT -> new Pointwise("dropout", new Scalar.Operand(0));
        };
    }

    /** A stream a dropout and column, none shared: columns beyond the first 256 count in the high bits. */
    private int stream(int column) {
        return ((column / STREAMS) << 24) + dropouts * STREAMS + column % STREAMS;
    }

    private void sink(Named wanted) {
        List<Value> parts = values.get(wanted.value());
        for (int column = 0; column < parts.size(); column++) {
            Value part = parts.get(column);
            Value own = taken.add(part)
                    ? part
                    : editor.emit("result." + part.name(), new Pointwise("copy", new Scalar.Operand(0)), part.device(),
                            List.of(part)).result();
            editor.add(new Sink(new Buffer.Result(wanted.name(), column, parts.size()), own));
        }
    }

    private void loss() {
        Value logits = values.get(network.train().logits()).get(0);
        Value label = values.get(new InputValue(network.train().settings().label())).get(0);
        Value log = editor.emit("log_probabilities", new LogSoftmax(), 0, List.of(logits)).result();
        Value loss = editor.emit(LOSS, new Pick(), 0, List.of(log, label)).result();
        Value rank = editor.emit(RANK, new Rank(), 0, List.of(logits, label)).result();
        editor.add(new Sink(new Buffer.Result(LOSS, 0, 1), loss));
        editor.add(new Sink(new Buffer.Result(RANK, 0, 1), rank));
    }

    /** The binding's name for its last step; {@code binding.operator} for the steps before. */
    private String name(Operation operation, int column) {
        return inColumn(name(operation), operation, column);
    }

    private String name(Operation operation) {
        Optional<Named> binding = Optional.ofNullable(bindings.ceilingEntry(operation.id())).map(Map.Entry::getValue);
        String own = operation.operator() instanceof Pointwise(String function, Scalar body)
                ? function
                : operation.operator().name();
        return binding
                .map(b -> b.value().equals(new ResultValue(operation.id())) ? b.name() : b.name() + "." + own)
                .orElse(own);
    }

    private static String inColumn(String name, Operation operation, int column) {
        return operation.columns() == 0 ? name : name + "@" + column;
    }
}
