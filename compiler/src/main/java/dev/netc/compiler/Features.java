package dev.netc.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.InputValue;
import dev.netc.compiler.network.Network.Named;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ResultValue;
import dev.netc.compiler.network.Network.Value;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;

/**
 * The values by which images are compared: of the last hidden layer, as in figure 4 of Krizhevsky, Sutskever and Hinton (2012).
 * That is what the layer reads that makes the logits; without a train block, the first output that is a vector. Where the
 * logits are means over all positions of an image, as SqueezeNet's are, what that layer reads is averaged over all positions,
 * too, so that it does not matter where on an image something is seen.
 *
 * @param network the net with these values as its only output, {@value #OUTPUT}
 * @param layer what the values are, for people
 * @param size how many they are
 */
public record Features(Network network, String layer, int size) {
    /** The name of the output. */
    public static final String OUTPUT = "features";

    /**
     * The last hidden layer.
     *
     * @throws IllegalArgumentException where there is none that could be meant, in words
     */
    public static Features lastHidden(Network network) {
        return new Search(network).from(logits(network));
    }

    /**
     * A value by its name, all columns joined.
     *
     * @throws IllegalArgumentException where the net has no such value, in words
     */
    public static Features named(Network network, String name) {
        Map<String, Value> values = new LinkedHashMap<>();
        Stream.concat(network.outputs().stream(), network.bindings().stream())
                .forEach(named -> values.putIfAbsent(named.name(), named.value()));
        if (!(values.get(name) instanceof ResultValue value)) {
            throw new IllegalArgumentException("net " + network.name() + " has no layer `" + name + "`; it has "
                    + String.join(", ", values.keySet()));
        }
        return of(network, value, name);
    }

    private static Value logits(Network network) {
        if (network.train() != null) {
            return network.train().logits();
        }
        return network.outputs().stream().map(Named::value)
                .filter(value -> shape(network, value).dimensions().size() == 1).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("net " + network.name()
                        + " has no output that is a vector, before which the last hidden layer would stand"));
    }

    private static Features of(Network network, ResultValue value, String layer) {
        Operation operation = network.operations().get(value.operation());
        return new Features(
                new Network(network.name(), network.inputs(), network.operations(), List.of(new Named(OUTPUT, value)),
                        List.of(), network.train()),
                layer, Math.toIntExact(operation.shape().elements() * operation.copies()));
    }

    private static Shape shape(Network network, Value value) {
        return switch (value) {
            case ResultValue(int id) -> network.operations().get(id).shape();
            case InputValue(String name) -> switch (network.input(name).orElseThrow()) {
                case Input.Tensor tensor -> new Shape(tensor.shape());
                case Input.Label label -> Shape.of(1);
            };
        };
    }

    /** Goes back from the logits to the layer that makes them. */
    private static final class Search {
        private final Network network;
        private boolean pooled;

        Search(Network network) {
            this.network = network;
        }

        Features from(Value logits) {
            Operation layer = layer(logits);
            Value read = joined(layer.operands().getFirst());
            if (!(read instanceof ResultValue value)) {
                throw nothing("reads the net's input");
            }
            String name = name(value).orElseGet(() -> "what "
                    + layer.parameters().getFirst().name().replaceFirst("\\.[a-z]+$", "") + " reads");
            return pooled && shape(network, value).dimensions().size() == 3
                    ? averaged(value, name)
                    : of(network, value, name);
        }

        /** Through everything that has no weights and one operand: softmax, flatten, pooling, pointwise functions. */
        private Operation layer(Value logits) {
            Value at = logits;
            while (at instanceof ResultValue(int id)) {
                Operation operation = network.operations().get(id);
                if (operation.operator() instanceof Contraction) {
                    return operation;
                }
                if (operation.operands().size() != 1) {
                    throw nothing("is not one alone");
                }
                pooled |= operation.operator() instanceof AvgPool pool && pool.vector();
                at = operation.operands().getFirst();
            }
            throw nothing("is not there");
        }

        private IllegalArgumentException nothing(String why) {
            return new IllegalArgumentException(
                    "net " + network.name() + " has no last hidden layer: the layer that makes its logits " + why);
        }

        /** The columns' value where it is read joined: results are joined in the same order. */
        private Value joined(Value read) {
            return read instanceof ResultValue(int id) && network.operations().get(id).operator() instanceof All
                    ? network.operations().get(id).operands().getFirst()
                    : read;
        }

        private Optional<String> name(ResultValue value) {
            return network.bindings().stream().filter(named -> named.value().equals(value)).map(Named::name)
                    .findFirst();
        }

        private Features averaged(ResultValue value, String name) {
            Operation image = network.operations().get(value.operation());
            List<Operation> operations = new ArrayList<>(network.operations());
            operations.add(new Operation(operations.size(), AvgPool.all(image.shape().height(), image.shape().width()),
                    List.of(value), Shape.of(image.shape().channels()), image.columns(), image.group(), List.of()));
            Network longer = new Network(network.name(), network.inputs(), operations, network.outputs(),
                    network.bindings(), network.train());
            return of(longer, new ResultValue(operations.size() - 1), name + " averaged over all positions");
        }
    }
}
