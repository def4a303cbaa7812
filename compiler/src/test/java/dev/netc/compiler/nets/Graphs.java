package dev.netc.compiler.nets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.fuse.Fuse;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.pass.BuildGraph;
import dev.netc.compiler.pass.Differentiate;
import dev.netc.compiler.pass.Mode;
import dev.netc.compiler.pass.Place;
import dev.netc.compiler.pass.Simplify;
import dev.netc.compiler.pass.Updates;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import dev.netc.program.Parameter;

/** Graphs of nets, stage by stage, each verified. */
public final class Graphs {
    private Graphs() {}

    /** Forward, loss and rank, backward, updates; as the passes make it, before anything is made simpler. */
    public static Graph train(Network network) {
        Graph forward = Verifier.verify(
                BuildGraph.build(network, Mode.TRAINING, "train", network.outputs(), true), "build", false);
        List<Value> weights = forward.sources().stream().filter(s -> s.role() instanceof Buffer.Weight)
                .map(Source::value).toList();
        Differentiate.Result backward = Differentiate.apply(forward, weights);
        Verifier.verify(backward.graph(), "differentiate", false);
        return Verifier.verify(Updates.apply(backward.graph(), backward.gradients(), network.train().settings(),
                parameters(network)), "updates", false);
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

    /** The graph after every stage, in their order. */
    public static List<Graph> stages(Network network) {
        List<Graph> stages = new ArrayList<>();
        stages.add(train(network));
        stages.add(simplified(stages.getLast()));
        stages.add(fused(stages.getLast()));
        stages.add(placed(stages.getLast()));
        return stages;
    }

    private static Map<String, Parameter> parameters(Network network) {
        Map<String, Parameter> parameters = new HashMap<>();
        for (Operation operation : network.operations()) {
            for (ParameterSpec spec : operation.parameters()) {
                Shape part = spec.shape();
                List<Integer> whole = new ArrayList<>(part.dimensions());
                whole.set(0, part.channels() * operation.copies());
                parameters.put(spec.name(), new Parameter(spec.name(), whole, operation.copies(), spec.initializer(),
                        spec.rate(), spec.decay()));
            }
        }
        return parameters;
    }
}
