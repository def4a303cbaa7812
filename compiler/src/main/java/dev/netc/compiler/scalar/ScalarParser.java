package dev.netc.compiler.scalar;

import java.util.Arrays;
import java.util.Optional;

import dev.netc.compiler.scalar.Scalar.Binary;
import dev.netc.compiler.scalar.Scalar.Call;
import dev.netc.compiler.scalar.Scalar.Constant;
import dev.netc.compiler.scalar.Scalar.Keep;
import dev.netc.compiler.scalar.Scalar.Operand;
import dev.netc.compiler.text.TextException;
import dev.netc.compiler.text.Token;
import dev.netc.compiler.text.Token.Kind;
import dev.netc.compiler.text.Tokens;

/** Reads what {@link ScalarPrinter} writes. */
public final class ScalarParser {
    private final Tokens tokens;

    public ScalarParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a text that is one expression.
     *
     * @throws TextException where it is none
     */
    public static Scalar parse(String text) {
        Tokens tokens = new Tokens(text);
        Scalar parsed = new ScalarParser(tokens).parse();
        tokens.expect(Kind.END, "the end of the expression");
        return parsed;
    }

    /** Reads an expression, and leaves what follows it. */
    public Scalar parse() {
        Scalar left = operand();
        Optional<Scalar.Operator> operator = infix();
        if (operator.isEmpty()) {
            return left;
        }
        tokens.take();
        Scalar right = operand();
        if (infix().isPresent()) {
            throw tokens.error(tokens.peek(),
                    "no operator binds tighter than another: parentheses say what " + tokens.peek() + " belongs to");
        }
        return new Binary(operator.get(), left, right);
    }

    private Optional<Scalar.Operator> infix() {
        return Arrays.stream(Scalar.Operator.values()).filter(ScalarPrinter::isInfix)
                .filter(o -> tokens.peek().isMark(o.text())).findFirst();
    }

    private Scalar operand() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case OPERAND -> new Operand(Integer.parseInt(tokens.take().text()));
            case WORD -> token.isWord("Infinity") || token.isWord("NaN") ? constant() : call(tokens.take());
            case NUMBER -> constant();
            case MARK -> tokens.accept("(") ? inParentheses() : constant();
            case STRING, VALUE, END -> throw tokens.expected("an expression");
        };
    }

    private Constant constant() {
        return new Constant(tokens.number("an expression"));
    }

    private Scalar inParentheses() {
        Scalar inner = parse();
        tokens.expect(")");
        return inner;
    }

    private Scalar call(Token name) {
        tokens.expect("(");
        Scalar result = arguments(name);
        tokens.expect(")");
        return result;
    }

    private Scalar arguments(Token name) {
        if (name.isWord("keep")) {
            double drop = tokens.number("the probability to drop");
            tokens.expect(",");
            return new Keep(drop, tokens.integer("the stream"));
        }
        for (Scalar.Function function : Scalar.Function.values()) {
            if (name.isWord(ScalarPrinter.name(function))) {
                return new Call(function, parse());
            }
        }
        return binary(name);
    }

    private Scalar binary(Token name) {
        Scalar.Operator operator = Arrays.stream(Scalar.Operator.values()).filter(o -> name.isWord(o.text()))
                .findFirst().orElseThrow(() -> tokens.error(name, "no function of scalars is called " + name));
        Scalar left = parse();
        tokens.expect(",");
        return new Binary(operator, left, parse());
    }
}
