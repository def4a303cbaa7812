package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a layer computes, as the language writes it. */
public sealed interface Term {

    /** Another value. */
    record Of(Value value) implements Term {}

    /** A number. */
    record Literal(Decimal number) implements Term {}

    /** A function of tensors, {@code arguments} as they are written: {@code stride: 2}. */
    record Call(String function, List<Term> operands, List<String> arguments) implements Term {
        public Call {
            operands = List.copyOf(operands);
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Filters with weights over one value: {@code conv}, {@code dense}.
     *
     * @param groups of the value's channels, each with as many filters of its own
     * @param window size, stride and padding, as they are written
     * @param settings all else, as it is written
     */
    record Filters(String function, Value operand, int filters, int groups, List<String> window,
            List<String> settings) implements Term {
        public Filters {
            window = List.copyOf(window);
            settings = List.copyOf(settings);
        }

        /** What one of so many columns has of them: where they are in groups, of its own channels. */
        Filters ofColumn(int columns) {
            return new Filters(function, operand, filters / columns, groups == 1 ? 1 : groups / columns, window,
                    settings);
        }

        Call call() {
            List<String> arguments = new ArrayList<>(List.of(String.valueOf(filters)));
            arguments.addAll(window);
            if (groups > 1) {
                arguments.add("groups: " + groups);
            }
            arguments.addAll(settings);
            return new Call(function, List.of(new Of(operand)), arguments);
        }
    }

    /** {@code left + right} and its like. */
    record Infix(Term left, char operator, Term right) implements Term {}

    /** A function of one value. */
    static Call call(String function, Value operand, String... arguments) {
        return new Call(function, List.of(new Of(operand)), List.of(arguments));
    }

    /** A function of several values. */
    static Call call(String function, List<Value> operands) {
        return new Call(function, operands.stream().<Term>map(Of::new).toList(), List.of());
    }

    /** The values that it reads, as often as it does. */
    default Stream<Value> values() {
        return switch (this) {
            case Of(Value value) -> Stream.of(value);
            case Literal literal -> Stream.empty();
            case Filters filters -> Stream.of(filters.operand());
            case Call call -> call.operands().stream().flatMap(Term::values);
            case Infix(Term left, char operator, Term right) -> Stream.concat(left.values(), right.values());
        };
    }
}
