package dev.netc.compiler.ast;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.problem.Span;

/** What stands for a value: a tensor, a number, a list, a word. */
public sealed interface Expression {
    /** Where it is written. */
    Span span();

    /** {@code 5e-4}. */
    record NumberLiteral(double value, Span span) implements Expression {}

    /** A name alone: a value, a word, or a call without arguments. */
    record Reference(Name name) implements Expression {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code conv(image, 48, 11)}; after an arrow also {@code relu}. */
    record Call(Name function, List<Argument> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [3, 224, 224]}; never empty. */
    record Listing(List<Expression> elements, Span span) implements Expression {
        public Listing {
            elements = List.copyOf(elements);
        }
    }

    /** {@code -x}. */
    record Negation(Expression operand, Span span) implements Expression {}

    /** {@code left + right}. */
    record Binary(BinaryOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public Span span() {
            return left.span().to(right.span());
        }
    }

    /** {@code source -> stage -> stage}; at least one stage. */
    record Chain(Expression source, List<Stage> stages, Span span) implements Expression {
        public Chain {
            stages = List.copyOf(stages);
        }
    }

    /** {@code 3 * hidden(4096)} or {@code relu}. */
    record Stage(Optional<Expression> count, Call call) {}

    /** What could not be read; a problem says so already. */
    record Broken(Span span) implements Expression {}
}
