package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.onnx.schema.AttributeProto;
import dev.netc.runtime.tensor.Tensor;

/** Constants, and arithmetic of sizes, as exporters write it around a reshape. */
final class ConstantOperators {
    private ConstantOperators() {}

    static Map<String, Operator> all() {
        return Map.of("Constant", ConstantOperators::constant, "ConstantOfShape", ConstantOperators::ofShape, "Shape",
                ConstantOperators::shape, "Gather", ConstantOperators::gather, "Slice", ConstantOperators::slice);
    }

    private static void constant(Node node, Translation net) {
        String name = node.output(0).orElse("");
        AttributeProto attribute = node.proto().getAttributeList().stream().filter(a -> a.getName().startsWith("value"))
                .findFirst().orElseThrow(() -> new Refusal("it has no value"));
        Constant constant = switch (attribute.getName()) {
            case "value" -> Constants.read(name, attribute.getT());
            case "value_float" -> Constant.uniform(name, List.of(), attribute.getF());
            case "value_int" -> Constant.uniform(name, List.of(), (double) attribute.getI());
            case "value_floats" -> Constant.of(name, floats(attribute.getFloatsList()));
            case "value_ints" -> Constant.of(name, longs(attribute.getIntsList()));
            case String other -> throw new Refusal("its value is a " + other.substring("value_".length()));
        };
        net.set(node, 0, new Known.Fixed(constant));
    }

    private static Tensor floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Tensor.of(array, array.length);
    }

    private static Tensor longs(List<Long> values) {
        return Tensor.of(values.stream().mapToLong(v -> v).toArray(), values.size());
    }

    /** One number as often as a shape says, without writing it so often. */
    private static void ofShape(Node node, Translation net) {
        Constant shape = net.fixed(node, 0);
        double value = node.find("value").map(a -> Constants.read("value", a.getT()).uniform()
                .orElseThrow(() -> new Refusal("it has no value"))).orElse(0.0);
        List<Long> dims = shape.wholes();
        if (dims.stream().anyMatch(d -> d < 0)) {
            throw new Refusal("its shape is " + dims);
        }
        Dims.product(dims);
        net.set(node, 0, new Known.Fixed(Constant.uniform(node.output(0).orElse(""), dims, value)));
    }

    private static void shape(Node node, Translation net) {
        List<Long> dims = switch (net.find(net.required(node, 0))) {
            case Known.Fixed(Constant constant) -> constant.dims();
            case Known.Fed fed -> net.held(node, 0).dims();
            default -> net.held(node, 0).dims();
        };
        int start = within(node.whole("start", 0), dims.size());
        int end = within(node.whole("end", dims.size()), dims.size());
        net.set(node, 0, new Known.Sizes(dims.subList(Math.min(start, end), end), false));
    }

    private static int within(long index, int size) {
        return Math.clamp(index < 0 ? index + size : index, 0, size);
    }

    private static void gather(Node node, Translation net) {
        List<Long> sizes = sizes(net, net.required(node, 0))
                .orElseThrow(() -> new Refusal("it picks from what is computed, which the language does not"));
        Constant indices = net.fixed(node, 1);
        List<Long> picked = new ArrayList<>();
        for (long index : indices.wholes()) {
            long at = index < 0 ? index + sizes.size() : index;
            if (at < 0 || at >= sizes.size()) {
                throw new Refusal("it picks number " + index + " of " + sizes);
            }
            picked.add(sizes.get((int) at));
        }
        net.set(node, 0, new Known.Sizes(picked, indices.dims().isEmpty()));
    }

    private static void slice(Node node, Translation net) {
        List<Long> sizes = sizes(net, net.required(node, 0))
                .orElseThrow(() -> new Refusal("it cuts from what is computed, which the language does not"));
        long start = node.has("starts") ? first(node.wholes("starts")) : first(net.fixed(node, 1).wholes());
        long end = node.has("ends") ? first(node.wholes("ends")) : first(net.fixed(node, 2).wholes());
        if (node.input(4).isPresent() && first(net.fixed(node, 4).wholes()) != 1) {
            throw new Refusal("it cuts in steps");
        }
        int from = within(start, sizes.size());
        int to = within(end, sizes.size());
        net.set(node, 0, new Known.Sizes(sizes.subList(Math.min(from, to), to), false));
    }

    private static long first(List<Long> values) {
        if (values.size() != 1) {
            throw new Refusal("it cuts " + values.size() + " dimensions of a list of sizes");
        }
        return values.getFirst();
    }

    /** A list of sizes, computed or given. */
    private static Optional<List<Long>> sizes(Translation net, String name) {
        return switch (net.find(name)) {
            case Known.Sizes(List<Long> sizes, boolean scalar) -> Optional.of(sizes);
            case Known.Fixed(Constant constant) when constant.dims().size() <= 1
                    && (constant.values().isPresent() || constant.uniform().isPresent()) ->
                Optional.of(constant.wholes());
            default -> Optional.empty();
        };
    }

    /** Joins lists of sizes; says whether they were such. */
    static boolean concat(Node node, Translation net) {
        List<Long> joined = new ArrayList<>();
        for (String input : node.proto().getInputList()) {
            Optional<List<Long>> part = sizes(net, input);
            if (part.isEmpty()) {
                return false;
            }
            joined.addAll(part.get());
            Known.Sizes.checkCount(joined.size());
        }
        net.set(node, 0, new Known.Sizes(joined, false));
        return true;
    }

    /** Of constants: numbers as long as one of the two is a single number, or both are as many. */
    static void arithmetic(Node node, Translation net, char sign) {
        List<Long> left = sizes(net, net.required(node, 0)).orElseThrow(ConstantOperators::tooMuch);
        List<Long> right = sizes(net, net.required(node, 1)).orElseThrow(ConstantOperators::tooMuch);
        if (!isWhole(net, node, 0) || !isWhole(net, node, 1) || (left.size() != right.size() && right.size() != 1)) {
            throw tooMuch();
        }
        List<Long> results = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            results.add(arithmetic(left.get(i), right.get(right.size() == 1 ? 0 : i), sign));
        }
        net.set(node, 0, new Known.Sizes(results, false));
    }

    private static Refusal tooMuch() {
        return new Refusal("it computes with constants alone, which a model file is given ready: fold them"
                + " (onnxsim, or onnxruntime's optimised model)");
    }

    private static boolean isWhole(Translation net, Node node, int index) {
        return !(net.find(net.required(node, index)) instanceof Known.Fixed(Constant constant))
                || constant.values().map(v -> !v.type().isReal()).orElse(true);
    }

    private static long arithmetic(long left, long right, char sign) {
        if (left == Dims.OPEN || right == Dims.OPEN) {
            return Dims.OPEN;
        }
        try {
            return switch (sign) {
                case '+' -> Math.addExact(left, right);
                case '-' -> Math.subtractExact(left, right);
                case '*' -> Math.multiplyExact(left, right);
                default -> left / right;
            };
        } catch (ArithmeticException e) {
            throw new Refusal("its sizes " + left + " and " + right + " give none");
        }
    }

    /** The same constant behind other sizes, of which one may be open. */
    static Constant reshaped(Constant constant, List<Long> target) {
        List<Long> sizes = new ArrayList<>();
        long known = 1;
        for (int i = 0; i < target.size(); i++) {
            long size = target.get(i) == 0 && i < constant.dims().size() ? constant.dims().get(i) : target.get(i);
            sizes.add(size);
            known = size == Dims.OPEN ? known : known * size;
        }
        long open = known == 0 ? 0 : Dims.product(constant.dims()) / known;
        return constant.reshaped(sizes.stream().map(s -> s == Dims.OPEN ? open : s).toList());
    }

    /** Turns a constant matrix; says whether it was one. */
    static boolean transpose(Node node, Translation net) {
        if (!(net.find(net.required(node, 0)) instanceof Known.Fixed(Constant constant))) {
            return false;
        }
        if (constant.dims().size() != 2 || (node.has("perm") && !node.wholes("perm").equals(List.of(1L, 0L)))) {
            throw new Refusal("it turns the constant `" + constant.name() + "` of " + Dims.show(constant.dims()));
        }
        net.set(node, 0, new Known.Fixed(net.transposed(constant)));
        return true;
    }
}
