package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.SlidingWindow;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;

/** Operators that slide a window: convolution and pooling. */
final class WindowOperators {
    private WindowOperators() {}

    static Map<String, Operator> all() {
        return Map.of("Conv", WindowOperators::conv, "MaxPool", (n, t) -> pool("maxpool", n, t), "AveragePool",
                (n, t) -> pool("avgpool", n, t), "GlobalAveragePool", (n, t) -> global("avgpool", n, t),
                "GlobalMaxPool", (n, t) -> global("maxpool", n, t), "Pad", WindowOperators::pad);
    }

    private static void conv(Node node, Translation net) {
        if (net.find(net.required(node, 0)) instanceof Known.Apart pixel && pixel.parts() == 1) {
            DenseOperators.ofPixel(node, net, pixel);
            return;
        }
        Optional<Known.Padded> padded = net.find(net.required(node, 0)) instanceof Known.Padded found
                ? Optional.of(found)
                : Optional.empty();
        Known.Held image = padded.map(Known.Padded::held).orElseGet(() -> net.held(node, 0));
        Constant weight = net.fixed(node, 1);
        if (weight.dims().size() != image.example().size() + 1) {
            throw new Refusal("its weight is " + Dims.show(weight.dims()) + ", its image " + Dims.show(image.dims()));
        }
        List<Long> seen = padded.map(Known.Padded::example).orElse(image.example());
        SlidingWindow slid = OnnxWindows.of(node, image.lead(), seen, weight.dims().subList(2, weight.dims().size()));
        SlidingWindow window = padded.map(p -> slid.padding(p.pads())).orElse(slid);
        long filters = weight.dims().getFirst();
        long groups = node.whole("group", 1);
        if (groups < 1 || weight.dims().get(1) * groups != image.example().getFirst() || filters % groups != 0) {
            throw new Refusal("its weight is " + Dims.show(weight.dims()) + " in " + groups + " groups, its image "
                    + Dims.show(image.dims()));
        }
        List<Weight> weights = new ArrayList<>();
        weights.add(weight.reshaped(List.of(filters, weight.dims().get(1), (long) window.down().size(),
                (long) window.across().size()))
                .weight("weight"));
        net.fixedIfThere(node, 2).ifPresent(bias -> weights.add(bias.reshaped(List.of(filters)).weight("bias")));
        List<String> settings = new ArrayList<>();
        if (weights.size() == 1) {
            settings.add("bias: none");
        }
        window.round().ifPresent(settings::add);
        net.layer(node, new Term.Filters("conv", image.value(), Math.toIntExact(filters), Math.toIntExact(groups),
                window.arguments(1), settings), image.lead(), OnnxWindows.result(window, image, filters), weights);
    }

    private static void pool(String function, Node node, Translation net) {
        if (node.output(1).filter(o -> net.uses(o) > 0).isPresent()) {
            throw new Refusal("it gives the places of the maxima, which the language does not");
        }
        Known.Held image = net.held(node, 0);
        List<Long> kernel = node.wholes("kernel_shape");
        SlidingWindow window = OnnxWindows.of(node, image.lead(), image.example(), kernel);
        List<Long> example = OnnxWindows.result(window, image, image.example().getFirst());
        if (function.equals("avgpool") && node.whole("count_include_pad", 0) != 0 && window.isPadded()) {
            countingPadding(node, net, image, window);
            return;
        }
        if (window.down().onPadding() || window.across().onPadding()) {
            throw new Refusal("one of its windows lies on padding alone");
        }
        List<String> arguments = new ArrayList<>(window.arguments(0));
        window.round().ifPresent(arguments::add);
        net.layer(node, Term.call(function, image.value(), arguments.toArray(String[]::new)), image.lead(), example,
                List.of());
    }

    private static void countingPadding(Node node, Translation net, Known.Held image, SlidingWindow window) {
        List<Long> example = OnnxWindows.result(window, image, image.example().getFirst());
        Value value = Channelwise.meanWithPadding(net.draft(), Wishes.of(node, List.of()), image.value(), window,
                Dims.shape(example));
        net.set(node, 0, new Known.Held(value, image.lead(), example));
    }

    private static void global(String function, Node node, Translation net) {
        Known.Held image = net.held(node, 0);
        if (image.lead().size() != 1 || image.example().size() < 2) {
            throw new Refusal("it takes a batch of images, not " + Dims.show(image.dims()));
        }
        List<Long> ones = new ArrayList<>(List.of(image.example().getFirst()));
        image.example().stream().skip(1).forEach(d -> ones.add(1L));
        net.layer(node, Term.call(function, image.value(), whole(image.value())), image.lead(), ones, List.of());
    }

    /** A window as large as the image, as an argument. */
    static String whole(Value image) {
        return SlidingWindow.pair(image.shape().height(), image.shape().width());
    }

    private static void pad(Node node, Translation net) {
        Known.Held image = net.held(node, 0);
        List<Long> pads = node.has("pads")
                ? node.wholes("pads")
                : net.fixedIfThere(node, 1).map(Constant::wholes).orElse(List.of());
        String mode = node.word("mode", "constant");
        double value = node.has("value")
                ? node.real("value", 0)
                : net.fixedIfThere(node, 2).map(c -> c.uniform().orElse(Double.NaN)).orElse(0.0);
        int rank = image.dims().size();
        if (!mode.equals("constant") || value != 0 || node.input(3).isPresent()) {
            throw new Refusal("it pads with " + (mode.equals("constant") ? Decimal.of(value).text() : mode)
                    + "; the language pads with zeros");
        }
        boolean inside = pads.size() == 2 * rank && rank == 4 && image.lead().size() == 1
                && pads.get(0) + pads.get(1) + pads.get(4) + pads.get(5) == 0 && pads.stream().allMatch(p -> p >= 0);
        if (!inside) {
            throw new Refusal("it pads " + Dims.show(image.dims()) + " by " + pads
                    + "; the language pads rows and columns of images");
        }
        Known.Padded padded = new Known.Padded(image, List.of(pads.get(2), pads.get(3), pads.get(6), pads.get(7)));
        Dims.shape(padded.example());
        net.set(node, 0, padded);
    }

    /** A value with the zeros around it that no convolution has taken up. */
    static Known.Held padded(Translation net, String name, Known.Padded padded) {
        Value value = Channelwise.padded(net.draft(), Wish.of(name), padded.held().value(), padded.pads(),
                Dims.shape(padded.example()));
        return new Known.Held(value, padded.held().lead(), padded.example());
    }
}
