package dev.netc.compiler.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.All;
import dev.netc.compiler.operator.Dropout;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.pass.BuildGraph;
import dev.netc.compiler.pass.Mode;
import dev.netc.compiler.scalar.Scalar;

/**
 * Which operations of a net become one kernel when it infers, found by compiling it and looking at what was fused; of those
 * that only a loss needs, when it trains. An {@code all} stands alone: it says where columns meet, even when its reader
 * takes it in parts.
 */
public final class KernelGroups {
    private final Network network;
    private final Map<Value, Node> built = new HashMap<>();
    private final Map<Value, Integer> operations = new HashMap<>();
    /** The last operation of the group, for each operation that has one. */
    private final Map<Integer, Integer> groups = new HashMap<>();

    private KernelGroups(Network network) {
        this.network = network;
    }

    /** The operations' numbers, a list a kernel, each list and all of them in the order of the net. */
    public static List<List<Integer>> of(Network network) {
        return new KernelGroups(network).find();
    }

    private List<List<Integer>> find() {
        CompileOptions options = CompileOptions.standard().withObserver((function, stage, graph) -> {
            switch (stage) {
                case "build" -> built.putAll(graph.definitions());
                case "fuse" -> read(graph);
                default -> { // what follows keeps kernels as they are
                }
            }
        });
        name();
        Compiler.graph(network, options, FunctionKind.INFER);
        if (network.train() != null) {
            Compiler.graph(network, options, FunctionKind.UPDATE);
        }
        return collected();
    }

    /** The values of column 0 by what computes them; the other columns are alike. */
    private void name() {
        BuildGraph.values(network, Mode.TEST).forEach((value, columns) -> {
            if (value instanceof Network.ResultValue(int id) && !(operator(id) instanceof All)) {
                operations.put(columns.get(0), id);
            }
        });
    }

    /** What several kernels do, each for itself, stands alone: a {@code concat} that each reads in parts. */
    private void read(Graph fused) {
        Set<Integer> before = Set.copyOf(groups.keySet());
        for (Node node : fused.nodes()) {
            TreeSet<Integer> members = new TreeSet<>();
            Set<Value> seen = new HashSet<>(node.inputs());
            node.results().forEach(r -> collect(r, seen, members));
            members.removeAll(before);
            members.forEach(m -> groups.merge(m, members.last(), (first, second) -> m));
        }
    }

    /** Everything between a kernel's results and what it reads. */
    private void collect(Value value, Set<Value> seen, Set<Integer> members) {
        Node node = built.get(value);
        if (!seen.add(value) || node == null) {
            return;
        }
        Optional.ofNullable(operations.get(value)).filter(id -> !isDropped(id)).ifPresent(members::add);
        node.inputs().forEach(input -> collect(input, seen, members));
    }

    /** Dropout does nothing at inference where training makes up for it. */
    private boolean isDropped(int operation) {
        return operator(operation) instanceof Dropout dropout
                && dropout.atTest() instanceof Pointwise(String function, Scalar.Operand body);
    }

    private Operator operator(int id) {
        return network.operations().get(id).operator();
    }

    private List<List<Integer>> collected() {
        Map<Integer, List<Integer>> lists = new TreeMap<>();
        for (Network.Operation operation : network.operations()) {
            lists.computeIfAbsent(group(operation), g -> new ArrayList<>()).add(operation.id());
        }
        return List.copyOf(lists.values());
    }

    /** What is dropped stands with what it follows; what nothing needs stands alone. */
    private int group(Network.Operation operation) {
        if (isDropped(operation.id()) && operation.operands().get(0) instanceof Network.ResultValue(int before)
                && !(operator(before) instanceof All)) {
            return group(network.operations().get(before));
        }
        return groups.getOrDefault(operation.id(), operation.id());
    }
}
