package dev.netc.runtime.execution;

import dev.netc.program.Buffer;
import dev.netc.runtime.random.Stream;

/**
 * Normal values for a buffer: its element {@code i}, row after row, is draw {@code i} of N(0, deviation²).
 *
 * @param buffer of weights
 * @param stream of the draws
 */
public record Normals(Buffer buffer, Stream stream, double deviation) {}
