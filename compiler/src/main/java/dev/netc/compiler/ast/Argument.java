package dev.netc.compiler.ast;

import java.util.Optional;

import dev.netc.compiler.problem.Span;

/** An argument of a call: {@code 48} or {@code stride: 4}. */
public record Argument(Optional<Name> name, Expression value) {

    /** With its name. */
    public Span span() {
        return name.map(n -> n.span().to(value.span())).orElse(value.span());
    }
}
