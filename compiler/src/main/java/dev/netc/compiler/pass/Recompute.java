package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;
import dev.netc.program.Precision;

/**
 * Decides what a training step stores between forwards and backwards and what it makes a second time: at the fullest moment of
 * a device the largest value that waits there to be read again, and that can be made again from what is there anyway without a
 * multiply-add, is freed, and made again right before it is read; until no such value makes the fullest moment less full, or
 * the step would move too much more. The values are the same numbers: what dropout drops is a function of step and element.
 */
public final class Recompute {
    private static final String AGAIN = "again.";

    private final Limits limits;
    private final long most;
    private final Set<Value> refused = new HashSet<>();
    private Graph graph;
    private long moved;

    /**
     * What is worth it.
     *
     * @param batch examples a device for which memory is weighed
     * @param precision of reals
     * @param leastBytes of a value that is made again
     * @param share of a step's cost that recomputing may add; a step's cost is the bytes it moves, or its multiply-adds where
     *     they are more than {@link #BALANCE} a byte
     */
    public record Limits(int batch, Precision precision, long leastBytes, double share) {
        /** Multiply-adds that a device does while it moves a byte: few enough for a CPU. */
        static final int BALANCE = 5;
        private static final long LEAST_BYTES = 8L << 20;
        private static final double SHARE = 0.03;

        /** What training is compiled with. */
        public static Limits of(int batch, Precision precision) {
            return new Limits(batch, precision, LEAST_BYTES, SHARE);
        }
    }

    private Recompute(Graph graph, Limits limits) {
        this.graph = graph;
        this.limits = limits;
        Lives lives = lives();
        most = (long) (limits.share() * graph.nodes().stream().mapToLong(n -> cost(n, lives)).sum());
    }

    /** {@code graph} is scheduled. */
    public static Graph apply(Graph graph, Limits limits) {
        return new Recompute(graph, limits).recomputed();
    }

    /** Whether a value of this name is made a second time. */
    public static boolean isAgain(String name) {
        return name.startsWith(AGAIN);
    }

    private Lives lives() {
        return new Lives(graph, limits.batch(), limits.precision());
    }

    private long cost(Node node, Lives lives) {
        long bytes = IntStream.range(0, node.inputs().size()).mapToLong(i -> lives.bytes(node.inputs().get(i))).sum()
                + node.results().stream().mapToLong(lives::bytes).sum();
        long multiplyAdds = node.operator().multiplyAdds(node.inputs().stream().map(Value::type).toList())
                * limits.batch();
        return Math.max(bytes, multiplyAdds / Limits.BALANCE);
    }

    private Graph recomputed() {
        for (int device = 0; device < graph.devices(); device++) {
            while (lower(device)) {
                // again, at what is the fullest moment now
            }
        }
        return graph;
    }

    /** Whether the fullest moment of a device has been made less full. */
    private boolean lower(int device) {
        Lives lives = lives();
        long[] alive = lives.alive(device);
        int fullest = IntStream.range(0, graph.nodes().size()).boxed().max(Comparator.comparingLong(m -> alive[m]))
                .orElse(0);
        Optional<Again> again = graph.nodes().stream().filter(n -> n.device() == device)
                .flatMap(n -> n.results().stream())
                .filter(v -> !refused.contains(v) && lives.bytes(v) >= limits.leastBytes())
                .sorted(Comparator.comparingLong(lives::bytes).reversed())
                .flatMap(v -> again(v, fullest, lives).stream())
                .findFirst();
        if (again.isEmpty()) {
            return false;
        }
        refused.add(again.get().value());
        Graph other = again.get().in(graph);
        long before = alive[fullest];
        long after = max(new Lives(other, limits.batch(), limits.precision()).alive(device));
        if (after < before) {
            graph = other;
            moved += cost(again.get().node(), lives());
        }
        return true;
    }

    private static long max(long[] numbers) {
        return Arrays.stream(numbers).max().orElse(0);
    }

    /** How {@code value} can be freed at a moment and made again afterwards. */
    private Optional<Again> again(Value value, int moment, Lives lives) {
        List<Integer> readers = lives.readers(value);
        if (lives.isResult(value) || lives.isElsewhere(value) || isAgain(value.name()) || lives.made(value) >= moment
                || readers.contains(moment)) {
            return Optional.empty();
        }
        Optional<Integer> next = readers.stream().filter(r -> r > moment).findFirst();
        Node maker = graph.nodes().get(lives.made(value));
        return next.flatMap(at -> remade(maker, value).filter(n -> n.inputs().stream()
                .allMatch(v -> lives.isThere(v, at))).filter(n -> moved + cost(n, lives) <= most)
                .map(n -> new Again(value, n, at)));
    }

    /** What makes {@code value} once more without a multiply-add, from its maker's inputs and other results. */
    private static Optional<Node> remade(Node maker, Value value) {
        Value again = new Value(AGAIN + value.name(), value.type(), value.device());
        return switch (maker.operator()) {
            case Prepare p -> Optional.of(new Node(p, maker.inputs(), List.of(again)));
            case Pointwise p -> Optional.of(new Node(p, maker.inputs(), List.of(again)));
            case Lrn l -> Optional.of(new Node(l, maker.inputs(), List.of(again)));
            case LrnWithin l -> Optional.of(new Node(l, maker.inputs(), List.of(again)));
            case BatchNorm b -> Optional.of(new Node(b, maker.inputs(), List.of(again)));
            case Fused f -> remade(f, maker, value, again);
            default -> Optional.empty();
        };
    }

    /** The last stage, where what it reads is kept; or the whole, where its root does not multiply. */
    private static Optional<Node> remade(Fused fused, Node maker, Value value, Value again) {
        if (!value.equals(Fused.last(maker))) {
            return Optional.empty();
        }
        int stages = fused.stages().size();
        boolean kept = stages == 1 ? fused.keepRoot() : fused.stages().get(stages - 2).keep();
        if (kept) {
            Value before = maker.results().get(fused.kept() - 2);
            return Optional.of(stage(fused.stages().getLast(), before, fused, maker, again));
        }
        boolean cheap = fused.root() instanceof Lrn || fused.root() instanceof LrnWithin
                || fused.root() instanceof BatchNorm;
        return cheap && maker.results().size() == 1
                ? Optional.of(new Node(fused, maker.inputs(), List.of(again)))
                : Optional.empty();
    }

    private static Node stage(Stage stage, Value before, Fused fused, Node maker, Value again) {
        return switch (stage) {
            case Stage.Normalize(Lrn lrn, boolean keep) -> new Node(lrn, List.of(before), List.of(again));
            case Stage.Map(Scalar body, boolean keep) -> {
                List<Value> extras = maker.inputs().subList(fused.rootInputs(), maker.inputs().size());
                List<Value> operands = new ArrayList<>(List.of(before));
                Map<Integer, Integer> numbers = new HashMap<>(Map.of(0, 0));
                Scalar moved = Scalars.replace(body, o -> new Scalar.Operand(numbers.computeIfAbsent(o.index(), i -> {
                    operands.add(extras.get(i - 1));
                    return operands.size() - 1;
                })));
                Operator operator = new Pointwise("again", moved);
                yield new Node(operator, operands, List.of(again));
            }
        };
    }

    /** A value, what makes it again, and the moment right before which that is done. */
    private record Again(Value value, Node node, int moment) {
        Graph in(Graph graph) {
            List<Node> nodes = new ArrayList<>(graph.nodes().subList(0, moment));
            nodes.add(node);
            graph.nodes().subList(moment, graph.nodes().size()).forEach(n -> nodes.add(n.withInputs(
                    n.inputs().stream().map(v -> v.equals(value) ? node.result() : v).toList())));
            return graph.withNodes(nodes);
        }
    }
}
