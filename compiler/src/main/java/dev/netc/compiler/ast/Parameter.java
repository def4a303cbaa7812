package dev.netc.compiler.ast;

import java.util.Optional;

/** A parameter of a net, a block or a function: {@code classes = 1000}. */
public record Parameter(Name name, Optional<Expression> defaultValue) {}
