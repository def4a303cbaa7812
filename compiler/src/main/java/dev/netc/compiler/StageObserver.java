package dev.netc.compiler;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.recipe.Layout;

/** Is shown the graph of a function after every stage. */
public interface StageObserver {
    void after(String function, String stage, Graph graph);

    /** Is shown how the values of a function's last graph lie in memory, for each kind of device and size of batch. */
    default void laidOut(String function, Layout layout, Graph graph) {}
}
