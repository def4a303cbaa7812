package dev.netc.compiler.fuse;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Graph;

/** Applies the rules until none finds anything, a rule only where those before it have done all they can. */
public final class Fuse {
    private static final List<Rule> RULES = List.of(new AbsorbConcat(), // before placement: it then copies the parts, and no joined buffer is written
            new AbsorbReshape(), // a dense layer flattens what it reads itself
            new AbsorbSlice(), // a column's part of a gradient is computed alone, and sent alone
            new FuseCrossEntropy(), // the exponentials are summed once, and never divided
            new FuseCrossEntropyGradient(), // softmax minus one, without the log's detour
            new FusePointwise(), // before epilogues: a chain is one stage
            new FuseEpilogue(), // what follows at every element is done while the element is in a register
            new FuseLrn(), // after epilogues: it reads its neighbours behind the ReLU
            new FuseUpdate()); // a weight's gradient is used up where it is made

    private final Graph graph;
    private final Surroundings surroundings;
    /** For each rule the places at which it has not been tried since something around them changed. */
    private final List<NavigableSet<Integer>> untried;

    private Fuse(Graph graph) {
        this.graph = graph;
        surroundings = new Surroundings(graph);
        List<Integer> places = IntStream.range(0, graph.nodes().size()).boxed().toList();
        untried = RULES.stream().<NavigableSet<Integer>>map(r -> new TreeSet<>(places)).toList();
    }

    /** Fused as far as it goes; what nobody reads any more is still there. */
    public static Graph apply(Graph graph) {
        return new Fuse(graph).fused();
    }

    /** Every rewrite opens what is around it to all rules again: nothing else can have become possible by it. */
    private Graph fused() {
        for (int rule = next(); rule < RULES.size(); rule = next()) {
            int place = untried.get(rule).removeFirst();
            Rule tried = RULES.get(rule);
            surroundings.at(place).flatMap(node -> tried.apply(node, surroundings)).ifPresent(rewrite -> {
                Set<Integer> around = surroundings.rewrite(place, rewrite);
                untried.forEach(places -> places.addAll(around));
            });
        }
        return graph.withNodes(surroundings.nodes());
    }

    /** The first rule that is left to try; their number where none is. */
    private int next() {
        int rule = 0;
        while (rule < RULES.size() && untried.get(rule).isEmpty()) {
            rule++;
        }
        return rule;
    }
}
