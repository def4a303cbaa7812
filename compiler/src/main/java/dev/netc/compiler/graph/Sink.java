package dev.netc.compiler.graph;

import dev.netc.program.Buffer;

/** A value that a caller reads after the function ran. */
public record Sink(Buffer.Result role, Value value) {}
