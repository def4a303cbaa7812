package dev.netc.compiler.graph.text;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.operator.Operators;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.ScalarParser;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.compiler.text.Token;
import dev.netc.compiler.text.Token.Kind;
import dev.netc.compiler.text.Tokens;

/** Reads what {@link ArgumentPrinter} writes: the components of a record say what stands in the text. */
final class ArgumentParser {
    private final Tokens tokens;

    ArgumentParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** An operator with its arguments. */
    Operator operator() {
        Token name = tokens.expect(Kind.WORD, "an operator");
        Class<? extends Operator> record = Operators.named(name.text())
                .orElseThrow(() -> tokens.error(name, "no operator is called " + name));
        return record.cast(record(record, name));
    }

    private Object record(Class<?> type, Token at) {
        Map<String, Object> arguments = tokens.peek().isMark("{") ? arguments(type) : Map.of();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Object value = arguments.get(component.getName());
            values.add(value != null ? value : silent(component, at));
        }
        return construct(type, values, at);
    }

    private Object silent(RecordComponent component, Token at) {
        return Silence.of(component)
                .orElseThrow(() -> tokens.error(at, at + " needs `" + component.getName() + "`"));
    }

    private Map<String, Object> arguments(Class<?> type) {
        Map<String, Object> arguments = new HashMap<>();
        tokens.list("{", "}", () -> {
            Token name = tokens.expect(Kind.WORD, "an argument's name");
            if (arguments.put(name.text(), argument(component(type, name))) != null) {
                throw tokens.error(name, name + " is given twice");
            }
            return name;
        });
        return arguments;
    }

    private RecordComponent component(Class<?> type, Token name) {
        RecordComponent[] components = type.getRecordComponents();
        return Arrays.stream(components).filter(c -> name.isWord(c.getName())).findFirst()
                .orElseThrow(() -> tokens.error(name, "no argument is called " + name + "; there is "
                        + Arrays.stream(components).map(RecordComponent::getName).collect(joining(", "))));
    }

    private Object argument(RecordComponent component) {
        if (component.getType() == boolean.class && !tokens.peek().isMark(":")) {
            return true;
        }
        tokens.expect(":");
        return value(component.getGenericType());
    }

    private Object value(Type type) {
        return switch (type) {
            case ParameterizedType list -> tokens.list("[", "]", () -> value(list.getActualTypeArguments()[0]));
            case Class<?> one -> value(one);
            default -> throw new IllegalArgumentException(type + " has no text form");
        };
    }

    private Object value(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return tokens.integer("a number");
        } else if (type == double.class || type == Double.class) {
            return tokens.number("a number");
        } else if (type == boolean.class) {
            return truth();
        } else if (type == String.class) {
            return tokens.name("a name");
        } else if (type == Shape.class) {
            return shape();
        } else if (type == Padding.class) {
            return padding();
        } else if (type == Scalar.class) {
            return new ScalarParser(tokens).parse();
        }
        return Operator.class.isAssignableFrom(type) ? operator(type) : oneOf(type);
    }

    private boolean truth() {
        if (tokens.acceptWord("true")) {
            return true;
        }
        tokens.expectWord("false");
        return false;
    }

    /** {@code [48, 55, 55]}. */
    Shape shape() {
        Token at = tokens.peek();
        return (Shape) construct(Shape.class, List.of(integers()), at);
    }

    private Padding padding() {
        Token at = tokens.peek();
        List<Integer> sides = integers();
        if (sides.size() != 4) {
            throw tokens.error(at, "expected [top, left, bottom, right], found " + sides);
        }
        return new Padding(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
    }

    private List<Integer> integers() {
        return tokens.list("[", "]", () -> tokens.integer("a number"));
    }

    private Operator operator(Class<?> kind) {
        Token at = tokens.peek();
        Operator operator = operator();
        if (!kind.isInstance(operator)) {
            throw tokens.error(at, at + " is no " + kind.getSimpleName());
        }
        return operator;
    }

    /** A record that goes by its own name, or one of those that a sealed interface permits. */
    private Object oneOf(Class<?> type) {
        Class<?>[] choices = type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[]{type};
        Token name = tokens.expect(Kind.WORD, type.getSimpleName());
        Class<?> chosen = Arrays.stream(choices).filter(c -> name.isWord(Silence.name(c))).findFirst()
                .orElseThrow(() -> tokens.error(name, "no " + type.getSimpleName() + " is called " + name));
        return record(chosen, name);
    }

    private Object construct(Class<?> record, List<?> values, Token at) {
        try {
            return canonical(record).newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw tokens.error(at, String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + record, e);
        }
    }

    private static Constructor<?> canonical(Class<?> record) throws NoSuchMethodException {
        return record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    }
}
