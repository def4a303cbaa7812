package dev.netc.compiler.ast;

import dev.netc.compiler.problem.Span;

/** A name where it is written. */
public record Name(String text, Span span) {}
