package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.ParamSpec;
import dev.netc.interchange.caffe.schema.Phase;
import dev.netc.interchange.caffe.schema.TransformationParameter;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Recipe;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Wish;

/** The train block: a loss of a label, what is done to the images, and how fast what learns. */
final class Training {
    private static final int COLORS = 3;

    private final CaffeNet net;

    Training(CaffeNet net) {
        this.net = net;
    }

    /** A loss makes a net that can be trained, of the label that its data has. */
    void loss(LayerParameter layer) {
        Value scores = net.peek(layer, 0);
        if (layer.getBottomCount() < 2) {
            throw new Refusal("it reads no label");
        }
        Value logits = scores.shape().isVector()
                ? scores
                : net.draft().layer(Wish.of(layer.getBottom(0)), Term.call("flatten", scores),
                        Shape.of(Math.toIntExact(scores.shape().elements())));
        if (!scores.shape().isVector() && scores.shape().channels() != scores.shape().elements()) {
            throw new Refusal("it reads the classes of every pixel, " + scores.shape()
                    + "; the language's loss has a label an example");
        }
        Value label = net.draft().label(layer.getBottom(1), logits.shape().channels());
        net.draft().train(new Recipe(logits, label, settings()));
        net.draft().note(
                "the solver is another file in Caffe: its rate, momentum, decay and schedule are to be set in the train"
                        + " block");
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        Optional<LayerParameter> training = data(Phase.TRAIN);
        training.map(Training::batch).filter(b -> b > 0).ifPresent(b -> settings.add("batch " + b));
        settings.add("optimizer sgd(rate: 0.01, momentum: 0.9, decay: 0.0005)");
        rates().ifPresent(settings::add);
        data(Phase.TEST).map(this::prepare).filter(steps -> !steps.isEmpty())
                .ifPresent(steps -> settings.add("prepare " + String.join(", ", steps)));
        training.map(Training::augment).filter(steps -> !steps.isEmpty())
                .ifPresent(steps -> settings.add("augment " + String.join(", ", steps)));
        return settings;
    }

    private Optional<LayerParameter> data(Phase phase) {
        return net.layers(phase).stream().filter(l -> l.getType().endsWith("Data")).findFirst();
    }

    private static int batch(LayerParameter data) {
        return data.hasDataParam() ? data.getDataParam().getBatchSize() : data.getImageDataParam().getBatchSize();
    }

    /** Caffe reads blue first, cuts the middle out, subtracts the mean and then multiplies. */
    private List<String> prepare(LayerParameter data) {
        TransformationParameter said = data.getTransformParam();
        List<String> steps = new ArrayList<>();
        int side = side(data);
        if (side > 0) {
            steps.add("resize(" + side + ")");
        } else if (said.getCropSize() != 0) {
            net.draft().note("how large the images are before " + said.getCropSize() + " x " + said.getCropSize()
                    + " is cut out of them is not in the file: `prepare resize(n)` says it");
        }
        boolean colored = !said.getForceGray()
                && net.draft().firstShape().filter(s -> s.channels() == COLORS).isPresent();
        if (colored) {
            steps.add("order(bgr)");
        }
        mean(said, colored).ifPresent(steps::add);
        if (said.getScale() != 1) {
            steps.add("scale(" + number(said.getScale()) + ")");
        }
        return steps;
    }

    private static String number(float value) {
        return Decimal.of(value).text();
    }

    /** The side of the square that images are made, where the file or its mean tells. */
    private int side(LayerParameter data) {
        List<Long> mean = net.mean().map(Blobs::sizes).orElse(List.of());
        if (mean.size() >= 2 && mean.getLast().equals(mean.get(mean.size() - 2))) {
            return Math.toIntExact(mean.getLast());
        }
        int height = data.getImageDataParam().getNewHeight();
        return height == data.getImageDataParam().getNewWidth() ? height : 0;
    }

    private Optional<String> mean(TransformationParameter said, boolean colored) {
        if (said.getMeanValueCount() > 0) {
            List<String> values = said.getMeanValueList().stream().map(Training::number).toList();
            boolean one = values.size() == 1 && colored;
            return Optional.of(
                    "mean(" + (one ? List.of(values.getFirst(), values.getFirst(), values.getFirst()) : values) + ")");
        }
        if (said.getMeanFile().isEmpty()) {
            return Optional.empty();
        }
        if (net.mean().isEmpty()) {
            net.draft()
                    .note("the mean of " + said.getMeanFile()
                            + " is measured anew in training, and missing in prediction:"
                            + " name that file (.binaryproto) behind the weights to carry it over");
        } else {
            net.keepMean();
        }
        return Optional.of("mean(image)");
    }

    private static List<String> augment(LayerParameter data) {
        List<String> steps = new ArrayList<>();
        if (data.getTransformParam().getCropSize() != 0) {
            steps.add("crop");
        }
        if (data.getTransformParam().getMirror()) {
            steps.add("flip");
        }
        return steps;
    }

    /** Weights learn at the rate; where all biases learn at another, one line says so. */
    private Optional<String> rates() {
        List<LayerParameter> learned = net.layers(Phase.TEST).stream()
                .filter(l -> l.getType().equals("Convolution") || l.getType().equals("InnerProduct"))
                .filter(l -> l.getParamCount() > 1).toList();
        boolean plain = learned.stream().allMatch(l -> factors(l.getParam(0)).equals(""));
        List<String> biases = learned.stream().map(l -> factors(l.getParam(1))).distinct().toList();
        if (!plain || biases.size() > 1) {
            net.draft().note(
                    "layers that learn at rates of their own (lr_mult, decay_mult) learn at one: `params` says others");
            return Optional.empty();
        }
        return biases.stream().filter(f -> !f.isEmpty()).findFirst().map(f -> "params \"*.bias\" (" + f + ")");
    }

    private static String factors(ParamSpec spec) {
        List<String> factors = new ArrayList<>();
        if (spec.getLrMult() != 1) {
            factors.add("rate: " + number(Math.max(0, spec.getLrMult())));
        }
        if (spec.getDecayMult() != 1) {
            factors.add("decay: " + number(Math.max(0, spec.getDecayMult())));
        }
        return String.join(", ", factors);
    }
}
