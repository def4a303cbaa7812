package dev.netc.compiler.graph;

/** After the function ran, the state {@code target} (a source) holds {@code value}; the two share their memory. */
public record Assignment(Value target, Value value) {}
