package dev.netc.compiler.pass;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Sgd;
import dev.netc.program.Buffer;
import dev.netc.program.Parameter;
import dev.netc.program.Training;

/** Adds one optimizer step for every weight that learns: weights and momentum become what {@code sgd} gives. */
public final class Updates {
    private Updates() {}

    /** {@code parameters} give the factors on rate and decay, by name. */
    public static Graph apply(Graph graph, Map<Value, Value> gradients, Training training,
            Map<String, Parameter> parameters) {
        GraphEditor editor = GraphEditor.from(graph);
        for (Source source : graph.sources()) {
            if (source.role() instanceof Buffer.Weight(String name, int column) && parameters.get(name).learns()) {
                Parameter parameter = parameters.get(name);
                Sgd sgd = new Sgd(training.momentum(), parameter.rate(), training.decay() * parameter.decay());
                update(editor, source.value(), gradients.get(source.value()), sgd, new Buffer.Momentum(name, column));
            }
        }
        return editor.graph();
    }

    private static void update(GraphEditor editor, Value weight, Value gradient, Sgd sgd, Buffer.Momentum role) {
        Value momentum = editor.source("v." + weight.name(), weight.type(), weight.device(), role);
        Node node = editor.emit("next." + weight.name(), sgd, weight.device(), List.of(weight, momentum, gradient));
        editor.add(new Assignment(weight, node.results().get(0)));
        editor.add(new Assignment(momentum, node.results().get(1)));
    }
}
