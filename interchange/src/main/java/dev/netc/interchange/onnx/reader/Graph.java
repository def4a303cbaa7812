package dev.netc.interchange.onnx.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.NodeProto;
import dev.netc.interchange.onnx.schema.OperatorSetIdProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.ValueInfoProto;

/**
 * A model's graph, found whole: each name is given once, and every node comes after those that it reads.
 *
 * @param name of the graph
 * @param nodes that an output depends on, in an order of computation
 * @param unread how many nodes no output depends on
 * @param tensors the constants that the file gives, by name
 * @param inputs of the graph that are no constants
 * @param outputs of the graph
 */
record Graph(String name, List<Node> nodes, int unread, Map<String, TensorProto> tensors, List<ValueInfoProto> inputs,
        List<ValueInfoProto> outputs) {

    /** ONNX's first editions had other attributes. */
    private static final long FIRST = 5;

    /**
     * The graph of a model.
     *
     * @param given tensors that stand for inputs, by name
     * @throws ImportException where it is not whole, or a cycle
     */
    static Graph of(String file, ModelProto model, Map<String, TensorProto> given) {
        if (!model.hasGraph() || model.getGraph().getNodeCount() + model.getGraph().getOutputCount() == 0) {
            throw new ImportException(file, "it holds no graph: it is no ONNX model");
        }
        Map<String, TensorProto> tensors = new HashMap<>();
        model.getGraph().getInitializerList().forEach(t -> tensors.put(t.getName(), t));
        tensors.putAll(given);
        List<Node> sorted = sorted(file, model, tensors.keySet());
        List<Node> read = read(model, sorted);
        List<ValueInfoProto> inputs = model.getGraph().getInputList().stream()
                .filter(i -> !tensors.containsKey(i.getName())).toList();
        if (model.getGraph().getOutputCount() == 0) {
            throw new ImportException(file, "its graph has no output");
        }
        return new Graph(model.getGraph().getName(), read, sorted.size() - read.size(), tensors, inputs,
                model.getGraph().getOutputList());
    }

    private static long opset(String file, ModelProto model) {
        long version = model.getOpsetImportList().stream()
                .filter(o -> o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion).max().orElse(1);
        if (version < FIRST && model.getOpsetImportCount() > 0
                && model.getOpsetImportList().stream().anyMatch(o -> o.getDomain().isEmpty())) {
            throw new ImportException(file, "its operators are of edition " + version + " (opset); they are read from "
                    + FIRST + " on");
        }
        return version;
    }

    /** Every node after those that it reads, else in the file's order. */
    private static List<Node> sorted(String file, ModelProto model, Set<String> tensors) {
        long opset = opset(file, model);
        Map<String, NodeProto> makers = new HashMap<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && makers.put(output, node) != null) {
                    throw new ImportException(file, "two nodes give a value `" + output + "`");
                }
            }
        }
        Set<String> there = new HashSet<>(tensors);
        model.getGraph().getInputList().forEach(i -> there.add(i.getName()));
        List<Node> sorted = new ArrayList<>();
        Set<NodeProto> placed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (NodeProto node : model.getGraph().getNodeList()) {
            place(file, node, makers, there, placed, opset, sorted);
        }
        return sorted;
    }

    private static void place(String file, NodeProto start, Map<String, NodeProto> makers, Set<String> there,
            Set<NodeProto> placed, long opset, List<Node> sorted) {
        Deque<NodeProto> open = new ArrayDeque<>(List.of(start));
        Set<NodeProto> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            NodeProto node = open.peek();
            List<NodeProto> before = placed.contains(node)
                    ? List.of()
                    : missing(file, new Node(node, opset), makers, there);
            if (before.isEmpty()) {
                open.pop();
                waiting.remove(node);
                if (placed.add(node)) {
                    there.addAll(node.getOutputList());
                    sorted.add(new Node(node, opset));
                }
            } else if (waiting.add(node)) {
                before.forEach(open::push);
            } else {
                throw new ImportException(file, new Node(node, opset).place() + " depends on its own result");
            }
        }
    }

    private static List<NodeProto> missing(String file, Node node, Map<String, NodeProto> makers, Set<String> there) {
        List<NodeProto> missing = new ArrayList<>();
        for (String input : node.proto().getInputList()) {
            if (!input.isEmpty() && !there.contains(input)) {
                NodeProto maker = makers.get(input);
                if (maker == null) {
                    throw new ImportException(file, node.place() + " reads `" + input + "`, which nothing gives");
                }
                missing.add(maker);
            }
        }
        return missing;
    }

    private static List<Node> read(ModelProto model, List<Node> sorted) {
        Set<String> wanted = new HashSet<>();
        model.getGraph().getOutputList().forEach(o -> wanted.add(o.getName()));
        List<Node> read = new ArrayList<>();
        for (Node node : sorted.reversed()) {
            if (node.proto().getOutputList().stream().anyMatch(o -> !o.isEmpty() && wanted.contains(o))) {
                read.add(node);
                wanted.addAll(node.proto().getInputList());
            }
        }
        Collections.reverse(read);
        return read;
    }

    /** How often each value is read, by nodes or as an output. */
    Map<String, Integer> uses() {
        Map<String, Integer> uses = new LinkedHashMap<>();
        nodes.forEach(n -> n.proto().getInputList().forEach(i -> uses.merge(i, 1, Integer::sum)));
        outputs.forEach(o -> uses.merge(o.getName(), 1, Integer::sum));
        return uses;
    }
}
