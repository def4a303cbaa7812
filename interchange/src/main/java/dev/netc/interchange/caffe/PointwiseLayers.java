package dev.netc.interchange.caffe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.netc.interchange.caffe.schema.ExpParameter;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.PowerParameter;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;

/** Functions of one number, applied to all. */
final class PointwiseLayers {
    private PointwiseLayers() {}

    static Map<String, LayerType> all() {
        Map<String, LayerType> all = new HashMap<>();
        Map.of("Sigmoid", "sigmoid", "TanH", "tanh", "AbsVal", "abs", "BNLL", "softplus")
                .forEach((type, function) -> all.put(type, (layer, net) -> apply(layer, net, function)));
        all.put("ReLU", PointwiseLayers::relu);
        all.put("PReLU", PointwiseLayers::prelu);
        all.put("ELU", (layer, net) -> apply(layer, net, "elu", layer.getEluParam().getAlpha()));
        all.put("Power", PointwiseLayers::power);
        all.put("Exp", PointwiseLayers::exponential);
        all.put("Log", PointwiseLayers::logarithm);
        return all;
    }

    private static void apply(LayerParameter layer, CaffeNet net, String function, double... numbers) {
        Value input = net.bottom(layer, 0);
        net.alike(layer, new Term.Call(function, Stream.concat(Stream.of((Term) new Term.Of(input)),
                DoubleStream.of(numbers).mapToObj(n -> (Term) new Term.Literal(Decimal.of(n)))).toList(), List.of()),
                input);
    }

    private static void relu(LayerParameter layer, CaffeNet net) {
        float slope = layer.getReluParam().getNegativeSlope();
        if (slope == 0) {
            apply(layer, net, "relu");
        } else {
            apply(layer, net, "leaky", slope);
        }
    }

    private static void prelu(LayerParameter layer, CaffeNet net) {
        float[] slopes = net.blobs().find(layer, 0)
                .map(b -> Blobs.tensor(layer.getName(), b, b.getDataCount()).toFloats())
                .orElse(new float[0]);
        for (float slope : slopes) {
            if (slope != slopes[0]) {
                throw new Refusal("it has a slope a channel; the language has one, `leaky`");
            }
        }
        if (slopes.length == 0) {
            throw new Refusal("its slopes are not given");
        }
        apply(layer, net, "leaky", slopes[0]);
    }

    private static void power(LayerParameter layer, CaffeNet net) {
        PowerParameter said = layer.getPowerParam();
        if (said.getPower() == 1) {
            apply(layer, net, "affine", said.getScale(), said.getShift());
        } else {
            apply(layer, net, "power", said.getPower(), said.getScale(), said.getShift());
        }
    }

    /** To another base the exponent is multiplied by its logarithm. */
    private static void exponential(LayerParameter layer, CaffeNet net) {
        ExpParameter said = layer.getExpParam();
        double rate = base(said.getBase());
        apply(layer, net, "exp_affine", said.getScale() * rate, said.getShift() * rate);
    }

    private static void logarithm(LayerParameter layer, CaffeNet net) {
        var said = layer.getLogParam();
        apply(layer, net, "log_affine", said.getScale(), said.getShift(), 1 / base(said.getBase()));
    }

    private static double base(float base) {
        if (base != -1 && !(base > 0)) {
            throw new Refusal("its base is " + base);
        }
        return base == -1 ? 1 : Math.log(base);
    }
}
