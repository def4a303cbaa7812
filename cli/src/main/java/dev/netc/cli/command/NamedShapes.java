package dev.netc.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.netc.compiler.network.Network;
import dev.netc.program.Input;

/** The shapes of a net's named values, all columns joined along the first dimension. */
final class NamedShapes {
    private NamedShapes() {}

    /** {@code [batch, …]} of an output or a binding; empty for any other name. */
    static Optional<long[]> of(Network network, String name, int batch) {
        return Stream.concat(network.outputs().stream(), network.bindings().stream())
                .filter(named -> named.name().equals(name)).findFirst()
                .map(named -> withBatch(batch, shape(network, named.value())));
    }

    private static long[] withBatch(int batch, List<Integer> shape) {
        return LongStream.concat(LongStream.of(batch), shape.stream().mapToLong(Integer::longValue)).toArray();
    }

    private static List<Integer> shape(Network network, Network.Value value) {
        return switch (value) {
            case Network.ResultValue(int id) -> joined(network.operations().get(id));
            case Network.InputValue(String input) -> switch (network.input(input).orElseThrow()) {
                case Input.Tensor tensor -> tensor.shape();
                case Input.Label label -> List.of();
            };
        };
    }

    private static List<Integer> joined(Network.Operation operation) {
        List<Integer> shape = operation.shape().dimensions();
        return Stream.concat(Stream.of(shape.get(0) * operation.copies()), shape.stream().skip(1)).toList();
    }
}
