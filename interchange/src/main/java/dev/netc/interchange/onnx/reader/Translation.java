package dev.netc.interchange.onnx.reader;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.Unsayable;
import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Draft;
import dev.netc.interchange.draft.Layer;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.interchange.onnx.schema.ValueInfoProto;
import dev.netc.runtime.tensor.Tensor;

/** Goes through a graph's nodes in order, keeps what is known of every value, and gathers what cannot be said. */
final class Translation {
    /** Why a node cannot be said, where that has been told already, of an input. */
    private static final String TOLD = "";

    private final Graph graph;
    private final int lead;
    private final Draft draft;
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();
    private final IdentityHashMap<Tensor, Tensor> transposed = new IdentityHashMap<>();
    private final Map<String, ValueInfoProto> inputs = new LinkedHashMap<>();
    private final Map<String, Integer> uses;
    private final Set<Unsayable> unsayable = new LinkedHashSet<>();
    private List<Long> batch;

    /** @param lead how many sizes of an input are the batch's */
    Translation(Graph graph, int lead) {
        this.graph = graph;
        this.lead = lead;
        this.draft = new Draft(graph.name().isEmpty() ? "Imported" : graph.name());
        this.uses = graph.uses();
        graph.inputs().forEach(i -> inputs.put(i.getName(), i));
    }

    void translate() {
        graph.nodes().forEach(this::translate);
        graph.outputs().forEach(o -> output(o.getName()));
        if (graph.unread() > 0) {
            draft.note(graph.unread() + (graph.unread() == 1 ? " node is" : " nodes are")
                    + " left out, of which no output depends");
        }
    }

    private void translate(Node node) {
        try {
            Operator operator = Operators.of(node);
            boolean doubtful = node.proto().getInputList().stream()
                    .anyMatch(i -> known.get(i) instanceof Known.Unknown);
            if (doubtful) {
                node.proto().getOutputList().forEach(o -> known.put(o, new Known.Unknown()));
            } else {
                operator.translate(node, this);
            }
        } catch (Refusal refusal) {
            unknown(node, refusal);
        } catch (ArithmeticException overflow) {
            unknown(node, new Refusal("its sizes are too large"));
        }
    }

    private void unknown(Node node, Refusal refusal) {
        if (!TOLD.equals(refusal.getMessage())) {
            refuse(node.place(), refusal.getMessage());
        }
        node.proto().getOutputList().forEach(o -> known.put(o, new Known.Unknown()));
    }

    private void refuse(String place, String why) {
        unsayable.add(new Unsayable(place, why));
    }

    private void output(String name) {
        try {
            if (!(find(name) instanceof Known.Unknown)) {
                draft.output(name, held(name).value());
            }
        } catch (Refusal refusal) {
            if (!TOLD.equals(refusal.getMessage())) {
                refuse("output " + name, refusal.getMessage());
            }
        }
    }

    Draft draft() {
        return draft;
    }

    List<Unsayable> unsayable() {
        return List.copyOf(unsayable);
    }

    /** What is known of a value by now. */
    Known find(String name) {
        Known found = known.get(name);
        if (found != null) {
            return found;
        }
        if (graph.tensors().containsKey(name)) {
            return new Known.Fixed(constant(name));
        }
        ValueInfoProto input = inputs.get(name);
        if (input == null) {
            throw new Refusal("`" + name + "` is given by nothing");
        }
        return new Known.Fed(name, Reading.dims(input));
    }

    private Constant constant(String name) {
        TensorProto tensor = graph.tensors().get(name);
        Constant constant = constants.get(name);
        if (constant == null) {
            constant = Constants.read(name, tensor);
            constants.put(name, constant);
        }
        return constant;
    }

    /** A matrix with rows and columns changed: once, however many nodes want it so, or turn it back. */
    Constant transposed(Constant matrix) {
        return matrix.transposed(values -> {
            Tensor turned = transposed.computeIfAbsent(values, Channelwise::transposed);
            transposed.put(turned, values);
            return turned;
        });
    }

    /** Takes down what is known of a node's result. */
    void set(Node node, int output, Known value) {
        node.output(output).ifPresent(name -> known.put(name, value));
    }

    /** A node's input that is left out by none. */
    String required(Node node, int index) {
        return node.input(index).orElseThrow(() -> new Refusal("its input " + index + " is missing"));
    }

    /** Input number {@code index}, computed for every example. */
    Known.Held held(Node node, int index) {
        return held(required(node, index));
    }

    /** A value that is computed for every example. */
    Known.Held held(String name) {
        return switch (find(name)) {
            case Known.Held held -> held;
            case Known.Fed fed -> feed(fed);
            case Known.Padded padded -> {
                Known.Held held = WindowOperators.padded(this, name, padded);
                known.put(name, held);
                yield held;
            }
            case Known.Apart apart -> throw apart.refusal();
            case Known.Fixed(Constant constant) ->
                throw new Refusal("`" + name + "` is a constant, " + Dims.show(constant.dims())
                        + ", where the language has a computed value");
            case Known.Sizes sizes -> throw new Refusal("`" + name + "` is a list of sizes");
            case Known.Unknown unknown -> throw new Refusal("`" + name + "` is not known");
        };
    }

    /** What LRN and softmax look along: the channels of examples, or of parts that stand in the places of examples. */
    Known.Apart alongChannels(Node node) {
        return find(required(node, 0)) instanceof Known.Apart apart ? apart : Known.Apart.whole(held(node, 0));
    }

    /** Adds a layer that looks along the channels; gives what it computes. */
    Known.Apart alongChannels(Node node, Known.Apart operand, Term term) {
        Value whole = operand.whole().value();
        Wish wish = Wishes.of(node, List.of());
        Value value = operand.parts() == 1
                ? draft.layer(wish, term, whole.shape())
                : draft.inColumns(operand.parts(), wish, term, whole.shape(), List.of());
        return operand.with(value);
    }

    private Known.Held feed(Known.Fed fed) {
        ValueInfoProto input = inputs.get(fed.name());
        try {
            Known.Held held = feed(input, fed);
            known.put(fed.name(), held);
            return held;
        } catch (Refusal refusal) {
            refuse("input " + fed.name(), refusal.getMessage());
            known.put(fed.name(), new Known.Unknown());
            throw new Refusal(TOLD);
        }
    }

    private Known.Held feed(ValueInfoProto input, Known.Fed fed) {
        Reading.check(input);
        if (fed.dims().size() < lead) {
            throw new Refusal("it is " + Dims.show(fed.dims()) + ", and has no batch of " + lead + " sizes");
        }
        List<Long> outer = fed.dims().subList(0, lead);
        List<Long> example = fed.dims().subList(lead, fed.dims().size());
        if (example.contains(Dims.OPEN)) {
            throw new Refusal("it is " + Dims.show(fed.dims())
                    + ", and the language wants a number for every size but the batch's");
        }
        long examples = Dims.product(outer);
        if (batch != null && examples != Dims.OPEN && Dims.product(batch) != Dims.OPEN
                && examples != Dims.product(batch)) {
            throw new Refusal("its batch is " + Dims.show(outer) + ", another input's is " + Dims.show(batch));
        }
        batch = outer;
        if (input.getType().getTensorType().getElemType() == DataType.DOUBLE_VALUE) {
            draft.note(
                    "input `" + fed.name() + "` holds doubles: netc computes in floats unless --precision f64 is said");
        }
        Shape shape = Dims.shape(example);
        if (lead != 1 || shape.dimensions().size() != example.size()) {
            draft.note("input `" + fed.name() + "` of " + Dims.show(fed.dims()) + " is read as "
                    + (lead == 0 ? "one example" : lead == 1 ? "a batch" : "a batch of " + Dims.show(outer)) + " of "
                    + shape);
        }
        return new Known.Held(draft.input(fed.name(), shape), outer, example);
    }

    /** Input number {@code index}, the same whatever is fed; a weight that the file gives no values of, too. */
    Constant fixed(Node node, int index) {
        String name = required(node, index);
        return switch (find(name)) {
            case Known.Fixed(Constant constant) -> constant;
            case Known.Fed fed when !fed.dims().contains(Dims.OPEN) -> {
                Constant missing = Constant.missing(name, fed.dims());
                known.put(name, new Known.Fixed(missing));
                yield missing;
            }
            default -> throw new Refusal("its `" + name + "` is computed; the language wants a parameter there");
        };
    }

    /** Input number {@code index} where it is given, the same whatever is fed. */
    Optional<Constant> fixedIfThere(Node node, int index) {
        return node.input(index).map(name -> fixed(node, index));
    }

    /** How often a value is read. */
    int uses(String name) {
        return uses.getOrDefault(name, 0);
    }

    /** Adds a layer for a node whose result has the same sizes as an operand. */
    void alike(Node node, Known.Held operand, Term term) {
        alike(node, operand, term, List.of());
    }

    /** Adds a layer with parameters for a node whose result has the same sizes as an operand. */
    void alike(Node node, Known.Held operand, Term term, List<Weight> weights) {
        Value value = draft.layer(Wishes.of(node, weights), term, operand.value().shape(), weights);
        set(node, 0, new Known.Held(value, operand.lead(), operand.example()));
    }

    /** Adds a layer for a node whose result has other sizes. */
    void layer(Node node, Term term, List<Long> outer, List<Long> example, List<Weight> weights) {
        Value value = draft.layer(Wishes.of(node, weights), term, Dims.shape(example), weights);
        set(node, 0, new Known.Held(value, outer, example));
    }

    /** The layer that made a value, where nobody else reads what it made. */
    Optional<Layer> makerOf(String name) {
        return uses(name) == 1 && known.get(name) instanceof Known.Held held
                ? draft.layerOf(held.value())
                : Optional.empty();
    }
}
