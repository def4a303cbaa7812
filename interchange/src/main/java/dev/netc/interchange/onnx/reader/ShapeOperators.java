package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.interchange.draft.Layer;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;

/** Operators that change sizes, and no number. */
final class ShapeOperators {
    private ShapeOperators() {}

    static Map<String, Operator> all() {
        return Map.of("Flatten", ShapeOperators::flatten, "Reshape", ShapeOperators::reshape, "Squeeze",
                (n, t) -> squeeze(n, t, true), "Unsqueeze", (n, t) -> squeeze(n, t, false), "Identity",
                ShapeOperators::identity, "Cast", ShapeOperators::cast, "Transpose", ShapeOperators::transpose);
    }

    private static void flatten(Node node, Translation net) {
        if (net.find(net.required(node, 0)) instanceof Known.Apart apart && node.whole("axis", 1) == 1) {
            apart(node, net, apart, List.of(apart.seen().lead().getFirst(), Dims.product(apart.seen().example())));
            return;
        }
        Known.Held input = net.held(node, 0);
        int rank = input.dims().size();
        long axis = node.whole("axis", 1);
        long from = axis < 0 ? axis + rank : axis;
        if (from != input.lead().size()) {
            throw new Refusal("it joins the dimensions of " + Dims.show(input.dims()) + " from " + axis
                    + " on; the language flattens one example");
        }
        List<Long> outer = List.of(Dims.product(input.lead()));
        resized(node, net, input, outer, List.of(Dims.product(input.example())));
    }

    private static void reshape(Node node, Translation net) {
        if (net.find(net.required(node, 0)) instanceof Known.Fixed(Constant constant)) {
            net.set(node, 0, new Known.Fixed(ConstantOperators.reshaped(constant, target(node, net))));
            return;
        }
        if (net.find(net.required(node, 0)) instanceof Known.Apart apart) {
            apart(node, net, apart, sizes(node, net, apart.seen().dims()));
            return;
        }
        Known.Held input = net.held(node, 0);
        place(node, net, input, sizes(node, net, input.dims()));
    }

    private static void apart(Node node, Translation net, Known.Apart apart, List<Long> sizes) {
        net.set(node, 0, Parts.reshaped(apart, sizes).orElseThrow(() -> new Refusal("it makes "
                + Dims.show(apart.seen().dims()) + " to " + sizes + "; as they are parts of the channels of "
                + Dims.show(apart.whole().dims()) + ", the language only puts them together again")));
    }

    /** The sizes that are wanted, with those that are to stay. */
    private static List<Long> sizes(Node node, Translation net, List<Long> dims) {
        List<Long> target = target(node, net);
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            boolean copied = target.get(i) == 0 && node.whole("allowzero", 0) == 0 && i < dims.size();
            sizes.add(copied ? dims.get(i) : target.get(i));
        }
        return sizes;
    }

    private static List<Long> target(Node node, Translation net) {
        if (node.has("shape")) {
            return node.wholes("shape");
        }
        return net.find(net.required(node, 1)) instanceof Known.Sizes(List<Long> sizes, boolean scalar)
                ? sizes
                : net.fixed(node, 1).wholes();
    }

    /** Finds which of the sizes are the batch's: those after them hold one example. One of all may be open. */
    private static void place(Node node, Translation net, Known.Held input, List<Long> sizes) {
        long example = Dims.product(input.example());
        int lead = input.lead().size();
        List<Integer> splits = lead == 1 ? List.of(1) : List.of(lead, 1);
        for (int split : splits) {
            if (split <= sizes.size() && isBatch(input.lead(), sizes.subList(0, split))) {
                Optional<List<Long>> rest = filled(sizes.subList(split, sizes.size()), example);
                if (rest.isPresent()) {
                    List<Long> outer = split == lead ? input.lead() : List.of(Dims.product(input.lead()));
                    resized(node, net, input, outer, rest.get());
                    return;
                }
            }
        }
        net.set(node, 0, Parts.apart(input, sizes).orElseThrow(() -> new Refusal("it makes " + Dims.show(input.dims())
                + " to " + sizes + "; the language only flattens the channels, rows and columns of an example")));
    }

    private static boolean isBatch(List<Long> lead, List<Long> sizes) {
        long before = Dims.product(lead);
        long after = Dims.product(sizes);
        return before == Dims.OPEN || after == Dims.OPEN || before == after;
    }

    /** The sizes with an open one computed; absent where they do not hold so many numbers. */
    private static Optional<List<Long>> filled(List<Long> sizes, long elements) {
        long known = sizes.stream().filter(s -> s != Dims.OPEN).reduce(1L, (a, b) -> a * b);
        long open = sizes.stream().filter(s -> s == Dims.OPEN).count();
        if (known < 1 || open > 1 || (open == 0 && known != elements) || (open == 1 && elements % known != 0)) {
            return Optional.empty();
        }
        return Optional.of(sizes.stream().map(s -> s == Dims.OPEN ? elements / known : s).toList());
    }

    /** The same numbers behind other sizes: nothing in the language, or a flatten. */
    static void resized(Node node, Translation net, Known.Held input, List<Long> outer, List<Long> example) {
        if (Dims.shape(example).equals(input.value().shape())) {
            net.set(node, 0, new Known.Held(input.value(), outer, example));
        } else if (example.size() <= 1) {
            net.set(node, 0, new Known.Held(flat(node, net, input), outer, example));
        } else if (Dims.vectors(example).contains(example)) {
            List<Long> features = List.of(example.getFirst());
            Value vector = input.value().shape().isVector() ? input.value() : flat(node, net, input);
            net.set(node, 0, new Known.Apart(new Known.Held(vector, outer, features),
                    new Known.Held(vector, outer, example)));
        } else {
            throw new Refusal("it makes " + Dims.show(input.dims()) + " to " + Dims.show(Dims.joined(outer, example))
                    + "; the language only flattens");
        }
    }

    /** A global pool that is flattened has a word of its own. */
    private static Value flat(Node node, Translation net, Known.Held input) {
        Optional<Layer> pool = net.draft().layerOf(input.value()).filter(l -> isGlobal(l));
        Value operand = pool.map(l -> l.term().values().findFirst().orElseThrow()).orElse(input.value());
        Term term = pool.isPresent() ? Term.call("avgpool", operand, "all") : Term.call("flatten", operand);
        return net.draft().layer(Wishes.of(node, List.of()), term,
                Dims.shape(List.of(input.value().shape().elements())));
    }

    private static boolean isGlobal(Layer layer) {
        return layer.term() instanceof Term.Call(String function, List<Term> operands, List<String> arguments)
                && function.equals("avgpool") && operands.getFirst() instanceof Term.Of(Value image)
                && arguments.getFirst().equals(WindowOperators.whole(image))
                && arguments.stream().noneMatch(a -> a.startsWith("pad")) && layer.result().shape().height() == 1
                && layer.result().shape().width() == 1;
    }

    private static void squeeze(Node node, Translation net, boolean away) {
        List<Long> axes = node.has("axes")
                ? node.wholes("axes")
                : net.fixedIfThere(node, 1).map(Constant::wholes).orElse(List.of());
        Known operand = net.find(net.required(node, 0));
        switch (operand) {
            case Known.Sizes(List<Long> sizes, boolean scalar) -> net.set(node, 0, new Known.Sizes(sizes, away));
            case Known.Fixed(Constant constant) -> net.set(node, 0,
                    new Known.Fixed(
                            constant.reshaped(away ? without(constant.dims(), axes) : with(constant.dims(), axes))));
            default -> {
                Known.Held input = net.held(node, 0);
                place(node, net, input, away ? without(input.dims(), axes) : with(input.dims(), axes));
            }
        }
    }

    private static List<Long> without(List<Long> dims, List<Long> axes) {
        Set<Long> gone = new HashSet<>();
        axes.forEach(a -> gone.add(a < 0 ? a + dims.size() : a));
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            boolean dropped = axes.isEmpty() ? dims.get(i) == 1 : gone.contains((long) i);
            if (dropped && dims.get(i) != 1) {
                throw new Refusal("it drops dimension " + i + " of " + Dims.show(dims) + ", which is not 1");
            }
            if (!dropped) {
                kept.add(dims.get(i));
            }
        }
        return kept;
    }

    private static List<Long> with(List<Long> dims, List<Long> axes) {
        int rank = dims.size() + axes.size();
        Set<Long> added = new HashSet<>();
        axes.forEach(a -> added.add(a < 0 ? a + rank : a));
        List<Long> all = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            boolean one = added.contains((long) i);
            if (!one && next == dims.size()) {
                throw new Refusal("its axes are " + axes + " of " + Dims.show(dims));
            }
            all.add(one ? 1L : dims.get(next++));
        }
        return all;
    }

    private static void identity(Node node, Translation net) {
        Known operand = net.find(net.required(node, 0));
        net.set(node, 0, operand instanceof Known.Fed ? net.held(node, 0) : operand);
    }

    /** To a kind of real numbers from another: the language has one kind. */
    private static void cast(Node node, Translation net) {
        Known operand = net.find(net.required(node, 0));
        if (operand instanceof Known.Fixed || operand instanceof Known.Sizes) {
            net.set(node, 0, operand);
            return;
        }
        long to = node.whole("to", 0);
        if (to != 1 && to != 10 && to != 11 && to != 16) {
            throw new Refusal(
                    "it makes numbers to whole ones or truth values; the language computes with real numbers");
        }
        net.set(node, 0, net.held(node, 0));
    }

    private static void transpose(Node node, Translation net) {
        if (ConstantOperators.transpose(node, net)) {
            return;
        }
        Known.Held input = net.held(node, 0);
        List<Long> dims = input.dims();
        List<Long> order = node.wholes("perm");
        List<Long> turned = new ArrayList<>();
        for (int i = dims.size() - 1; order.isEmpty() && i >= 0; i--) {
            turned.add((long) i);
        }
        turned.addAll(order);
        if (turned.size() != dims.size() || new HashSet<>(turned).size() != dims.size()
                || turned.stream().anyMatch(i -> i < 0 || i >= dims.size())) {
            throw new Refusal("its order of dimensions is " + order + " of " + Dims.show(dims));
        }
        List<Long> moved = turned.stream().filter(i -> dims.get(i.intValue()) != 1).toList();
        if (!moved.equals(moved.stream().sorted().toList())) {
            throw new Refusal("it turns the dimensions of " + Dims.show(dims) + " to the order " + turned
                    + "; the language has channels, rows and columns in this order");
        }
        place(node, net, input, turned.stream().map(i -> dims.get(i.intValue())).toList());
    }
}
