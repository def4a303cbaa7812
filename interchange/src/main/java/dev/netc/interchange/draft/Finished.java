package dev.netc.interchange.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.Imported.Carried;
import dev.netc.interchange.Imported.Given;
import dev.netc.interchange.Imported.Parameter;
import dev.netc.runtime.tensor.Tensor;

/** A draft written down, and read by the compiler, which has the last word on names and shapes. */
public final class Finished {
    /** Numbers that a file of a few bytes may ask to be written. */
    private static final long MOST_UNIFORM = Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 2 / Float.BYTES);

    private final String file;
    private final Draft draft;
    private final Habit habit;
    private final List<Layer> layers;

    private Finished(String file, Draft draft, Habit habit) {
        this.file = file;
        this.draft = draft;
        this.habit = habit;
        this.layers = read(draft);
    }

    /**
     * Writes a draft down.
     *
     * @param file that it was made of, for messages
     * @param habit what images are often prepared like for such files
     * @throws ImportException where the compiler does not take it, or its parameters' shapes are others
     */
    public static Imported of(String file, Draft draft, Habit habit) {
        return new Finished(file, draft, habit).finish();
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
        Statements.Written written = Statements.of(draft, layers).orElseThrow(() -> new ImportException(file,
                "what stands in its columns depends on what they compute together, which depends on them; the language"
                        + " has one after the other"));
        boolean filled = layers.stream().anyMatch(
                l -> l.weights().stream()
                        .anyMatch(w -> w.values().isPresent() || (w.uniform().isPresent() && !l.says(w))));
        NetText net = new NetText(draft, written, filled);
        String text = layout(net.write(layers));
        Analysis analysis = Frontend.analyse(new SourceText(file, text), Map.of());
        Network network = analysis.network().orElseThrow(() -> notTaken(text, analysis.problems()));
        List<Layer> inOrder = written.layers().filter(l -> !l.weights().isEmpty()).toList();
        SortedMap<String, Tensor> weights = new TreeMap<>(draft.kept());
        List<Pair> pairs = pairs(network, inOrder, filled);
        pairs.forEach(this::checkShape);
        checkWritten(pairs);
        List<Parameter> parameters = pairs.stream().map(pair -> parameter(pair, weights)).toList();
        List<Carried> inputs = draft.inputs().stream()
                .map(i -> new Carried(written.named().get(i.value().id()), i.from(),
                        i.classes() > 0 ? List.of() : i.value().shape().dimensions()))
                .toList();
        List<Carried> outputs = draft.outputs().stream().map(o -> new Carried(written.outputNames().get(o.from()),
                o.from(), o.value().shape().dimensions())).toList();
        return new Imported(text, weights, inputs, outputs, parameters, draft.notes(),
                Unprepared.lines(draft, net, habit));
    }

    private String layout(String text) {
        Formatting formatting = Formatter.format(new SourceText(file, text));
        return formatting.text().orElseThrow(() -> notTaken(text, formatting.problems()));
    }

    private ImportException notTaken(String text, List<Problem> problems) {
        return new ImportException(file, "the net that it describes would be this, which the compiler does not take:\n"
                + new Renderer().render(problems) + (text.length() < 4000 ? "\n" + text : ""));
    }

    /**
     * A parameter as the compiler sees it, and the layer's weight that it is.
     *
     * @param shape columns joined
     * @param filled whether its numbers are written that are all one
     */
    private record Pair(String name, Shape shape, Weight weight, boolean filled) {
        boolean isWritten() {
            return filled && weight.uniform().isPresent();
        }

        List<Long> sizes() {
            return shape.dimensions().stream().map(Integer::longValue).toList();
        }

        Tensor written() {
            return Channelwise.filled(shape.elements(), weight.uniform().orElseThrow())
                    .reshape(sizes().stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** Pairs what the compiler calls parameters with the layers' weights: both stand in the order of the text. */
    private static List<Pair> pairs(Network network, List<Layer> inOrder, boolean filled) {
        List<Pair> pairs = new ArrayList<>();
        List<Network.Operation> operations = network.operations().stream().filter(o -> !o.parameters().isEmpty())
                .toList();
        for (int i = 0; i < operations.size(); i++) {
            for (Network.ParameterSpec spec : operations.get(i).parameters()) {
                Weight weight = inOrder.get(i).weights().stream().filter(w -> w.role().equals(spec.role())).findFirst()
                        .orElseThrow();
                pairs.add(new Pair(spec.name(), joined(spec.shape(), operations.get(i).copies()), weight, filled));
            }
        }
        return pairs;
    }

    private static Shape joined(Shape ofColumn, int columns) {
        List<Integer> dimensions = new ArrayList<>(ofColumn.dimensions());
        dimensions.set(0, dimensions.getFirst() * columns);
        return new Shape(dimensions);
    }

    private void checkShape(Pair pair) {
        List<Long> wanted = pair.sizes();
        pair.weight().values().filter(values -> !values.shape().equals(wanted)).ifPresent(values -> {
            throw new ImportException(file, pair.weight().from() + " is " + values + "; " + pair.name()
                    + " needs " + wanted);
        });
    }

    /** Before any are written: a few bytes can ask for more than there is room for. */
    private void checkWritten(List<Pair> pairs) {
        long elements = 0;
        for (Pair pair : pairs.stream().filter(Pair::isWritten).toList()) {
            elements += pair.shape().elements();
            if (elements > MOST_UNIFORM) {
                throw new ImportException(file, pair.name() + " would be " + pair.shape().elements()
                        + " times the number " + pair.weight().uniform().getAsDouble() + "; up to " + MOST_UNIFORM
                        + " such numbers are written in all, half of Java's memory or 1 GiB");
            }
        }
    }

    private static Parameter parameter(Pair pair, SortedMap<String, Tensor> weights) {
        String name = pair.name();
        pair.weight().values().ifPresent(values -> weights.put(name, values));
        if (pair.isWritten()) {
            weights.put(name, pair.written());
        }
        Given given = weights.containsKey(name)
                ? Given.WEIGHTS
                : pair.weight().uniform().isPresent() ? Given.MODEL : Given.MISSING;
        return new Parameter(name, pair.weight().from(), pair.shape().dimensions(), given);
    }
}
