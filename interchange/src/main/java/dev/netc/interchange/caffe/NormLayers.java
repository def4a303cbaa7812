package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.interchange.caffe.schema.BatchNormParameter;
import dev.netc.interchange.caffe.schema.LRNParameter;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Layer;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.ResponseNorm;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;

/** Normalisation, dropout and softmax. */
final class NormLayers {
    private static final String STANDARD_MOMENTUM = "0.9";

    private NormLayers() {}

    static Map<String, LayerType> all() {
        return Map.of("LRN", NormLayers::lrn, "BatchNorm", NormLayers::batchNorm, "Scale", NormLayers::scale, "Bias",
                NormLayers::bias, "Dropout", NormLayers::dropout, "Softmax", NormLayers::softmax);
    }

    /** Within a channel Caffe's k is 1, whatever is said. */
    private static void lrn(LayerParameter layer, CaffeNet net) {
        LRNParameter said = layer.getLrnParam();
        Value input = net.bottom(layer, 0);
        int size = said.getLocalSize();
        if (size < 1 || size % 2 == 0 || !(said.getK() > 0) || !(said.getAlpha() >= 0)
                || !Float.isFinite(said.getBeta())) {
            throw new Refusal("its local_size is " + size + ", its k " + said.getK() + ", its alpha " + said.getAlpha()
                    + "; the language wants an odd size, a k above 0 and an alpha of at least 0");
        }
        boolean within = said.getNormRegion() == LRNParameter.NormRegion.WITHIN_CHANNEL;
        if (within && !input.shape().isImage()) {
            throw new Refusal("it takes an image, not " + input.shape());
        }
        Term normal = within
                ? ResponseNorm.WITHIN.of(input, size, 1, said.getAlpha(), said.getBeta())
                : ResponseNorm.ACROSS.of(input, size, said.getK(), said.getAlpha(), said.getBeta());
        net.alike(layer, normal, input);
    }

    private static String number(float value) {
        return Decimal.of(value).text();
    }

    /** Caffe keeps sums of means and variances, and what they are to be divided by. */
    private static void batchNorm(LayerParameter layer, CaffeNet net) {
        BatchNormParameter said = layer.getBatchNormParam();
        Value input = net.bottom(layer, 0);
        float momentum = said.getMovingAverageFraction();
        if (!(momentum >= 0 && momentum <= 1) || !(said.getEps() > 0)) {
            throw new Refusal("its moving_average_fraction is " + momentum + " and its eps " + said.getEps());
        }
        long channels = input.shape().channels();
        double factor = net.blobs().find(layer, 2).map(b -> (double) Blobs.tensor("factor", b, 1).floatAt(0))
                .orElse(1.0);
        double scale = factor == 0 ? 0 : 1 / factor;
        List<Weight> weights = List.of(Weight.uniform("weight", "1", 1), Weight.uniform("bias", "0", 0),
                scaled("running_mean", net, layer, 0, scale, channels),
                scaled("running_var", net, layer, 1, scale, channels));
        List<String> arguments = new ArrayList<>();
        if (!number(momentum).equals(STANDARD_MOMENTUM)) {
            arguments.add("momentum: " + number(momentum));
        }
        if (said.getEps() != 1e-5f) {
            arguments.add("epsilon: " + number(said.getEps()));
        }
        Term term = Term.call("batchnorm", input, arguments.toArray(String[]::new));
        net.top(layer, net.draft().layer(Wish.of(layer.getTop(0)), term, input.shape(), weights));
    }

    private static Weight scaled(String role, CaffeNet net, LayerParameter layer, int blob, double scale,
            long channels) {
        Weight weight = net.blobs().weight(role, layer, blob, channels);
        return weight.values().map(v -> Weight.of(role, weight.from(), Channelwise.map(v, x -> x * scale)))
                .orElse(weight);
    }

    /** Behind a batch normalisation it is that one's weight and bias. */
    private static void scale(LayerParameter layer, CaffeNet net) {
        var said = layer.getScaleParam();
        if (layer.getBottomCount() != 1 || said.getAxis() != 1 || said.getNumAxes() != 1) {
            throw new Refusal("it multiplies by more than one number a channel");
        }
        Value input = net.bottom(layer, 0);
        long channels = input.shape().channels();
        Weight weight = net.blobs().weight("weight", layer, 0, channels);
        Optional<Weight> bias = Optional.of(layer).filter(l -> said.getBiasTerm())
                .map(l -> net.blobs().weight("bias", l, 1, channels));
        Optional<Layer> norm = net.draft().layerOf(input)
                .filter(l -> l.function().filter("batchnorm"::equals).isPresent())
                .filter(l -> l.weights().getFirst().from().equals("1"));
        if (norm.isPresent()) {
            List<Weight> weights = new ArrayList<>(norm.get().weights());
            weights.set(0, weight);
            bias.ifPresent(b -> weights.set(1, b));
            net.top(layer, net.draft().layer(Wish.of(layer.getTop(0)), norm.get().term(), input.shape(), weights));
            return;
        }
        net.top(layer, Channelwise.scaled(net.draft(), new Wish(layer.getName(), true), input, weight,
                bias.orElse(Weight.uniform("bias", "0", 0))));
    }

    private static void bias(LayerParameter layer, CaffeNet net) {
        var said = layer.getBiasParam();
        if (layer.getBottomCount() != 1 || said.getAxis() != 1 || said.getNumAxes() != 1) {
            throw new Refusal("it adds more than one number a channel");
        }
        Value input = net.bottom(layer, 0);
        net.top(layer, Channelwise.scaled(net.draft(), new Wish(layer.getName(), true), input,
                Weight.uniform("weight", "1", 1), net.blobs().weight("bias", layer, 0, input.shape().channels())));
    }

    /** Caffe multiplies what is kept in training, as `scale: train` does. */
    private static void dropout(LayerParameter layer, CaffeNet net) {
        Value input = net.bottom(layer, 0);
        float ratio = layer.getDropoutParam().getDropoutRatio();
        if (!(ratio >= 0 && ratio < 1)) {
            throw new Refusal("it drops " + ratio + " of everything");
        }
        net.alike(layer, Term.call("dropout", input, number(ratio)), input);
    }

    private static void softmax(LayerParameter layer, CaffeNet net) {
        if (layer.getSoftmaxParam().getAxis() != 1) {
            throw new Refusal("it runs over axis " + layer.getSoftmaxParam().getAxis()
                    + "; the language's softmax runs over the channels");
        }
        Value input = net.bottom(layer, 0);
        net.alike(layer, Term.call("softmax", input), input);
    }
}
