package dev.netc.interchange.draft;

import dev.netc.compiler.shape.Shape;

/**
 * An input of the draft, or the result of a layer.
 *
 * @param id its number in the draft
 * @param shape of one example
 */
public record Value(int id, Shape shape) {}
