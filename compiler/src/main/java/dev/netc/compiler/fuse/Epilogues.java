package dev.netc.compiler.fuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Stage;

/** Appends a stage to what makes a value. */
final class Epilogues {
    private Epilogues() {}

    /** Whether {@code maker} can take one more stage, run at {@code position}. */
    static boolean canLead(Node maker, Node position, Surroundings surroundings) {
        Operator root = maker.operator() instanceof Fused f ? f.root() : maker.operator();
        return Fused.canLead(root) && arguments(maker) + arguments(position) <= Fused.ARGUMENTS
                && maker.device() == position.device() && surroundings.canWait(maker, position);
    }

    private static int arguments(Node node) {
        return node.inputs().size() + node.results().size();
    }

    /**
     * The fused node that does the work of {@code maker} and {@code node}.
     *
     * @param extras what the stage reads besides the value
     * @param stage is given the number of the first of {@code extras} among the operands
     */
    static Optional<Rule.Rewrite> append(Node maker, Node node, List<Value> extras, Function<Integer, Stage> stage,
            Surroundings surroundings) {
        Value value = Fused.last(maker);
        boolean keep = surroundings.uses(value) > Collections.frequency(node.inputs(), value);
        Fused before = maker.operator() instanceof Fused f
                ? f
                : null;
        Operator root = before == null ? maker.operator() : before.root();
        int rootInputs = before == null ? maker.inputs().size() : before.rootInputs();
        List<Stage> stages = new ArrayList<>(before == null ? List.of() : before.stages());
        boolean keepRoot = before == null ? keep : before.keepRoot();
        if (before != null) {
            stages.set(stages.size() - 1, stages.getLast().withKeep(keep));
        }
        stages.add(stage.apply(1 + maker.inputs().size() - rootInputs));
        List<Value> inputs = new ArrayList<>(maker.inputs());
        inputs.addAll(extras);
        int at = maker.results().indexOf(value);
        List<Value> results = new ArrayList<>(maker.results().subList(0, keep ? at + 1 : at));
        results.addAll(node.results());
        results.addAll(maker.results().subList(at + 1, maker.results().size()));
        Node fused = new Node(new Fused(root, rootInputs, keepRoot, stages), inputs, results);
        return Optional.of(new Rule.Rewrite(fused, Set.of(maker)));
    }
}
