package dev.netc.compiler.graph.text;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.ScalarPrinter;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.compiler.text.Tokens;

/** Writes what an operator was told, from its record's components: {@code conv {filters: 48, pad: [0, 0, 3, 3], bias}}. */
final class ArgumentPrinter {
    private ArgumentPrinter() {}

    static String print(Operator operator) {
        return operator.name() + arguments(operator);
    }

    /** In braces; nothing where silence says everything. */
    private static String arguments(Object record) {
        String arguments = Arrays.stream(record.getClass().getRecordComponents())
                .flatMap(c -> argument(c, component(c, record)).stream()).collect(joining(", "));
        return arguments.isEmpty() ? "" : " {" + arguments + "}";
    }

    private static Optional<String> argument(RecordComponent component, Object value) {
        if (Silence.of(component).filter(value::equals).isPresent()) {
            return Optional.empty();
        }
        boolean flag = component.getType() == boolean.class;
        return Optional.of(flag ? component.getName() : component.getName() + ": " + text(value));
    }

    private static Object component(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Records stand one below another: a stage a line. */
    private static String list(List<?> list) {
        boolean lines = list.stream().allMatch(Record.class::isInstance);
        return list.stream().map(e -> (lines ? "\n      " : "") + text(e))
                .collect(joining(lines ? "," : ", ", "[", "]"));
    }

    private static String text(Object value) {
        return switch (value) {
            case Integer i -> i.toString();
            case Double d -> ScalarPrinter.number(d);
            case Boolean b -> b.toString();
            case String s -> Tokens.quoted(s);
            case Shape s -> s.toString();
            case Padding(int top, int left, int bottom, int right) ->
                List.of(top, left, bottom, right).toString();
            case Scalar s -> ScalarPrinter.print(s);
            case Operator o -> print(o);
            case List<?> list -> list(list);
            case Record r -> Silence.name(r.getClass()) + arguments(r);
            default -> throw new IllegalArgumentException(value.getClass() + " has no text form");
        };
    }
}
