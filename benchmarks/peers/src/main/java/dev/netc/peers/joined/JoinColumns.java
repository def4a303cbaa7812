package dev.netc.peers.joined;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Input;

/** From a net in columns to one without: see {@link JoinedNet}. */
final class JoinColumns {
    private final Network network;
    private final Map<Network.Value, Joined> values = new HashMap<>();
    private final List<JoinedNet.Step> steps = new ArrayList<>();

    /**
     * What an operation has become.
     *
     * @param value its number in the joined net
     * @param columns in how many parts its channels lie, each of which one column knows alone; 1 where all know the whole
     */
    private record Joined(int value, int columns) {}

    JoinColumns(Network network) {
        this.network = network;
    }

    JoinedNet joined() {
        Input.Tensor image = network.inputs().stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).findFirst().orElseThrow();
        values.put(new Network.InputValue(image.name()), new Joined(0, 1));
        network.operations().forEach(o -> values.put(new Network.ResultValue(o.id()), join(o)));
        Network.Named output = network.outputs().getFirst();
        return new JoinedNet(network.name(), image.name(), new Shape(image.shape()), steps,
                values.get(network.train().logits()).value(), output.name(), values.get(output.value()).value());
    }

    private Joined join(Operation operation) {
        Joined from = values.get(operation.operands().getFirst());
        if (operation.operands().size() > 1) {
            throw unknown(operation);
        }
        if (operation.operator() instanceof All) {
            return all(operation, from);
        }
        int columns = operation.parameters().isEmpty() ? from.columns() : operation.copies();
        Shape shape = operation.shape().withChannels(operation.shape().channels() * columns);
        steps.add(new JoinedNet.Step(from.value(), layer(operation, from.columns()), shape));
        return new Joined(steps.size(), columns);
    }

    /** The parts of all columns lie side by side already. A value that every column has whole would lie there more than once. */
    private Joined all(Operation operation, Joined from) {
        if (from.columns() == 1 && operation.operands().getFirst() instanceof Network.ResultValue(int id)
                && network.operations().get(id).columns() > 0) {
            throw unknown(operation);
        }
        return new Joined(from.value(), 1);
    }

    private static Layer layer(Operation operation, int columns) {
        return switch (operation.operator()) {
            case Conv conv -> new Layer.Conv(name(operation, "weight").orElseThrow(), name(operation, "bias"),
                    conv.strideHeight(), conv.strideWidth(), conv.pad(), groups(operation, conv, columns));
            case Dense dense when columns == 1 ->
                new Layer.Dense(name(operation, "weight").orElseThrow(), name(operation, "bias"));
            case Lrn lrn -> new Layer.Lrn(columns, lrn.size(), lrn.k(), lrn.alpha(), lrn.beta());
            case MaxPool pool -> new Layer.MaxPool(pool.sizeHeight(), pool.sizeWidth(), pool.strideHeight(),
                    pool.strideWidth(), pool.pad());
            case Dropout dropout ->
                new Layer.Dropout(dropout.drop(), dropout.scaleInTraining() ? 1 : 1 - dropout.drop());
            case Softmax softmax when columns == 1 -> new Layer.Softmax();
            case Pointwise pointwise when pointwise.function().equals("relu") -> new Layer.Relu();
            default -> throw unknown(operation);
        };
    }

    /** A convolution of columns that each see their own channels has a column's groups once a column. */
    private static int groups(Operation operation, Conv conv, int columns) {
        if (columns == 1 && conv.groups() > 1 && operation.copies() > 1) {
            throw unknown(operation);
        }
        return conv.groups() * columns;
    }

    private static Optional<String> name(Operation operation, String role) {
        return operation.parameters().stream().filter(p -> p.role().equals(role)).map(ParameterSpec::name).findFirst();
    }

    private static IllegalArgumentException unknown(Operation operation) {
        return new IllegalArgumentException("no joined form of " + operation.operator() + ", operation "
                + operation.id() + ", over " + operation.operands().size() + " operands, in "
                + operation.copies() + " columns");
    }
}
