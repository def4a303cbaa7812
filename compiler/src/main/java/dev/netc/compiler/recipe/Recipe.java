package dev.netc.compiler.recipe;

import dev.netc.compiler.graph.Node;

/** Makes a kernel of a node. */
public interface Recipe {
    Lowered lower(Node node, Layout layout);
}
