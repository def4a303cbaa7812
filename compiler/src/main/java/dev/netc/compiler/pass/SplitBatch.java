package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.BatchNormGradient;
import dev.netc.compiler.operator.BatchNormInputGradient;
import dev.netc.compiler.operator.BatchNormSums;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.operator.JoinedMoments;
import dev.netc.compiler.operator.PartMoments;
import dev.netc.compiler.operator.PartsSum;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.operator.WeightGradient;

/**
 * Splits the batch over several logical devices: every node stands once a part, on a device of its own, with the examples of
 * that part. What is one for the whole batch is there on every device, and alike: weights are held by each, and what is a sum
 * over the batch (a weight's gradient) is made of a sum a part, which every device adds in part order. Batch normalisation
 * knows the whole batch, not its part.
 */
public final class SplitBatch {
    private final int parts;
    private final GraphEditor editor;
    /** What a value of the whole batch is in each part. */
    private final Map<Value, List<Value>> values = new HashMap<>();
    /** What each part gives for a value that is a sum over the batch. */
    private final Map<Value, List<Value>> terms = new HashMap<>();

    private SplitBatch(Graph graph, int parts) {
        this.parts = parts;
        this.editor = new GraphEditor(graph.name());
    }

    /** {@code graph}, which is all on one device, in so many parts. */
    public static Graph apply(Graph graph, int parts) {
        SplitBatch split = new SplitBatch(graph, parts);
        graph.sources().forEach(split::source);
        graph.nodes().forEach(split::node);
        graph.sinks().forEach(split::sink);
        graph.assignments().forEach(split::assign);
        return split.editor.graph();
    }

    private void source(Source source) {
        List<Value> copies = parts(part -> in(source.value(), part));
        copies.forEach(copy -> editor.add(new Source(copy, source.role())));
        values.put(source.value(), copies);
    }

    private void node(Node node) {
        switch (node.operator()) {
            case BatchNormTraining(double epsilon) -> normalize(node, epsilon);
            case BatchNormGradient(double epsilon) -> normalizeGradient(node, epsilon);
            case Sgd sgd -> each(node, this::withTerms);
            case WeightGradient sum -> sum(node);
            case BiasGradient sum -> sum(node);
            case BatchNormSums sum -> sum(node);
            default -> each(checked(node), this::inputs);
        }
    }

    /** What joins the examples must be known as such: a part of them gives something else. */
    private static Node checked(Node node) {
        if (node.inputs().stream().anyMatch(v -> v.type().batched())
                && node.results().stream().anyMatch(v -> !v.type().batched())) {
            throw new IllegalStateException(node.operator().name() + " goes over the whole batch");
        }
        return node;
    }

    private interface Inputs {
        List<Value> of(Node node, int part);
    }

    private void each(Node node, Inputs inputs) {
        for (int part = 0; part < parts; part++) {
            int at = part;
            List<Value> results = node.results().stream().map(v -> in(v, at)).toList();
            editor.add(new Node(node.operator(), inputs.of(node, part), results));
        }
        node.results().forEach(result -> values.put(result, parts(part -> in(result, part))));
    }

    private void sum(Node node) {
        List<Node> emitted = IntStream.range(0, parts)
                .mapToObj(part -> emit(node, node.operator(), part, inputs(node, part))).toList();
        for (int i = 0; i < node.results().size(); i++) {
            int result = i;
            terms.put(node.results().get(i), parts(part -> emitted.get(part).results().get(result)));
        }
    }

    /** {@code batchnorm_training(x, w, b)  =>  batchnorm(x, w, b, joined_moments(part_moments(x) of every part))}. */
    private void normalize(Node node, double epsilon) {
        List<Value> moments = parts(
                part -> emit(node, new PartMoments(), part, List.of(value(node.inputs().get(0), part))).result());
        List<List<Value>> joined = IntStream.range(0, parts)
                .mapToObj(part -> emit(node, new JoinedMoments(), part, moments).results()).toList();
        values.put(node.results().get(1), parts(part -> joined.get(part).get(0)));
        values.put(node.results().get(2), parts(part -> joined.get(part).get(1)));
        BatchNorm norm = new BatchNorm(0, epsilon); // the running moments have a node of their own
        values.put(node.results().get(0), parts(part -> emit(node, norm, part,
                Stream.concat(inputs(node, part).stream(), joined.get(part).stream()).toList()).result()));
    }

    /** The gradients of weight and bias are sums over the batch, and that of the image reads them. */
    private void normalizeGradient(Node node, double epsilon) {
        Value weight = node.results().get(1);
        Value bias = node.results().get(2);
        List<List<Value>> sums = IntStream.range(0, parts).mapToObj(part -> {
            List<Value> inputs = inputs(node, part);
            return emit(node, new BatchNormSums(epsilon), part,
                    List.of(inputs.get(0), inputs.get(2), inputs.get(3), inputs.get(4))).results();
        }).toList();
        terms.put(weight, parts(part -> sums.get(part).get(0)));
        terms.put(bias, parts(part -> sums.get(part).get(1)));
        values.put(node.results().get(0), parts(part -> emit(node, new BatchNormInputGradient(epsilon), part,
                Stream.concat(inputs(node, part).stream(), Stream.of(value(weight, part), value(bias, part))).toList())
                .result()));
    }

    /** An optimizer step adds the parts of its gradient itself. */
    private List<Value> withTerms(Node node, int part) {
        return node.inputs().stream().flatMap(v -> terms.containsKey(v)
                ? terms.get(v).stream()
                : Stream.of(value(v, part))).toList();
    }

    private List<Value> inputs(Node node, int part) {
        return node.inputs().stream().map(v -> value(v, part)).toList();
    }

    /** What is read of a value in a part; the sum over the whole batch of what is one. */
    private Value value(Value whole, int part) {
        if (terms.containsKey(whole)) {
            List<Value> totals = values.computeIfAbsent(whole,
                    v -> new ArrayList<>(java.util.Collections.nCopies(parts, (Value) null)));
            if (totals.get(part) == null) {
                totals.set(part, editor.emit(whole.name() + "@" + part, new PartsSum(), part, terms.get(whole))
                        .result());
            }
            return totals.get(part);
        }
        return values.get(whole).get(part);
    }

    private Node emit(Node of, Operator operator, int part, List<Value> inputs) {
        return editor.emit(of.results().get(0).name() + "." + operator.name() + "@" + part, operator, part, inputs);
    }

    private static Value in(Value value, int part) {
        return new Value(value.name() + "@" + part, value.type(), part);
    }

    private List<Value> parts(java.util.function.IntFunction<Value> of) {
        return IntStream.range(0, parts).mapToObj(of).toList();
    }

    /** What is one for the whole batch is read on the first device. */
    private void sink(Sink sink) {
        int read = sink.value().type().batched() ? parts : 1;
        IntStream.range(0, read).forEach(part -> editor.add(new Sink(sink.role(), value(sink.value(), part))));
    }

    private void assign(Assignment assignment) {
        for (int part = 0; part < parts; part++) {
            editor.add(new Assignment(value(assignment.target(), part), value(assignment.value(), part)));
        }
    }
}
