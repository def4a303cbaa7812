package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Copy;
import dev.netc.program.Buffer;

/**
 * Brings every value to where it is read: inputs are fed to every device that reads them; anything else is copied, once a
 * device, as soon as it is there. Such readings stem from {@code all} and its gradient alone.
 */
public final class Place {
    private record Crossing(Value value, int device) {}

    private final GraphEditor editor;
    private final Map<Value, Source> sources = new HashMap<>();
    private final Map<Crossing, Value> brought = new HashMap<>();
    private final Map<Value, List<Integer>> readers = new HashMap<>();

    private Place(Graph graph) {
        editor = new GraphEditor(graph.name());
        graph.sources().forEach(s -> sources.put(s.value(), s));
        for (Node node : graph.nodes()) {
            for (Value input : node.inputs()) {
                List<Integer> devices = readers.computeIfAbsent(input, v -> new ArrayList<>());
                if (input.device() != node.device() && !devices.contains(node.device())) {
                    devices.add(node.device());
                }
            }
        }
    }

    public static Graph apply(Graph graph) {
        Place place = new Place(graph);
        graph.sources().forEach(place::source);
        for (Node node : graph.nodes()) {
            place.editor.add(node.withInputs(node.inputs().stream().map(v -> place.at(v, node.device())).toList()));
            node.results().forEach(place::send);
        }
        graph.sinks().forEach(place.editor::add);
        graph.assignments().forEach(place.editor::add);
        return place.editor.graph();
    }

    private void source(Source source) {
        editor.add(source);
        if (source.role() instanceof Buffer.Feed) {
            Value value = source.value();
            for (int device : readers.getOrDefault(value, List.of())) {
                brought.put(new Crossing(value, device),
                        editor.source(value.name() + "@" + device, value.type(), device, source.role()));
            }
        } else {
            send(source.value());
        }
    }

    private void send(Value value) {
        for (int device : readers.getOrDefault(value, List.of())) {
            Value copy = editor.emit(value.name() + "@" + device, new Copy(), device, List.of(value)).result();
            brought.put(new Crossing(value, device), copy);
        }
    }

    private Value at(Value value, int device) {
        return value.device() == device ? value : brought.get(new Crossing(value, device));
    }
}
