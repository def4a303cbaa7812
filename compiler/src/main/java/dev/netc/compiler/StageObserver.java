package dev.netc.compiler;

import dev.netc.compiler.graph.Graph;

/** Is shown the graph of a function after every stage. */
public interface StageObserver {
    void after(String function, String stage, Graph graph);
}
