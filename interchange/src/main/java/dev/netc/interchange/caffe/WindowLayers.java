package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.problem.Windows;
import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.caffe.schema.ConvolutionParameter;
import dev.netc.interchange.caffe.schema.InnerProductParameter;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.PoolingParameter;
import dev.netc.interchange.caffe.schema.PoolingParameter.PoolMethod;
import dev.netc.interchange.draft.Channelwise;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.SlidingWindow;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;

/** Convolution, pooling, and the product with a matrix. */
final class WindowLayers {
    private WindowLayers() {}

    static Map<String, LayerType> all() {
        return Map.of("Convolution", WindowLayers::convolution, "Pooling", WindowLayers::pooling, "InnerProduct",
                WindowLayers::innerProduct);
    }

    private static void convolution(LayerParameter layer, CaffeNet net) {
        ConvolutionParameter said = layer.getConvolutionParam();
        Value image = net.image(layer);
        if (said.getDilationList().stream().anyMatch(d -> d != 1) || said.getAxis() != 1) {
            throw new Refusal(
                    "its kernel has gaps (dilation " + said.getDilationList() + "), which the language has not");
        }
        Windows down = SlidingWindow.along(image.shape().height(),
                pick(said.hasPadH(), said.getPadH(), said.getPadList(), 0, 0),
                pick(said.hasKernelH(), said.getKernelH(), said.getKernelSizeList(), 0, 0),
                pick(said.hasStrideH(), said.getStrideH(), said.getStrideList(), 0, 1));
        Windows across = SlidingWindow.along(image.shape().width(),
                pick(said.hasPadW(), said.getPadW(), said.getPadList(), 1, 0),
                pick(said.hasKernelW(), said.getKernelW(), said.getKernelSizeList(), 1, 0),
                pick(said.hasStrideW(), said.getStrideW(), said.getStrideList(), 1, 1));
        SlidingWindow window = new SlidingWindow(down, across, false);
        long filters = said.getNumOutput() & 0xFFFFFFFFL;
        long groups = said.getGroup() & 0xFFFFFFFFL;
        int channels = image.shape().channels();
        if (filters < 1 || filters > Integer.MAX_VALUE || groups < 1 || channels % groups != 0
                || filters % groups != 0) {
            throw new Refusal("it has " + filters + " filters in " + groups + " groups over " + channels + " channels");
        }
        List<String> settings = new ArrayList<>();
        List<Weight> weights = new ArrayList<>(
                List.of(net.blobs().weight("weight", layer, 0, filters, channels / groups,
                        window.down().size(), window.across().size())));
        if (said.getBiasTerm()) {
            weights.add(net.blobs().weight("bias", layer, 1, filters));
        } else {
            settings.add("bias: none");
        }
        settings.addAll(Fillers.arguments(net.draft(), said.hasWeightFiller(), said.getWeightFiller(),
                said.getBiasTerm() && said.hasBiasFiller(), said.getBiasFiller()));
        window.round().ifPresent(settings::add);
        net.layer(layer, new Term.Filters("conv", image, (int) filters, (int) groups, window.arguments(1), settings),
                shape(filters, window), weights);
    }

    /** A size that is said for rows and columns apart, in a list of one or two, or not at all. */
    private static long pick(boolean apart, int said, List<Integer> list, int dimension, int standard) {
        int size = apart ? said : list.isEmpty() ? standard : list.get(Math.min(dimension, list.size() - 1));
        return size & 0xFFFFFFFFL;
    }

    private static Shape shape(long channels, SlidingWindow window) {
        if (window.rows() * window.columns() > Integer.MAX_VALUE / channels) {
            throw new Refusal("its result would be too large");
        }
        return Shape.of((int) channels, (int) window.rows(), (int) window.columns());
    }

    private static void pooling(LayerParameter layer, CaffeNet net) {
        PoolingParameter said = layer.getPoolingParam();
        Value image = net.image(layer);
        if (said.getPool() == PoolMethod.STOCHASTIC) {
            throw new Refusal("it draws which number it takes (STOCHASTIC)");
        }
        boolean mean = said.getPool() == PoolMethod.AVE;
        if (said.getGlobalPooling()) {
            net.top(layer, mean ? globalMean(layer, net, image) : globalMaximum(layer, net, image));
            return;
        }
        SlidingWindow window = window(said, image);
        if (mean && window.isPadded()) {
            Wish wish = Wish.of(layer.getTop(0));
            net.top(layer, Channelwise.meanWithPadding(net.draft(), wish, image, window,
                    shape(image.shape().channels(), window)));
            return;
        }
        List<String> arguments = new ArrayList<>(window.arguments(0));
        window.round().ifPresent(arguments::add);
        net.layer(layer, Term.call(mean ? "avgpool" : "maxpool", image, arguments.toArray(String[]::new)),
                shape(image.shape().channels(), window), List.of());
    }

    private static Value globalMean(LayerParameter layer, CaffeNet net, Value image) {
        return net.draft().layer(Wish.of(layer.getTop(0)), Term.call("avgpool", image, "all"),
                Shape.of(image.shape().channels()));
    }

    private static Value globalMaximum(LayerParameter layer, CaffeNet net, Value image) {
        return net.draft().layer(Wish.of(layer.getTop(0)),
                Term.call("maxpool", image, SlidingWindow.pair(image.shape().height(), image.shape().width())),
                Shape.of(image.shape().channels(), 1, 1));
    }

    private static SlidingWindow window(PoolingParameter said, Value image) {
        List<Integer> none = List.of();
        Windows down = SlidingWindow.along(image.shape().height(),
                pick(said.hasPadH() || !said.hasPad(), said.hasPadH() ? said.getPadH() : 0, List.of(said.getPad()), 0,
                        0),
                pick(said.hasKernelH(), said.getKernelH(), said.hasKernelSize() ? List.of(said.getKernelSize()) : none,
                        0, 0),
                pick(said.hasStrideH(), said.getStrideH(), List.of(said.getStride()), 0, 1));
        Windows across = SlidingWindow.along(image.shape().width(),
                pick(said.hasPadW() || !said.hasPad(), said.hasPadW() ? said.getPadW() : 0, List.of(said.getPad()), 0,
                        0),
                pick(said.hasKernelW(), said.getKernelW(), said.hasKernelSize() ? List.of(said.getKernelSize()) : none,
                        0, 0),
                pick(said.hasStrideW(), said.getStrideW(), List.of(said.getStride()), 0, 1));
        boolean ceil = said.getRoundMode() == PoolingParameter.RoundMode.CEIL;
        if (down.onPadding() || across.onPadding() || (ceil && (isBehind(down) || isBehind(across)))) {
            throw new Refusal("one of its windows lies beside the image");
        }
        return new SlidingWindow(down, across, ceil);
    }

    /** Caffe adds a window wherever the division leaves a rest, without padding even one that begins behind the image. */
    private static boolean isBehind(Windows windows) {
        return windows.rest() > 0 && !windows.anotherBegins() && windows.before() == 0 && windows.after() == 0;
    }

    private static void innerProduct(LayerParameter layer, CaffeNet net) {
        InnerProductParameter said = layer.getInnerProductParam();
        Value input = net.bottom(layer, 0);
        long units = said.getNumOutput() & 0xFFFFFFFFL;
        if (said.getAxis() != 1 || units < 1 || units > Integer.MAX_VALUE) {
            throw new Refusal("it has " + units + " units, from axis " + said.getAxis() + " on");
        }
        long features = input.shape().elements();
        List<Weight> weights = new ArrayList<>(List.of(said.getTranspose()
                ? transposed(layer, net, units, features)
                : net.blobs().weight("weight", layer, 0, units, features)));
        List<String> settings = new ArrayList<>();
        if (said.getBiasTerm()) {
            weights.add(net.blobs().weight("bias", layer, 1, units));
        } else {
            settings.add("bias: none");
        }
        settings.addAll(Fillers.arguments(net.draft(), said.hasWeightFiller(), said.getWeightFiller(),
                said.getBiasTerm() && said.hasBiasFiller(), said.getBiasFiller()));
        net.layer(layer, new Term.Filters("dense", net.draft().unflattened(input), (int) units, 1, List.of(), settings),
                Shape.of((int) units), weights);
    }

    private static Weight transposed(LayerParameter layer, CaffeNet net, long units, long features) {
        Weight weight = net.blobs().weight("weight", layer, 0, features, units);
        return weight.values().map(v -> Weight.of("weight", weight.from(), Channelwise.transposed(v))).orElse(weight);
    }
}
