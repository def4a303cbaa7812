package dev.netc.compiler.define;

import java.util.List;
import java.util.Optional;

/** Every operator of the language. A new one is a class and a line here. */
public final class OperatorDefinitions {
    private static final List<OperatorDefinition> ALL = List.of(new ConvDefinition(), new LocalDefinition(),
            new DenseDefinition(), new MaxPoolDefinition(), new AvgPoolDefinition(), new LrnDefinition(),
            new LrnWithinDefinition(), new BatchNormDefinition(), new DropoutDefinition(), new SoftmaxDefinition(),
            new FlattenDefinition(), new ConcatDefinition());

    private OperatorDefinitions() {}

    /** The operator of that name. */
    public static Optional<OperatorDefinition> find(String name) {
        return ALL.stream().filter(d -> d.signature().function().equals(name)).findFirst();
    }

    /** All of them, in the order in which they are told. */
    public static List<OperatorDefinition> all() {
        return ALL;
    }

    /** The names of all that can be called. */
    public static List<String> names() {
        return ALL.stream().map(d -> d.signature().function()).toList();
    }
}
