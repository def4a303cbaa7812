package dev.netc.compiler.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.fuse.Fuse;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.pass.Place;
import dev.netc.compiler.pass.Recompute;
import dev.netc.compiler.pass.Simplify;
import dev.netc.program.Precision;

/** Graphs of nets as the compiler makes them, and single passes, each verified. */
public final class Graphs {
    private Graphs() {}

    /** The graph of a function after every stage, by the stage's name, in their order; no kernel is made. */
    public static Map<String, Graph> stages(Network network, FunctionKind kind) {
        return stages(network, kind, 1);
    }

    /** The same with the batch split in so many parts. */
    public static Map<String, Graph> stages(Network network, FunctionKind kind, int parts) {
        Map<String, Graph> stages = new LinkedHashMap<>();
        Compiler.compile(network, CompileOptions.standard().withTargets(Set.of()).withFunctions(Set.of(kind))
                .withInputGradients(true).withParts(parts)
                .withObserver((function, stage, graph) -> stages.put(stage, graph)));
        return stages;
    }

    public static Graph simplified(Graph graph) {
        return Verifier.verify(Simplify.apply(graph), "simplify", false);
    }

    /** Fused, without what nobody reads any more. */
    public static Graph fused(Graph graph) {
        return simplified(Verifier.verify(Fuse.apply(graph), "fuse", false));
    }

    public static Graph placed(Graph graph) {
        return Verifier.verify(Place.apply(graph), "place", true);
    }

    /** All made again that lowers the fullest moment, however little it is and whatever it costs. */
    public static Graph recomputed(Graph graph) {
        return Verifier.verify(Recompute.apply(graph, new Recompute.Limits(3, Precision.F64, 1, 1)), "recompute", true);
    }
}
