package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Images;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Training;
import dev.netc.program.Variant;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.PreparedMean;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;

/**
 * Softmax regression in plain Java behind the interface of a model: it looks at the window that it is fed, scaled to
 * 0 … 1, and learns. Everything that a trainer does can be seen from here without a device.
 */
final class HostModel implements Model {
    private static final int CHANNELS = 1;

    private final Program program;
    private final int side;
    private final int classes;
    private final double[][] weights;
    private final Map<String, Tensor> fed = new HashMap<>();
    final List<Scalars> trained = new ArrayList<>();
    final List<int[]> trainedLabels = new ArrayList<>();
    private Optional<Tensor> mean = Optional.empty();

    /** Looks at windows of {@code side} in images of {@code images} pixels a side. */
    HostModel(Training training, int side, int images) {
        this.side = side;
        this.classes = training.logits();
        this.weights = new double[classes][side * side];
        Variant variant = new Variant(Target.PLAIN, Precision.F64, 1, 1, List.of(), state(training),
                Stream.of("train", "evaluate", "predict", "inspect").map(HostModel::function).toList());
        this.program = new Program(Program.VERSION, "Host",
                List.of(new Input.Tensor("image", List.of(CHANNELS, side, side)), new Input.Label("label", classes)),
                List.of(new Output("logits", List.of(classes))),
                List.of(new Parameter("fc.weight", List.of(classes, side * side), 1, new Initializer.Constant(0), 1,
                        1)),
                training, new Images("image", images, images, CHANNELS), List.of(variant));
    }

    private static List<Buffer> state(Training training) {
        return PreparedMean.isIn(training.prepare())
                ? List.of(new Buffer("prepare.mean@0", 0, Element.REAL, 1, 1, 1, new Buffer.Mean(), 0, 0))
                : List.of();
    }

    private static Function function(String name) {
        List<Buffer> feeds = Stream.of("image.pixels", "image.crop", "image.color", "label")
                .filter(feed -> !(feed.equals("label") && name.equals("predict")))
                .map(feed -> new Buffer(feed, 0, Element.INT, Buffer.BATCH, 1, 1, new Buffer.Feed(feed), 0, 0))
                .toList();
        return new Function(name, feeds, List.of());
    }

    @Override
    public void compile(String function, int batch) {
        // plain Java needs none
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public Variant variant() {
        return program.variants().getFirst();
    }

    @Override
    public List<DeviceInfo> devices() {
        return List.of();
    }

    @Override
    public List<Long> deviceBytes() {
        return List.of();
    }

    @Override
    public void initialize(long seed) {
        for (double[] row : weights) {
            Arrays.fill(row, 0);
        }
    }

    @Override
    public Tensor parameter(String name) {
        return joined(weights);
    }

    private Tensor joined(double[][] rows) {
        double[] all = new double[classes * side * side];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows[i / (side * side)][i % (side * side)];
        }
        return Tensor.of(all, classes, rows[0].length);
    }

    @Override
    public void setParameter(String name, Tensor value) {
        for (int i = 0; i < value.elements(); i++) {
            weights[i / (side * side)][i % (side * side)] = value.doubleAt(i);
        }
    }

    @Override
    public Map<String, Tensor> parameters() {
        return new LinkedHashMap<>(Map.of("fc.weight", parameter("fc.weight")));
    }

    @Override
    public Map<String, Tensor> momenta() {
        return Map.of();
    }

    @Override
    public Map<String, TensorSource> parameterSources() {
        return Map.of("fc.weight", new TensorSource() {
            @Override
            public Tensor.Type type() {
                return Tensor.Type.F64;
            }

            @Override
            public List<Long> shape() {
                return parameter("fc.weight").shape();
            }

            @Override
            public void read(Sink sink) throws IOException {
                parameter("fc.weight").read(sink);
            }
        });
    }

    @Override
    public Map<String, TensorSource> momentumSources() {
        return Map.of();
    }

    @Override
    public void setMomentum(String name, Tensor value) {
        throw new IllegalArgumentException("no momentum");
    }

    @Override
    public void clearMomentum() {
        // it keeps none
    }

    @Override
    public void setMean(Tensor value) {
        mean = Optional.of(value);
    }

    @Override
    public Optional<Tensor> mean() {
        return mean;
    }

    @Override
    public void feed(String name, Tensor rows) {
        fed.put(name, rows);
    }

    @Override
    public Map<String, Tensor> run(String function, Scalars scalars) {
        double[] losses = new double[scalars.batch()];
        int[] ranks = new int[scalars.batch()];
        double[] logits = new double[scalars.batch() * classes];
        double[][] gradient = new double[classes][side * side];
        for (int i = 0; i < scalars.batch(); i++) {
            double[] seen = window(i, scalars);
            double[] values = logits(seen);
            System.arraycopy(values, 0, logits, i * classes, classes);
            if (!function.equals("predict")) {
                int label = (int) fed.get("label").longAt(i);
                double[] probabilities = Predictions.probabilities(values);
                losses[i] = -Math.log(probabilities[label]);
                ranks[i] = Predictions.rank(values, label);
                addGradient(gradient, seen, probabilities, label);
            }
        }
        if (function.equals("train")) {
            learn(gradient, scalars);
        }
        Map<String, Tensor> results = new LinkedHashMap<>(Map.of("loss", Tensor.of(losses, scalars.batch()), "rank",
                Tensor.of(ranks, scalars.batch()), "logits", Tensor.of(logits, scalars.batch(), classes)));
        if (function.equals("inspect")) {
            results.put("grad.fc.weight", joined(gradient));
        }
        return results;
    }

    private void addGradient(double[][] gradient, double[] seen, double[] probabilities, int label) {
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < seen.length; k++) {
                gradient[c][k] += (probabilities[c] - (c == label ? 1 : 0)) * seen[k];
            }
        }
    }

    private void learn(double[][] gradient, Scalars scalars) {
        trained.add(scalars);
        int[] labels = new int[scalars.batch()];
        Arrays.setAll(labels, i -> (int) fed.get("label").longAt(i));
        trainedLabels.add(labels);
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < gradient[c].length; k++) {
                weights[c][k] -= scalars.rate() * gradient[c][k] / scalars.batch();
            }
        }
    }

    private double[] window(int image, Scalars scalars) {
        Tensor pixels = fed.get("image.pixels");
        Tensor crop = fed.get("image.crop");
        if (!pixels.shape()
                .equals(List.of((long) scalars.batch(), (long) scalars.height(), (long) scalars.width(), 1L))) {
            throw new IllegalArgumentException("fed " + pixels + " for " + scalars);
        }
        int top = (int) crop.longAt(3 * image);
        int left = (int) crop.longAt(3 * image + 1);
        boolean mirrored = crop.longAt(3 * image + 2) == 1;
        double[] seen = new double[side * side];
        for (int k = 0; k < seen.length; k++) {
            int x = mirrored ? side - 1 - k % side : k % side;
            int at = (image * scalars.height() + top + k / side) * scalars.width() + left + x;
            seen[k] = (pixels.doubleAt(at) + fed.get("image.color").doubleAt(image)) / 255;
        }
        return seen;
    }

    private double[] logits(double[] seen) {
        double[] values = new double[classes];
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < seen.length; k++) {
                values[c] += weights[c][k] * seen[k];
            }
        }
        return values;
    }

    @Override
    public Map<String, Tensor> run(String function, Scalars scalars, Set<String> wanted) {
        Map<String, Tensor> results = new HashMap<>(run(function, scalars));
        results.keySet().retainAll(wanted);
        return results;
    }

    @Override
    public void run(String function, Scalars scalars, Map<String, ByteBuffer> into) {
        run(function, scalars, into.keySet()).forEach((name, result) -> into.get(name).duplicate().put(result.bytes()));
    }

    @Override
    public void close() {}
}
