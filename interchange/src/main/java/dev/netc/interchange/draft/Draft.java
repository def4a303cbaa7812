package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.shape.Shape;
import dev.netc.runtime.tensor.Tensor;

/** A net as it grows: inputs, then layers, each after those whose values it reads, and outputs at any time. */
public final class Draft {
    private final String name;
    private final List<Input> inputs = new ArrayList<>();
    private final Map<Integer, Layer> layers = new LinkedHashMap<>();
    private final Columns columns = new Columns(this);
    private final List<Output> outputs = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Repeats repeats = new Repeats();
    private final Map<String, Tensor> kept = new LinkedHashMap<>();
    private Optional<Recipe> recipe = Optional.empty();
    private int values;

    /**
     * An input.
     *
     * @param from its name in the file
     * @param classes of a label, 0 for a tensor
     */
    record Input(Value value, String from, int classes) {}

    /** A value under the name that it has in the file. */
    record Output(String from, Value value) {}

    /** A draft of a net that would like to be called so. */
    public Draft(String name) {
        this.name = name;
    }

    /** A tensor that is fed. */
    public Value input(String from, Shape shape) {
        Value value = new Value(values++, shape);
        inputs.add(new Input(value, from, 0));
        return value;
    }

    /** A label, one of so many classes. */
    public Value label(String from, int classes) {
        Value value = new Value(values++, Shape.of(1));
        inputs.add(new Input(value, from, classes));
        return value;
    }

    /** A layer without parameters. */
    public Value layer(Wish wish, Term term, Shape shape) {
        return layer(wish, term, shape, List.of());
    }

    /**
     * A layer; gives its result.
     *
     * @throws Refusal where its weights are those of too many other layers, too
     */
    public Value layer(Wish wish, Term term, Shape shape, List<Weight> weights) {
        weights.forEach(repeats::count);
        Value value = new Value(values++, shape);
        layers.put(value.id(), new Layer(value, wish, term, weights));
        return value;
    }

    /**
     * A layer that looks along the channels, in each of so many equal parts of them by itself: what it reads stands in columns.
     *
     * @throws Refusal where that cannot
     */
    public Value inColumns(int count, Wish wish, Term term, Shape shape, List<Weight> weights) {
        columns.put(new Layer(new Value(values, shape), wish, term, weights), count);
        return layer(wish, term, shape, weights);
    }

    /** What computes a value; absent for inputs. */
    public Optional<Layer> layerOf(Value value) {
        return Optional.ofNullable(layers.get(value.id()));
    }

    /** What was flattened, for a layer that flattens by itself; any other value is that value. */
    public Value unflattened(Value value) {
        return layerOf(value).filter(l -> l.function().filter("flatten"::equals).isPresent())
                .flatMap(l -> l.term().values().findFirst()).orElse(value);
    }

    /** Gives a value to whoever runs the net. */
    public void output(String from, Value value) {
        outputs.add(new Output(from, value));
    }

    /** Whether whoever runs the net is given a value, or its loss reads it. */
    boolean isGiven(Value value) {
        return outputs.stream().anyMatch(o -> o.value().equals(value))
                || recipe.filter(r -> r.logits().equals(value)).isPresent();
    }

    /** How it is trained. */
    public void train(Recipe with) {
        recipe = Optional.of(with);
    }

    /** Has a tensor that is no parameter travel with the weights. */
    public void keep(String tensor, Tensor values) {
        kept.put(tensor, values);
    }

    /** The shape of the first input that is a tensor. */
    public Optional<Shape> firstShape() {
        return inputs.stream().filter(i -> i.classes() == 0).map(i -> i.value().shape()).findFirst();
    }

    /** Says what is said otherwise than in the file, or left out. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    String name() {
        return name;
    }

    List<Input> inputs() {
        return inputs;
    }

    List<Layer> layers() {
        return List.copyOf(layers.values());
    }

    Columns columns() {
        return columns;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Map<String, Tensor> kept() {
        return kept;
    }

    Optional<Recipe> recipe() {
        return recipe;
    }
}
