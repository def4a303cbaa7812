package dev.netc.compiler.graph;

import dev.netc.program.Buffer;

/** A value that is there before the function runs: a feed, a weight, a momentum, the mean. */
public record Source(Value value, Buffer.Role role) {}
