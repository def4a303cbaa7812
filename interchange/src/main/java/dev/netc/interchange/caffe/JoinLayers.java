package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.caffe.schema.EltwiseParameter;
import dev.netc.interchange.caffe.schema.EltwiseParameter.EltwiseOp;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Wish;

/** Layers that join, copy or lay out anew. */
final class JoinLayers {
    private JoinLayers() {}

    static Map<String, LayerType> all() {
        return Map.of("Concat", JoinLayers::concat, "Eltwise", JoinLayers::eltwise, "Split",
                (layer, net) -> net.top(layer, net.bottom(layer, 0)), "Flatten", JoinLayers::flatten, "Reshape",
                JoinLayers::reshape);
    }

    private static List<Value> bottoms(LayerParameter layer, CaffeNet net) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < layer.getBottomCount(); i++) {
            values.add(net.bottom(layer, i));
        }
        if (values.isEmpty()) {
            throw new Refusal("it reads no blob");
        }
        return values;
    }

    private static void concat(LayerParameter layer, CaffeNet net) {
        var said = layer.getConcatParam();
        if ((said.hasAxis() ? said.getAxis() : said.getConcatDim()) != 1) {
            throw new Refusal("it joins along another axis than the channels");
        }
        List<Value> values = bottoms(layer, net);
        Shape first = values.getFirst().shape();
        if (values.stream().anyMatch(v -> !v.shape().withChannels(1).equals(first.withChannels(1)))) {
            throw new Refusal("it joins " + values.stream().map(Value::shape).toList());
        }
        if (values.size() == 1) {
            net.top(layer, values.getFirst());
            return;
        }
        long channels = values.stream().mapToLong(v -> v.shape().channels()).sum();
        if (channels > Integer.MAX_VALUE) {
            throw new Refusal("it joins " + channels + " channels");
        }
        net.layer(layer, Term.call("concat", values), first.withChannels((int) channels), List.of());
    }

    private static void eltwise(LayerParameter layer, CaffeNet net) {
        EltwiseParameter said = layer.getEltwiseParam();
        List<Value> values = bottoms(layer, net);
        Value first = values.getFirst();
        if (values.stream().anyMatch(v -> !v.shape().equals(first.shape()))) {
            throw new Refusal("it joins " + values.stream().map(Value::shape).toList());
        }
        if (said.getCoeffCount() != 0
                && (said.getCoeffCount() != values.size() || said.getOperation() != EltwiseOp.SUM)) {
            throw new Refusal("it has " + said.getCoeffCount() + " coefficients for " + values.size() + " blobs");
        }
        Term all = scaled(said, 0, first);
        for (int i = 1; i < values.size(); i++) {
            Term next = scaled(said, i, values.get(i));
            all = switch (said.getOperation()) {
                case SUM -> new Term.Infix(all, '+', next);
                case PROD -> new Term.Infix(all, '*', next);
                case MAX -> new Term.Call("max", List.of(all, next), List.of());
            };
        }
        if (values.size() == 1 && all instanceof Term.Of) {
            net.top(layer, first);
        } else {
            net.alike(layer, all, first);
        }
    }

    private static Term scaled(EltwiseParameter said, int index, Value value) {
        float coefficient = said.getCoeffCount() == 0 ? 1 : said.getCoeff(index);
        Term of = new Term.Of(value);
        return coefficient == 1 ? of : new Term.Infix(of, '*', new Term.Literal(Decimal.of(coefficient)));
    }

    private static void flatten(LayerParameter layer, CaffeNet net) {
        Value input = net.bottom(layer, 0);
        var said = layer.getFlattenParam();
        boolean last = said.getEndAxis() == -1 || said.getEndAxis() == input.shape().dimensions().size();
        if (said.getAxis() != 1 || !last) {
            throw new Refusal("it flattens the axes from " + said.getAxis() + " to " + said.getEndAxis()
                    + "; the language flattens an example");
        }
        flat(layer, net, input);
    }

    private static void flat(LayerParameter layer, CaffeNet net, Value input) {
        if (input.shape().isVector()) {
            net.top(layer, input);
        } else {
            net.top(layer, net.draft().layer(Wish.of(layer.getTop(0)), Term.call("flatten", input),
                    Shape.of(Math.toIntExact(input.shape().elements()))));
        }
    }

    /** To the batch and one more size, or to what it is already. */
    private static void reshape(LayerParameter layer, CaffeNet net) {
        Value input = net.bottom(layer, 0);
        var said = layer.getReshapeParam();
        List<Long> sizes = said.getShape().getDimList();
        long elements = input.shape().elements();
        boolean whole = said.getAxis() == 0 && said.getNumAxes() == -1 && !sizes.isEmpty();
        if (whole && sizes.size() == 2 && (sizes.get(1) == -1 || sizes.get(1) == elements)) {
            flat(layer, net, input);
            return;
        }
        List<Long> now = input.shape().dimensions().stream().map(Integer::longValue).toList();
        boolean same = whole && sizes.size() == now.size() + 1;
        for (int i = 0; same && i < now.size(); i++) {
            long size = sizes.get(i + 1);
            same = size == 0 || size == now.get(i);
        }
        if (!same) {
            throw new Refusal("it makes " + input.shape() + " to " + sizes + "; the language only flattens");
        }
        net.top(layer, input);
    }
}
