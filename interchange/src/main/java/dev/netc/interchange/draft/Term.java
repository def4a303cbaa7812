package dev.netc.interchange.draft;

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
            case Call call -> call.operands().stream().flatMap(Term::values);
            case Infix(Term left, char operator, Term right) -> Stream.concat(left.values(), right.values());
        };
    }
}
