package dev.netc.compiler.problem;

/**
 * A use of a block.
 *
 * @param block the block's name
 * @param call where it is used
 */
public record Use(String block, Span call) {}
