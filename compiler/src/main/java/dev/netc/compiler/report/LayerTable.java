package dev.netc.compiler.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;

/**
 * The layers of a net: those with parameters, pools and norms beneath them. Counts are of one example, over all columns.
 *
 * @param net the net's name
 * @param layers in the order of computation
 */
public record LayerTable(String net, List<Layer> layers) {
    public LayerTable {
        layers = List.copyOf(layers);
    }

    /**
     * A layer.
     *
     * @param name the parameters' common name, {@code conv1}; of a pool or a norm the binding in which it stands
     * @param operator {@code conv}
     * @param columns how many columns compute it; 0 outside columns
     * @param output shape of all columns together
     * @param parameters number of trained values
     * @param multiplyAdds of conv, local and dense; 0 for others
     */
    public record Layer(String name, String operator, int columns, Shape output, long parameters,
            long multiplyAdds) {
        /** Whether it has parameters; others are shown beneath the layer before them. */
        public boolean isParametric() {
            return parameters > 0;
        }
    }

    /** The table of a net. */
    public static LayerTable of(Network network) {
        Map<Integer, String> bindings = bindings(network);
        List<Layer> layers = new ArrayList<>();
        for (Network.Operation operation : network.operations()) {
            if (isLayer(operation)) {
                layers.add(layer(network, operation, bindings.get(operation.id())));
            }
        }
        return new LayerTable(network.name(), layers);
    }

    /** Trained values in all. */
    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    /** Multiply-adds of one example in all. */
    public long multiplyAdds() {
        return layers.stream().mapToLong(Layer::multiplyAdds).sum();
    }

    /** Trained values that {@code params} holds still, over all columns. */
    public static long held(Network network) {
        return network.operations().stream().mapToLong(o -> values(o, p -> p.rate() == 0)).sum();
    }

    private static boolean isLayer(Network.Operation operation) {
        Operator operator = operation.operator();
        return !operation.parameters().isEmpty() || operator instanceof MaxPool || operator instanceof AvgPool
                || operator instanceof Lrn || operator instanceof LrnWithin;
    }

    /** The binding or output in which each operation stands: operations are numbered in the order of the source. */
    public static Map<Integer, String> bindings(Network network) {
        List<Network.Named> named = new ArrayList<>(network.bindings());
        named.addAll(network.outputs());
        Map<Integer, String> bindings = new HashMap<>();
        for (Network.Named binding : named) {
            if (binding.value() instanceof Network.ResultValue(int last)) {
                for (int id = last; id >= 0 && (id == last || !bindings.containsKey(id)); id--) {
                    bindings.putIfAbsent(id, binding.name());
                }
            }
        }
        network.operations().forEach(o -> bindings.putIfAbsent(o.id(), "loss"));
        return bindings;
    }

    private static Layer layer(Network network, Network.Operation operation, String binding) {
        Shape one = operation.shape();
        Shape whole = one.withChannels(one.channels() * operation.copies());
        return new Layer(name(operation, binding), operation.operator().name(), operation.columns(), whole,
                values(operation, p -> true), multiplyAdds(network, operation) * operation.copies());
    }

    private static long values(Network.Operation operation, Predicate<ParameterSpec> counted) {
        return operation.copies() * operation.parameters().stream().filter(ParameterSpec::trained).filter(counted)
                .mapToLong(p -> p.shape().elements()).sum();
    }

    private static String name(Network.Operation operation, String binding) {
        return operation.parameters().stream().findFirst()
                .map(p -> p.name().substring(0, p.name().length() - p.role().length() - 1)).orElse(binding);
    }

    /** Multiply-adds of an operation in one column, for one example; 0 for what has none to speak of. */
    public static long multiplyAdds(Network network, Network.Operation operation) {
        return operation.operator() instanceof Contraction contraction
                ? contraction.multiplyAdds(shape(network, operation.operands().get(0)))
                : 0;
    }

    private static Shape shape(Network network, Network.Value value) {
        return switch (value) {
            case Network.ResultValue(int id) -> network.operations().get(id).shape();
            case Network.InputValue(String name) -> switch (network.input(name).orElseThrow()) {
                case Input.Tensor tensor -> new Shape(tensor.shape());
                case Input.Label label ->
                    throw new IllegalArgumentException("an operation reads the label " + label.name());
            };
        };
    }
}
