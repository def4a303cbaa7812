package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Layer;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.onnx.remark.ScaledDropout;
import dev.netc.runtime.tensor.Tensor;

/** Arithmetic of two or more values. */
final class ArithmeticOperators {
    private ArithmeticOperators() {}

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        Map.of("Add", '+', "Sub", '-', "Mul", '*', "Div", '/')
                .forEach((name, sign) -> all.put(name, (node, net) -> binary(node, net, sign)));
        all.put("Pow", ArithmeticOperators::pow);
        all.put("PRelu", ArithmeticOperators::preluOf);
        all.put("Sum", (node, net) -> several(node, net, (a, b) -> new Term.Infix(a, '+', b)));
        all.put("Min", (node, net) -> several(node, net, (a, b) -> new Term.Call("min", List.of(a, b), List.of())));
        all.put("Max", (node, net) -> several(node, net, (a, b) -> new Term.Call("max", List.of(a, b), List.of())));
        all.put("Mean", ArithmeticOperators::mean);
        return all;
    }

    private static void binary(Node node, Translation net, char sign) {
        if (isConstant(net, node, 0) && isConstant(net, node, 1)) {
            ConstantOperators.arithmetic(node, net, sign);
            return;
        }
        boolean left = isConstant(net, node, 0);
        if (!left && !isConstant(net, node, 1)) {
            Known.Held a = net.held(node, 0);
            Known.Held b = net.held(node, 1);
            Broadcast.checkAlike(a, b);
            net.alike(node, a, new Term.Infix(new Term.Of(a.value()), sign, new Term.Of(b.value())));
            return;
        }
        Known.Held held = net.held(node, left ? 1 : 0);
        Constant constant = Broadcast.aligned(node, net.fixed(node, left ? 0 : 1), held);
        Broadcast.checkFits(constant, held);
        OptionalDouble same = constant.uniform();
        Optional<ScaledDropout> dropout = sign == '*' && same.isPresent()
                ? ScaledDropout.of(node.proto().getDocString(), same.getAsDouble())
                : Optional.empty();
        if (dropout.isPresent()) {
            net.alike(node, held,
                    Term.call("dropout", held.value(), Decimal.of(dropout.get().drop()).text(), "scale: test"));
        } else if (same.isPresent()) {
            withNumber(node, net, held, same.getAsDouble(), sign, left);
        } else {
            perChannel(node, net, held, constant, sign, left);
        }
    }

    private static boolean isConstant(Translation net, Node node, int index) {
        return switch (net.find(net.required(node, index))) {
            case Known.Fixed fixed -> true;
            case Known.Sizes sizes -> true;
            default -> false;
        };
    }

    private static void withNumber(Node node, Translation net, Known.Held held, double number, char sign,
            boolean left) {
        boolean nothing = !left
                && ((number == 0 && (sign == '+' || sign == '-')) || (number == 1 && (sign == '*' || sign == '/')));
        if (nothing) {
            net.set(node, 0, held);
            return;
        }
        Term constant = new Term.Literal(Decimal.of(number));
        Term value = new Term.Of(held.value());
        net.alike(node, held, left ? new Term.Infix(constant, sign, value) : new Term.Infix(value, sign, constant));
    }

    /** A constant of one number a channel. */
    private static void perChannel(Node node, Translation net, Known.Held held, Constant constant, char sign,
            boolean left) {
        int channel = constant.dims().size() - held.example().size();
        for (int i = 0; i < constant.dims().size(); i++) {
            if (i != channel && constant.dims().get(i) != 1) {
                throw new Refusal(
                        "it computes with the constant `" + constant.name() + "` of " + Dims.show(constant.dims())
                                + "; the language has numbers, and one number a channel");
            }
        }
        Tensor numbers = DenseOperators.numbers(constant).reshape(held.example().getFirst());
        if (sign == '+' && asBias(node, net, held, constant, numbers, left)) {
            return;
        }
        long channels = held.example().getFirst();
        Tensor ones = Channelwise.filled(channels, left && sign == '-' ? -1 : 1);
        Tensor zeros = Channelwise.filled(channels, 0);
        switch (sign) {
            case '+' -> scaled(node, net, held, ones, numbers, constant.name());
            case '-' ->
                scaled(node, net, held, ones, left ? numbers : Channelwise.map(numbers, x -> -x), constant.name());
            case '*' -> scaled(node, net, held, numbers, zeros, constant.name());
            default -> {
                if (left) {
                    throw new Refusal("it divides a number a channel, `" + constant.name() + "`, by what is computed");
                }
                scaled(node, net, held, Channelwise.map(numbers, x -> 1 / x), zeros, constant.name());
            }
        }
    }

    private static void scaled(Node node, Translation net, Known.Held held, Tensor scale, Tensor shift, String from) {
        Value value = Channelwise.scaled(net.draft(), Wishes.of(node, List.of()), held.value(),
                Weight.of("weight", from, scale), Weight.of("bias", from, shift));
        net.set(node, 0, new Known.Held(value, held.lead(), held.example()));
    }

    /** What is added to a convolution or dense layer without bias is its bias. */
    private static boolean asBias(Node node, Translation net, Known.Held held, Constant constant, Tensor numbers,
            boolean left) {
        Optional<Layer> maker = net.makerOf(net.required(node, left ? 1 : 0));
        if (maker.isEmpty() || !(maker.get().term() instanceof Term.Filters filters)
                || !filters.settings().contains("bias: none")
                || (held.value().shape().isVector() && filters.groups() > 1)) {
            return false;
        }
        List<String> settings = new ArrayList<>(filters.settings());
        settings.remove("bias: none");
        List<Weight> weights = new ArrayList<>(maker.get().weights());
        weights.add(Weight.of("bias", constant.name(), numbers));
        net.alike(node, held, new Term.Filters(filters.function(), filters.operand(), filters.filters(),
                filters.groups(), filters.window(), settings), weights);
        return true;
    }

    private static void pow(Node node, Translation net) {
        Known.Held base = net.held(node, 0);
        if (!isConstant(net, node, 1)) {
            Known.Held exponent = net.held(node, 1);
            Broadcast.checkAlike(base, exponent);
            net.alike(node, base, Term.call("pow", List.of(base.value(), exponent.value())));
            return;
        }
        Constant exponents = Broadcast.aligned(node, net.fixed(node, 1), base);
        Broadcast.checkFits(exponents, base);
        double exponent = exponents.uniform().orElseThrow(() -> new Refusal("its exponents differ"));
        if (exponent == 2) {
            net.alike(node, base, Term.call("square", base.value()));
        } else if (exponent == 0.5) {
            net.alike(node, base, Term.call("sqrt", base.value()));
        } else {
            net.alike(node, base, new Term.Call("pow",
                    List.of(new Term.Of(base.value()), new Term.Literal(Decimal.of(exponent))), List.of()));
        }
    }

    private static void preluOf(Node node, Translation net) {
        Known.Held held = net.held(node, 0);
        Constant slope = net.fixed(node, 1);
        double same = slope.uniform().orElseThrow(() -> new Refusal("its slopes `" + slope.name()
                + "` differ, or are not given; the language has one slope, `leaky`"));
        net.alike(node, held, new Term.Call("leaky",
                List.of(new Term.Of(held.value()), new Term.Literal(Decimal.of(same))), List.of()));
    }

    private interface Join {
        Term of(Term a, Term b);
    }

    private static void several(Node node, Translation net, Join join) {
        int count = node.proto().getInputCount();
        Known.Held first = IntStream.range(0, count).filter(i -> !isConstant(net, node, i))
                .mapToObj(i -> net.held(node, i)).findFirst()
                .orElseThrow(() -> new Refusal("it computes with constants alone"));
        if (count == 1) {
            net.set(node, 0, first);
            return;
        }
        Term all = operand(node, net, 0, first);
        for (int i = 1; i < count; i++) {
            all = join.of(all, operand(node, net, i, first));
        }
        net.alike(node, first, all);
    }

    private static Term operand(Node node, Translation net, int index, Known.Held like) {
        if (!isConstant(net, node, index)) {
            Known.Held held = net.held(node, index);
            Broadcast.checkAlike(like, held);
            return new Term.Of(held.value());
        }
        Constant constant = net.fixed(node, index);
        Broadcast.checkFits(constant, like);
        return new Term.Literal(Decimal.of(constant.uniform().orElseThrow(() -> new Refusal(
                "it computes with the constant `" + constant.name() + "`, which is no single number"))));
    }

    private static void mean(Node node, Translation net) {
        Known.Held first = net.held(node, 0);
        Term sum = new Term.Of(first.value());
        int count = node.proto().getInputCount();
        for (int i = 1; i < count; i++) {
            Known.Held next = net.held(node, i);
            Broadcast.checkAlike(first, next);
            sum = new Term.Infix(sum, '+', new Term.Of(next.value()));
        }
        if (count == 1) {
            net.set(node, 0, first);
        } else {
            net.alike(node, first, new Term.Infix(sum, '/', new Term.Literal(Decimal.of(count))));
        }
    }
}
