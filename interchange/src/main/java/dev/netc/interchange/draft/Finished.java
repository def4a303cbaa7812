package dev.netc.interchange.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.format.Formatter;
import dev.netc.compiler.format.Formatting;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.Imported.Carried;
import dev.netc.interchange.Imported.Given;
import dev.netc.interchange.Imported.Parameter;
import dev.netc.runtime.tensor.Tensor;

/** A draft written down, and read by the compiler, which has the last word on names and shapes. */
public final class Finished {
    /** Numbers that a file of a few bytes may ask to be written: a gigabyte of them. */
    private static final long MOST_UNIFORM = 1L << 28;

    private final String file;
    private final Draft draft;
    private final List<Layer> layers;
    private long uniform;

    private Finished(String file, Draft draft) {
        this.file = file;
        this.draft = draft;
        this.layers = read(draft);
    }

    /**
     * Writes a draft down.
     *
     * @param file that it was made of, for messages
     * @throws ImportException where the compiler does not take it, or its parameters' shapes are others
     */
    public static Imported of(String file, Draft draft) {
        return new Finished(file, draft).finish();
    }

    /** The layers that outputs and loss depend on. */
    private static List<Layer> read(Draft draft) {
        Set<Integer> needed = new HashSet<>();
        Deque<Value> open = new ArrayDeque<>();
        draft.outputs().forEach(o -> open.add(o.value()));
        draft.recipe().ifPresent(r -> open.add(r.logits()));
        while (!open.isEmpty()) {
            Value value = open.pop();
            if (needed.add(value.id())) {
                draft.layerOf(value).ifPresent(layer -> layer.term().values().forEach(open::push));
            }
        }
        return draft.layers().stream().filter(l -> needed.contains(l.result().id())).toList();
    }

    private Imported finish() {
        Statements.Written written = Statements.of(draft, layers);
        boolean filled = layers.stream().anyMatch(
                l -> l.weights().stream()
                        .anyMatch(w -> w.values().isPresent() || (w.uniform().isPresent() && !l.says(w))));
        String text = layout(NetText.of(draft, layers, written, filled));
        Analysis analysis = Frontend.analyse(new SourceText(file, text), Map.of());
        Network network = analysis.network().orElseThrow(() -> notTaken(text, analysis.problems()));
        List<Layer> inOrder = written.statements().stream().flatMap(s -> s.steps().stream())
                .filter(l -> !l.weights().isEmpty()).toList();
        SortedMap<String, Tensor> weights = new TreeMap<>(draft.kept());
        List<Parameter> parameters = parameters(network, inOrder, filled, weights);
        List<Carried> inputs = draft.inputs().stream()
                .map(i -> new Carried(written.named().get(i.value().id()), i.from(),
                        i.classes() > 0 ? List.of() : i.value().shape().dimensions()))
                .toList();
        List<Carried> outputs = draft.outputs().stream().map(o -> new Carried(written.outputNames().get(o.from()),
                o.from(), o.value().shape().dimensions())).toList();
        return new Imported(text, weights, inputs, outputs, parameters, draft.notes());
    }

    private String layout(String text) {
        Formatting formatting = Formatter.format(new SourceText(file, text));
        return formatting.text().orElseThrow(() -> notTaken(text, formatting.problems()));
    }

    private ImportException notTaken(String text, List<Problem> problems) {
        return new ImportException(file, "the net that it describes would be this, which the compiler does not take:\n"
                + new Renderer().render(problems) + (text.length() < 4000 ? "\n" + text : ""));
    }

    /** Pairs what the compiler calls parameters with the layers' weights: both stand in the order of the text. */
    private List<Parameter> parameters(Network network, List<Layer> inOrder, boolean filled,
            SortedMap<String, Tensor> weights) {
        List<Parameter> parameters = new ArrayList<>();
        List<Network.Operation> operations = network.operations().stream().filter(o -> !o.parameters().isEmpty())
                .toList();
        for (int i = 0; i < operations.size(); i++) {
            for (Network.ParameterSpec spec : operations.get(i).parameters()) {
                Weight weight = inOrder.get(i).weights().stream().filter(w -> w.role().equals(spec.role())).findFirst()
                        .orElseThrow();
                parameters.add(parameter(spec, weight, filled, weights));
            }
        }
        return parameters;
    }

    private Parameter parameter(Network.ParameterSpec spec, Weight weight, boolean filled,
            SortedMap<String, Tensor> weights) {
        List<Integer> shape = spec.shape().dimensions();
        List<Long> wanted = shape.stream().map(Integer::longValue).toList();
        if (weight.values().isPresent() && !weight.values().get().shape().equals(wanted)) {
            throw new ImportException(file, weight.from() + " is " + weight.values().get() + "; " + spec.name()
                    + " needs " + wanted);
        }
        weight.values().ifPresent(values -> weights.put(spec.name(), values));
        if (weight.uniform().isPresent() && filled) {
            weights.put(spec.name(), uniform(spec, weight.uniform().getAsDouble()));
        }
        Given given = weights.containsKey(spec.name())
                ? Given.WEIGHTS
                : weight.uniform().isPresent() ? Given.MODEL : Given.MISSING;
        return new Parameter(spec.name(), weight.from(), shape, given);
    }

    private Tensor uniform(Network.ParameterSpec spec, double value) {
        long elements = spec.shape().elements();
        uniform += elements;
        if (uniform > MOST_UNIFORM) {
            throw new ImportException(file, spec.name() + " would be " + elements + " times the number " + value
                    + "; up to " + MOST_UNIFORM + " such numbers are written in all");
        }
        float[] values = new float[(int) elements];
        Arrays.fill(values, (float) value);
        return Tensor.of(values, spec.shape().dimensions().stream().mapToLong(d -> d).toArray());
    }
}
