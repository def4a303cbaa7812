package dev.netc.compiler.ast;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.problem.Span;

/** What stands between the braces of a net. */
public sealed interface Item {
    /** The names that it gives, in their order. */
    default List<Name> names() {
        return switch (this) {
            case TensorInput input -> List.of(input.name());
            case LabelInput input -> List.of(input.name());
            case Block block -> List.of(block.name());
            case Function function -> List.of(function.name());
            case Binding binding -> List.of(binding.name());
            case Output output -> List.of(output.name());
            case Columns columns -> columns.bindings().stream().map(Binding::name).toList();
            case Train train -> List.of();
        };
    }

    /** {@code input image: [3, 224, 224]}. */
    record TensorInput(Name name, Expression shape) implements Item {}

    /** {@code input label: class(classes)}. */
    record LabelInput(Name name, Expression classes) implements Item {}

    /**
     * {@code block NAME(x, …) = result} or {@code block NAME(x, …) { bindings return result }}.
     *
     * @param parameters none where they could not be read: then nothing can be said of its uses
     * @param braced whether it is written with braces
     */
    record Block(Name name, List<Parameter> parameters, List<Binding> bindings, Expression result, boolean braced)
            implements
                Item {
        public Block {
            parameters = List.copyOf(parameters);
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * {@code fn NAME(x, …) = body}.
     *
     * @param parameters none where they could not be read: then nothing can be said of its uses
     */
    record Function(Name name, List<Parameter> parameters, Expression body) implements Item {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code columns count { bindings }}. */
    record Columns(Expression count, List<Binding> bindings, Span span) implements Item {
        public Columns {
            bindings = List.copyOf(bindings);
        }
    }

    /** {@code NAME = value : shape}. */
    record Binding(Name name, Expression value, Optional<Expression> shape) implements Item {}

    /** {@code output NAME = value : shape}. */
    record Output(Name name, Expression value, Optional<Expression> shape) implements Item {}

    /**
     * {@code train { settings }}.
     *
     * @param span of the word {@code train}
     */
    record Train(List<Setting> settings, Span span) implements Item {
        public Train {
            settings = List.copyOf(settings);
        }
    }
}
