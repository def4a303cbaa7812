package dev.netc.compiler.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Training;

/**
 * A net, typed and unrolled.
 *
 * @param name of the net
 * @param inputs in the order of the source
 * @param operations in an order in which each comes after its operands; what stands in {@code columns N} stands here once
 * @param outputs name and value, in the order of the source
 * @param bindings every named value (bindings of the net, not those inside blocks), in the order of the source
 * @param train null for a net that only infers
 */
public record Network(String name, List<Input> inputs, List<Operation> operations, List<Named> outputs,
        List<Named> bindings, Train train) {
    public Network {
        inputs = List.copyOf(inputs);
        operations = List.copyOf(operations);
        outputs = List.copyOf(outputs);
        bindings = List.copyOf(bindings);
    }

    /** A value under a name. */
    public record Named(String name, Value value) {}

    /** What an operation reads. */
    public sealed interface Value {}

    /** An input of the net, by name. */
    public record InputValue(String name) implements Value {}

    /** The result of the operation with that number. */
    public record ResultValue(int operation) implements Value {}

    /**
     * One operation.
     *
     * @param id its index in the net's list
     * @param operator {@code conv}, {@code pointwise}, {@code all} … and what it was told
     * @param operands tensors; for {@code all} one
     * @param shape of the result for one example, in one column
     * @param columns 0 outside columns, else the N of the {@code columns N} in which it stands
     * @param group number of that {@code columns} block in the source from 0, or -1 outside
     * @param parameters made for it, in the order of the operator's definition
     */
    public record Operation(int id, Operator operator, List<Value> operands, Shape shape, int columns, int group,
            List<ParameterSpec> parameters) {
        public Operation {
            operands = List.copyOf(operands);
            parameters = List.copyOf(parameters);
        }

        /** How many columns compute it: 1 outside columns. */
        public int copies() {
            return Math.max(1, columns);
        }
    }

    /**
     * A parameter of one operation.
     *
     * @param name {@code conv2.weight}
     * @param role {@code weight}, {@code bias}
     * @param shape of one column's part, {@code [128, 48, 5, 5]}; columns join along the first dimension
     * @param initializer with he and xavier already resolved
     * @param rate factor on the learning rate, from {@code params}
     * @param decay factor on the decay, from {@code params}
     * @param trained whether an optimizer moves it; otherwise training gathers it, as a running mean
     */
    public record ParameterSpec(String name, String role, Shape shape, Initializer initializer,
            double rate, double decay, boolean trained) {
        /** One that is trained. */
        public ParameterSpec(String name, String role, Shape shape, Initializer initializer, double rate,
                double decay) {
            this(name, role, shape, initializer, rate, decay, true);
        }
    }

    /**
     * The train block.
     *
     * @param logits what cross entropy reads, a vector
     * @param settings everything else
     */
    public record Train(Value logits, Training settings) {}

    public Optional<Input> input(String input) {
        return inputs.stream().filter(i -> i.name().equals(input)).findFirst();
    }

    /** By binding name. */
    public Map<String, Value> valuesByName() {
        return bindings.stream().collect(java.util.stream.Collectors.toMap(Named::name, Named::value, (a, b) -> a,
                java.util.LinkedHashMap::new));
    }
}
