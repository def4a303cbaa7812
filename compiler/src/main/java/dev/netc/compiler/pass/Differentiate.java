package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.operator.PickGradient;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Zeros;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;

/**
 * Reverse-mode differentiation: goes through the nodes backwards and lets each operator's rule add the gradients of its
 * inputs. What several readers hand back is summed in the order of the readers, so that columns add up in column order.
 */
public final class Differentiate {
    /** What one node adds to a sum, which is an argument too, as its result is. */
    private static final int TERMS = Fused.ARGUMENTS - 2;

    /**
     * A graph with gradients.
     *
     * @param gradients of the mean loss, by the value that was asked for; zeros where the loss does not depend on it
     */
    public record Result(Graph graph, Map<Value, Value> gradients) {}

    private final GraphEditor editor;
    private final Set<Value> dependent;
    private final Map<Value, List<Value>> contributions = new HashMap<>();
    private final Map<Value, Value> totals = new LinkedHashMap<>();

    private Differentiate(Graph graph, Set<Value> dependent) {
        this.editor = GraphEditor.from(graph);
        this.dependent = dependent;
    }

    /**
     * Adds the gradients of the graph's loss (its {@link Pick}).
     *
     * @param of sources whose gradients are asked for
     */
    public static Result apply(Graph graph, List<Value> of) {
        Differentiate pass = new Differentiate(graph, dependent(graph, of));
        for (Node node : graph.nodes().reversed()) {
            pass.visit(node);
        }
        Map<Value, Value> gradients = new LinkedHashMap<>();
        for (Value value : of) {
            Value total = pass.total(value);
            gradients.put(value, total != null ? total : pass.zeros(value));
        }
        return new Result(pass.editor.graph(), gradients);
    }

    /** Every value that depends on one of these. */
    private static Set<Value> dependent(Graph graph, List<Value> of) {
        Set<Value> dependent = new HashSet<>(of);
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().anyMatch(dependent::contains)) {
                dependent.addAll(node.results());
            }
        }
        return dependent;
    }

    private void visit(Node node) {
        if (node.operator() instanceof Pick) {
            Value log = node.inputs().get(0);
            contribute(log, editor.emit("d." + log.name(), new PickGradient(), node.device(), node.inputs()).result());
        } else if (node.results().stream().anyMatch(r -> total(r) != null)) {
            node.operator().differentiate(new Rule(node));
        }
    }

    private void contribute(Value value, Value gradient) {
        contributions.computeIfAbsent(value, v -> new ArrayList<>()).add(gradient);
    }

    /** The sum of what the readers of {@code value} handed back; null where none did. */
    private Value total(Value value) {
        if (!totals.containsKey(value) && contributions.containsKey(value)) {
            List<Value> parts = new ArrayList<>(contributions.get(value));
            Collections.reverse(parts);
            totals.put(value, parts.size() == 1 ? parts.get(0) : sum(value, parts));
        }
        return totals.get(value);
    }

    private Value zeros(Value value) {
        return editor.emit("d." + value.name(), new Zeros(value.type().shape(), value.type().batched()),
                value.device(), List.of()).result();
    }

    /** In the order of the parts, however many nodes it takes. */
    private Value sum(Value value, List<Value> parts) {
        Value sum = parts.getFirst();
        for (int from = 1; from < parts.size(); from += TERMS) {
            List<Value> terms = new ArrayList<>(List.of(sum));
            terms.addAll(parts.subList(from, Math.min(from + TERMS, parts.size())));
            sum = add(value, terms);
        }
        return sum;
    }

    private Value add(Value value, List<Value> terms) {
        Scalar body = new Scalar.Operand(0);
        for (int i = 1; i < terms.size(); i++) {
            body = Scalars.binary(Scalar.Operator.ADD, body, new Scalar.Operand(i));
        }
        return editor.emit("d." + value.name(), new Pointwise("sum", body), value.device(), terms).result();
    }

    private final class Rule implements Gradients {
        private final Node node;

        Rule(Node node) {
            this.node = node;
        }

        @Override
        public Node node() {
            return node;
        }

        @Override
        public Value incoming(int index) {
            return total(node.results().get(index));
        }

        @Override
        public boolean wanted(int index) {
            return dependent.contains(input(index));
        }

        @Override
        public Node emitNode(String purpose, Operator operator, Value... inputs) {
            String wish = purpose + "." + node.results().get(0).name() + "." + operator.name();
            return editor.emit(wish, operator, node.device(), List.of(inputs));
        }

        @Override
        public void give(int index, Value gradient) {
            if (wanted(index)) {
                contribute(input(index), gradient);
            }
        }
    }
}
