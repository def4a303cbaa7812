package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.netc.compiler.fuse.Fuse;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Overwriting;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.BatchNormGradient;
import dev.netc.compiler.operator.BatchNormInputGradient;
import dev.netc.compiler.operator.BatchNormSums;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.operator.Concat;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Conv;
import dev.netc.compiler.operator.CrossEntropy;
import dev.netc.compiler.operator.CrossEntropyGradient;
import dev.netc.compiler.operator.Dense;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.JoinedMoments;
import dev.netc.compiler.operator.Local;
import dev.netc.compiler.operator.LogSoftmax;
import dev.netc.compiler.operator.LogSoftmaxGradient;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.LrnGradient;
import dev.netc.compiler.operator.LrnWithin;
import dev.netc.compiler.operator.LrnWithinGradient;
import dev.netc.compiler.operator.LrnWithinProduct;
import dev.netc.compiler.operator.PartMoments;
import dev.netc.compiler.operator.PartsSum;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.operator.PickGradient;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Rank;
import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.operator.Slice;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.operator.SoftmaxGradient;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.Zeros;
import dev.netc.compiler.pass.PreparePixels;
import dev.netc.compiler.pass.Simplify;
import dev.netc.compiler.scalar.Scalar;
import dev.netc.compiler.scalar.Scalars;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Images;

/** Graphs of an operator each, or of some that are fused, which every recipe is held against its reference by. */
final class ConformanceGraphs {
    private static final Type LABEL = new Type(Element.INT, true, Shape.of(1));
    private static final Scalar RELU = Scalars.binary(Scalar.Operator.MAX, new Scalar.Operand(0),
            new Scalar.Constant(0));

    private ConformanceGraphs() {}

    /** Odd sizes, odd channel counts, windows over every edge. */
    static List<Graph> all() {
        List<Graph> graphs = new ArrayList<>();
        contraction(graphs, "conv3x3", new Conv(10, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(5, 9, 7));
        contraction(graphs, "conv_stride", new Conv(19, 5, 4, 3, 2, new Padding(0, 1, 3, 2), 1, true),
                Shape.of(3, 17, 15));
        contraction(graphs, "conv11", new Conv(6, 11, 11, 4, 4, new Padding(0, 0, 3, 3), 1, true), Shape.of(3, 32, 32));
        contraction(graphs, "conv_groups", new Conv(26, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 2, false),
                Shape.of(6, 9, 10));
        contraction(graphs, "conv1x1", new Conv(33, 1, 1, 1, 1, Padding.NONE, 1, true), Shape.of(21, 9, 5));
        contraction(graphs, "conv_small", new Conv(16, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(17, 3, 3));
        contraction(graphs, "conv_small_stride", new Conv(16, 5, 5, 2, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(17, 3, 3));
        contraction(graphs, "conv_wide", new Conv(48, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(3, 6, 29));
        contraction(graphs, "conv_wide_groups", new Conv(96, 3, 3, 2, 2, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(4, 7, 61));
        contraction(graphs, "conv_chunks", new Conv(20, 5, 5, 2, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(40, 10, 12));
        contraction(graphs, "conv_chunks_groups", new Conv(32, 5, 5, 2, 1, new Padding(2, 2, 2, 2), 2, true),
                Shape.of(40, 10, 12));
        winograd(graphs);
        pastCaches(graphs);
        winogradOfPhases(graphs);
        winogradOfFew(graphs);
        contraction(graphs, "conv1x1_on_padding", new Conv(5, 1, 1, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(19, 1, 1));
        patches(graphs, new Conv(260, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(17, 11, 7));
        patches(graphs, new Conv(256, 1, 1, 1, 1, Padding.NONE, 2, true), Shape.of(6, 9, 13));
        locals(graphs);
        contraction(graphs, "dense", new Dense(37, true), Shape.of(300));
        contraction(graphs, "dense_of_many_inputs", new Dense(37, true), Shape.of(1700));
        contraction(graphs, "dense_of_many_units", new Dense(1000, true), Shape.of(37));
        contraction(graphs, "dense_image", new Dense(16, true), Shape.of(7, 5, 3));
        segments(graphs, "conv_segments", new Conv(10, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(3, 9, 7),
                Shape.of(6, 9, 7));
        segments(graphs, "conv_chunks_segments", new Conv(10, 5, 5, 2, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(24, 9, 11), Shape.of(16, 9, 11));
        segments(graphs, "dense_segments", new Dense(12, true), Shape.of(3, 9, 11), Shape.of(5, 9, 11));
        Shape image = Shape.of(7, 9, 6);
        PoolGraphs.add(graphs);
        windows(graphs, image);
        for (Lrn lrn : List.of(new Lrn(5, 2, 0.1, 0.75), new Lrn(9, 1, 0.05, 0.6))) {
            graphs.add(of("lrn", lrn, Type.batch(image)));
            graphs.add(of("lrn_gradient", new LrnGradient(lrn), Type.batch(image), Type.batch(image)));
            graphs.add(overwriting(lrn, Type.batch(image)));
        }
        for (Operator operator : List.of(new Softmax(), new LogSoftmax())) {
            graphs.add(of(operator.name(), operator, Type.batch(image)));
        }
        for (Operator operator : List.of(new SoftmaxGradient(), new LogSoftmaxGradient())) {
            graphs.add(of(operator.name(), operator, Type.batch(image), Type.batch(image)));
        }
        for (Operator operator : List.of(new Pick(), new PickGradient(), new CrossEntropy(), new CrossEntropyGradient(),
                new Rank())) {
            graphs.add(of(operator.name(), operator, Type.batch(Shape.of(11)), LABEL));
        }
        graphs.add(of("bias_gradient", new BiasGradient(), Type.batch(image)));
        contraction(graphs, "conv_wide_window", new Conv(5, 23, 25, 1, 1, new Padding(3, 4, 3, 4), 1, true),
                Shape.of(2, 20, 21));
        graphs.add(of("lrn_deep", new Lrn(5, 2, 0.1, 0.75), Type.batch(Shape.of(1100))));
        graphs.add(of("lrn_gradient_deep", new LrnGradient(new Lrn(5, 2, 0.1, 0.75)), Type.batch(Shape.of(1100)),
                Type.batch(Shape.of(1100))));
        graphs.add(prepare("prepare", 10));
        graphs.add(prepare("prepare_in_parts_of_a_row", 130));
        graphs.add(of("slice", new Slice(2, 5), Type.batch(image)));
        graphs.add(of("concat", new Concat(), Type.batch(image), Type.batch(Shape.of(2, 9, 6))));
        graphs.add(of("reshape", new Reshape(Shape.of(378)), Type.batch(image)));
        for (Shape shape : List.of(Shape.of(19, 3), Shape.of(32, 7), Shape.of(7))) {
            graphs.add(of("parts_sum", new PartsSum(), Type.fixed(shape), Type.fixed(shape), Type.fixed(shape)));
        }
        graphs.add(of("zeros", new Zeros(Shape.of(19, 3), false)));
        graphs.add(of("zeros_of_batch", new Zeros(image, true)));
        for (Shape shape : List.of(image, Shape.of(7))) {
            graphs.add(of("batchnorm_training", new BatchNormTraining(1e-3), Type.batch(shape),
                    Type.fixed(Shape.of(7)), Type.fixed(Shape.of(7))));
            graphs.add(batchNormGradient(shape));
            partsOfBatch(graphs, shape);
        }
        for (Scalar.Function function : Scalar.Function.values()) {
            Scalar positive = Scalars.binary(Scalar.Operator.ADD,
                    Scalars.call(Scalar.Function.ABS, new Scalar.Operand(0)), new Scalar.Constant(0.5));
            graphs.add(of(function.name(), new Pointwise("f", Scalars.call(function, positive)), Type.batch(image)));
        }
        for (Scalar.Operator operator : Scalar.Operator.values()) {
            Scalar left = operator == Scalar.Operator.POW
                    ? Scalars.call(Scalar.Function.ABS, new Scalar.Operand(0))
                    : new Scalar.Operand(0);
            graphs.add(of(operator.name(), new Pointwise("f", Scalars.binary(operator, left, new Scalar.Operand(1))),
                    Type.batch(image), Type.batch(image)));
        }
        Scalar dropped = Scalars.binary(Scalar.Operator.MULTIPLY, new Scalar.Operand(0), new Scalar.Keep(0.3, 257));
        graphs.add(of("dropout", new Pointwise("dropout", dropped), Type.batch(image)));
        contraction(graphs, "conv1x1_end", new Conv(5, 1, 1, 1, 1, new Padding(0, 0, 2, 1), 1, true),
                Shape.of(4, 9, 5));
        Conv three = new Conv(13, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true);
        graphs.add(fused("fused_keep", three, Shape.of(5, 9, 7), true));
        graphs.add(fused("fused", three, Shape.of(5, 9, 7), false));
        graphs.add(fused("fused_deep", new Conv(1000, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(2, 3, 23),
                false));
        graphs.add(fused("fused_wide", new Conv(80, 3, 5, 1, 1, new Padding(1, 1, 2, 2), 1, true), Shape.of(3, 4, 23),
                false));
        return graphs;
    }

    /** Normalisation within a channel. */
    private static void windows(List<Graph> graphs, Shape image) {
        Type batch = Type.batch(image);
        for (LrnWithin lrn : List.of(new LrnWithin(3, 1, 0.1, 0.75), new LrnWithin(5, 2, 0.05, 0.6),
                new LrnWithin(17, 1, 0.01, 0.75))) {
            graphs.add(of("lrn_within", lrn, batch));
            graphs.add(of("lrn_within_product", new LrnWithinProduct(lrn), batch, batch));
            graphs.add(of("lrn_within_gradient", new LrnWithinGradient(lrn), batch, batch, batch));
        }
        graphs.add(pointwiseBehind("lrn_within", new LrnWithin(3, 1, 0.1, 0.75), batch));
        graphs.add(pointwiseBehind("lrn_within_gradient", new LrnWithinGradient(new LrnWithin(3, 1, 0.1, 0.75)), batch,
                batch, batch));
    }

    /** Those that are made Winograd's way: tiles over every edge, parts of the planes and of the results, and what follows. */
    private static void winograd(List<Graph> graphs) {
        contraction(graphs, "winograd", new Conv(37, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(21, 9, 7));
        contraction(graphs, "winograd_parts_of_results", new Conv(18, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(190, 8, 4));
        contraction(graphs, "winograd_parts_of_groups", new Conv(32, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(140, 8, 4));
        contraction(graphs, "winograd_column", new Conv(40, 5, 1, 1, 1, new Padding(2, 0, 2, 0), 1, true),
                Shape.of(60, 9, 4));
        contraction(graphs, "winograd_5x5", new Conv(20, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(52, 10, 12));
        contraction(graphs, "winograd_4x4", new Conv(40, 4, 4, 1, 1, new Padding(1, 2, 2, 1), 1, true),
                Shape.of(40, 17, 19));
        contraction(graphs, "winograd_5x3", new Conv(40, 5, 3, 1, 1, new Padding(0, 3, 1, 0), 1, false),
                Shape.of(36, 11, 8));
        contraction(graphs, "winograd_row", new Conv(40, 1, 3, 1, 1, new Padding(0, 1, 0, 1), 1, true),
                Shape.of(90, 4, 12));
        contraction(graphs, "winograd_groups", new Conv(96, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 3, true),
                Shape.of(66, 8, 8));
        segments(graphs, "winograd_of_wide_segments", new Conv(70, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(130, 12, 11), Shape.of(90, 12, 11));
        segments(graphs, "winograd_of_segments", new Conv(26, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(100, 12, 9), Shape.of(19, 12, 9));
        weightGradient(graphs, "winograd_of_groups", new Conv(256, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(144, 9, 10));
        weightGradient(graphs, "odd_groups_of_many", new Conv(74, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(72, 9, 10));
        weightGradient(graphs, "winograd_of_many_items", new Conv(203, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(151, 6, 13));
        weightGradient(graphs, "winograd_of_many_channels", new Conv(130, 3, 3, 1, 1, Padding.NONE, 1, true),
                Shape.of(70, 12, 13));
        weightGradient(graphs, "winograd_of_a_column", new Conv(80, 5, 1, 1, 1, new Padding(2, 0, 2, 0), 1, true),
                Shape.of(100, 36, 8));
        weightGradient(graphs, "winograd_of_a_wide_image", new Conv(40, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(40, 5, 50));
        graphs.add(fused("winograd_fused", new Conv(35, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(24, 7, 6), true));
        contraction(graphs, "winograd_tiles_of_seven", new Conv(128, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, true),
                Shape.of(128, 7, 9));
        graphs.add(fused("winograd_fused_groups", new Conv(64, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 2, true),
                Shape.of(48, 8, 8), true));
        graphs.add(fused("winograd_fused_parts", new Conv(220, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(40, 4, 4), false));
        graphs.add(fused("winograd_fused_alone", new Conv(35, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true),
                Shape.of(24, 7, 6), false));
    }

    /** Results of more than a megabyte of sixteen examples. */
    private static void pastCaches(List<Graph> graphs) {
        Type large = Type.batch(Shape.of(20, 28, 29));
        Lrn lrn = new Lrn(5, 2, 0.1, 0.75);
        graphs.add(of("lrn_past_caches", lrn, large));
        graphs.add(of("lrn_gradient_past_caches", new LrnGradient(lrn), large, large));
        Scalar dropped = Scalars.binary(Scalar.Operator.MULTIPLY, new Scalar.Operand(0), new Scalar.Keep(0.3, 257));
        graphs.add(of("dropout_past_caches", new Pointwise("dropout", dropped), large));
        graphs.add(normalized("winograd_past_caches",
                new Conv(48, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), Shape.of(24, 20, 18), true));
    }

    /** Windows with a stride that are made Winograd's way, phase by phase. */
    private static void winogradOfPhases(List<Graph> graphs) {
        Conv four = new Conv(40, 11, 11, 4, 4, new Padding(2, 1, 3, 2), 1, true);
        forward(graphs, "winograd_of_stride_four", four, Shape.of(3, 41, 37));
        weightGradient(graphs, "winograd_of_stride_four", four, Shape.of(3, 101, 97));
        Conv seven = new Conv(34, 7, 7, 2, 2, new Padding(3, 3, 3, 3), 1, true);
        forward(graphs, "winograd_of_stride_two", seven, Shape.of(12, 32, 30));
        weightGradient(graphs, "winograd_of_stride_two", seven, Shape.of(12, 32, 30));
        forward(graphs, "winograd_of_strides", new Conv(96, 6, 8, 2, 3, new Padding(1, 2, 2, 1), 2, false),
                Shape.of(16, 36, 56));
        Conv rows = new Conv(40, 5, 3, 2, 1, new Padding(2, 1, 1, 1), 1, true);
        forward(graphs, "winograd_of_rows_apart", rows, Shape.of(24, 30, 14));
        weightGradient(graphs, "winograd_of_rows_apart", rows, Shape.of(24, 56, 20));
        Conv columns = new Conv(40, 3, 5, 1, 2, new Padding(1, 1, 1, 2), 1, true);
        weightGradient(graphs, "winograd_of_columns_apart", columns, Shape.of(24, 20, 56));
        forward(graphs, "winograd_of_columns_apart", columns, Shape.of(40, 20, 56));
        Conv many = new Conv(40, 5, 5, 2, 2, new Padding(2, 2, 2, 2), 1, true);
        forward(graphs, "winograd_of_many_phases", many, Shape.of(24, 30, 30));
        weightGradient(graphs, "winograd_of_many_phases", many, Shape.of(64, 30, 30));
        weightGradient(graphs, "winograd_of_groups_of_phases",
                new Conv(64, 5, 5, 2, 2, new Padding(2, 2, 2, 2), 2, true), Shape.of(64, 30, 30));
        Conv segments = new Conv(40, 7, 8, 3, 3, new Padding(1, 0, 2, 3), 1, true);
        Shape first = Shape.of(5, 63, 62);
        Shape second = Shape.of(3, 63, 62);
        Shape image = Shape.of(8, 63, 62);
        graphs.add(of("winograd_of_segments_with_stride", segments, Type.batch(first), Type.batch(second),
                Type.fixed(segments.weight(image)), Type.fixed(segments.bias(image))));
        graphs.add(of("winograd_of_segments_with_stride_weight_gradient", new WeightGradient(segments),
                Type.batch(first), Type.batch(second), Type.batch(segments.output(image))));
        graphs.add(fused("winograd_of_stride_fused", new Conv(35, 11, 11, 4, 4, new Padding(0, 0, 3, 3), 1, true),
                Shape.of(3, 48, 44), true));
    }

    /** Images so large that Winograd's way costs less for a single example, too. */
    private static void winogradOfFew(List<Graph> graphs) {
        Padding one = new Padding(1, 1, 1, 1);
        forward(graphs, "few", new Conv(37, 3, 3, 1, 1, one, 1, true), Shape.of(41, 17, 19));
        forward(graphs, "few_groups", new Conv(96, 3, 3, 1, 1, one, 3, true), Shape.of(102, 16, 13));
        forward(graphs, "few_5x5", new Conv(20, 5, 5, 1, 1, new Padding(2, 2, 2, 2), 1, false), Shape.of(52, 14, 15));
        forward(graphs, "few_4x4", new Conv(40, 4, 4, 1, 1, new Padding(1, 2, 2, 1), 1, true), Shape.of(40, 17, 19));
        forward(graphs, "few_5x3", new Conv(40, 5, 3, 1, 1, new Padding(0, 3, 1, 0), 1, true), Shape.of(36, 16, 17));
        forward(graphs, "few_rows_unlike", new Conv(16, 3, 3, 1, 1, one, 1, true), Shape.of(30, 50, 13));
        Conv conv = new Conv(26, 3, 3, 1, 1, one, 1, true);
        Shape image = Shape.of(119, 14, 16);
        graphs.add(of("few_segments", conv, Type.batch(image.withChannels(100)), Type.batch(image.withChannels(19)),
                Type.fixed(conv.weight(image)), Type.fixed(conv.bias(image))));
        Conv normalized = new Conv(35, 3, 3, 1, 1, one, 1, true);
        graphs.add(normalized("normalized", normalized, Shape.of(40, 17, 14), false));
        graphs.add(normalized("normalized_and_kept", normalized, Shape.of(40, 17, 14), true));
        graphs.add(normalized("few_normalized_wide", normalized, Shape.of(24, 4, 340), false));
    }

    private static void forward(List<Graph> graphs, String name, Conv conv, Shape image) {
        List<Type> types = new ArrayList<>(List.of(Type.batch(image), Type.fixed(conv.weight(image))));
        if (conv.bias()) {
            types.add(Type.fixed(conv.bias(image)));
        }
        graphs.add(of(name, conv, types.toArray(Type[]::new)));
    }

    private static void weightGradient(List<Graph> graphs, String name, Contraction of, Shape image) {
        Type out = of.infer(List.of(Type.batch(image), Type.fixed(of.weight(image)), Type.fixed(of.bias(image))))
                .getFirst();
        graphs.add(of(name + "_weight_gradient", new WeightGradient(of), Type.batch(image), out));
    }

    /** So many filters that a work-item makes several rows of few examples, or several tiles of a row. */
    private static void patches(List<Graph> graphs, Conv conv, Shape image) {
        graphs.add(of("conv_patches", conv, Type.batch(image), Type.fixed(conv.weight(image)),
                Type.fixed(conv.bias(image))));
    }

    private static void locals(List<Graph> graphs) {
        contraction(graphs, "local3x3", new Local(10, 3, 3, 1, 1, new Padding(1, 1, 1, 1), true), Shape.of(5, 9, 7));
        contraction(graphs, "local_stride", new Local(19, 5, 4, 3, 2, new Padding(0, 1, 3, 2), true),
                Shape.of(3, 17, 15));
        contraction(graphs, "local_small", new Local(33, 3, 3, 1, 1, new Padding(1, 1, 1, 1), false),
                Shape.of(19, 4, 3));
        contraction(graphs, "local1x1", new Local(16, 1, 1, 1, 1, Padding.NONE, true), Shape.of(21, 3, 5));
        contraction(graphs, "local_one", new Local(3, 1, 1, 1, 1, Padding.NONE, true), Shape.of(1, 3, 2));
        contraction(graphs, "local_covers", new Local(7, 4, 3, 1, 1, Padding.NONE, true), Shape.of(9, 4, 3));
        segments(graphs, "local_segments", new Local(10, 3, 2, 1, 1, new Padding(1, 0, 1, 1), true),
                Shape.of(3, 5, 7), Shape.of(9, 5, 7));
        weightGradient(graphs, "local_many", new Local(64, 3, 3, 1, 1, new Padding(1, 1, 1, 1), true),
                Shape.of(64, 6, 6));
        graphs.add(of("local_bias_gradient", new BiasGradient(true), Type.batch(Shape.of(19, 5, 3))));
        graphs.add(pointwiseBehind("local", new Local(13, 3, 3, 1, 1, new Padding(1, 1, 1, 1), true),
                Type.batch(Shape.of(5, 9, 7)), Type.fixed(Shape.of(13, 9, 7, 5, 3, 3)),
                Type.fixed(Shape.of(13, 9, 7))));
    }

    /** A gradient that lies where what comes in lay, with a pointwise function fused to it. */
    private static Graph overwriting(Lrn lrn, Type type) {
        GraphEditor editor = new GraphEditor("lrn_gradient_over_incoming");
        List<Value> values = sources(editor, type, type);
        Value incoming = editor.emit("dy", new Pointwise("relu", RELU), 0, List.of(values.get(1))).result();
        Value gradient = editor.emit("dx", new LrnGradient(lrn), 0, List.of(values.get(0), incoming)).result();
        Scalar product = Scalars.binary(Scalar.Operator.MULTIPLY, new Scalar.Operand(0), new Scalar.Operand(1));
        Value masked = editor.emit("m", new Pointwise("times", product), 0, List.of(gradient, values.get(0))).result();
        Value twice = editor.emit("z", new LrnGradient(lrn), 0, List.of(values.get(1), masked)).result();
        Value last = editor.emit("r", new Softmax(), 0, List.of(twice)).result();
        editor.add(new Sink(new Buffer.Result("r", 0, 1), last));
        Graph fused = Simplify.apply(Fuse.apply(editor.graph()));
        assertThat(Overwriting.of(fused)).containsOnly(Map.entry(masked, incoming), Map.entry(twice, masked));
        return fused;
    }

    /** {@code operator}, and a pointwise function fused to it. */
    static Graph pointwiseBehind(String name, Operator operator, Type... inputs) {
        GraphEditor editor = new GraphEditor("fused_" + name);
        List<Value> values = sources(editor, inputs);
        Value y = editor.emit("y", operator, 0, values).result();
        Value r = editor.emit("r", new Pointwise("relu", RELU), 0, List.of(y)).result();
        editor.add(new Sink(new Buffer.Result("r", 0, 1), r));
        Graph fused = Simplify.apply(Fuse.apply(editor.graph()));
        assertThat(fused.nodes()).hasSize(1);
        return fused;
    }

    static void contraction(List<Graph> graphs, String name, dev.netc.compiler.operator.Contraction c,
            Shape image) {
        Type out = c.infer(c.bias()
                ? List.of(Type.batch(image), Type.fixed(c.weight(image)), Type.fixed(c.bias(image)))
                : List.of(Type.batch(image), Type.fixed(c.weight(image)))).get(0);
        graphs.add(c.bias()
                ? of(name, c, Type.batch(image), Type.fixed(c.weight(image)), Type.fixed(c.bias(image)))
                : of(name, c, Type.batch(image), Type.fixed(c.weight(image))));
        graphs.add(of(name + "_input_gradient", new InputGradient(c, image, 0, image.channels()), out,
                Type.fixed(c.weight(image))));
        graphs.add(of(name + "_weight_gradient", new WeightGradient(c), Type.batch(image), out));
    }

    private static void segments(List<Graph> graphs, String name, dev.netc.compiler.operator.Contraction c, Shape first,
            Shape second) {
        Shape image = first.withChannels(first.channels() + second.channels());
        Type out = Type.batch(c.output(image));
        graphs.add(of(name, c, Type.batch(first), Type.batch(second), Type.fixed(c.weight(image)),
                Type.fixed(c.bias(image))));
        graphs.add(of(name + "_input_gradient", new InputGradient(c, image, first.channels(), image.channels()), out,
                Type.fixed(c.weight(image))));
        graphs.add(of(name + "_weight_gradient", new WeightGradient(c), Type.batch(first), Type.batch(second), out));
    }

    /** conv + relu + lrn + a pointwise function of two tensors, with or without what is in between as a result. */
    static Graph fused(String name, Conv conv, Shape image, boolean keep) {
        GraphEditor editor = new GraphEditor(name);
        Value r = rectified(editor, conv, image);
        Value n = editor.emit("n", new Lrn(5, 2, 0.1, 0.75), 0, List.of(r)).result();
        Value other = feed(editor, "other", n.type());
        Scalar sum = Scalars.binary(Scalar.Operator.ADD, new Scalar.Operand(0), new Scalar.Operand(1));
        Value s = editor.emit("s", new Pointwise("sum", sum), 0, List.of(n, other)).result();
        editor.add(new Sink(new Buffer.Result("s", 0, 1), s));
        if (keep) {
            editor.add(new Sink(new Buffer.Result("r", 0, 1), r));
        }
        return Simplify.apply(Fuse.apply(editor.graph()));
    }

    private static Value rectified(GraphEditor editor, Conv conv, Shape image) {
        Value x = feed(editor, "x", Type.batch(image));
        Value w = weight(editor, "w", Type.fixed(conv.weight(image)));
        Value b = weight(editor, "b", Type.fixed(Shape.of(conv.filters())));
        Value y = editor.emit("y", conv, 0, List.of(x, w, b)).result();
        return editor.emit("r", new Pointwise("relu", RELU), 0, List.of(y)).result();
    }

    /** conv + relu + lrn, with or without what is in between as a result. */
    private static Graph normalized(String name, Conv conv, Shape image, boolean keep) {
        GraphEditor editor = new GraphEditor(name);
        Value r = rectified(editor, conv, image);
        Value n = editor.emit("n", new Lrn(5, 2, 0.1, 0.75), 0, List.of(r)).result();
        editor.add(new Sink(new Buffer.Result("n", 0, 1), n));
        if (keep) {
            editor.add(new Sink(new Buffer.Result("r", 0, 1), r));
        }
        return Simplify.apply(Fuse.apply(editor.graph()));
    }

    /** What stands for batch normalisation and its gradient where the batch is split; moments come of what makes them. */
    private static void partsOfBatch(List<Graph> graphs, Shape shape) {
        graphs.add(of("part_moments", new PartMoments(), Type.batch(shape)));
        GraphEditor editor = new GraphEditor("joined_moments");
        List<Value> parts = IntStream.range(0, 3).mapToObj(part -> editor.emit("part", new PartMoments(), 0,
                List.of(feed(editor, "x" + part, Type.batch(shape)))).result()).toList();
        List<Value> moments = editor.emit("joined", new JoinedMoments(), 0, parts).results();
        moments.forEach(v -> editor.add(new Sink(new Buffer.Result(v.name(), 0, 1), v)));
        graphs.add(editor.graph());
        GraphEditor sums = GraphEditor.from(editor.graph());
        Value dy = feed(sums, "dy", Type.batch(shape));
        Value x = feed(sums, "x", Type.batch(shape));
        sums.emit("sums", new BatchNormSums(1e-3), 0, List.of(x, moments.get(0), moments.get(1), dy)).results()
                .forEach(v -> sums.add(new Sink(new Buffer.Result(v.name(), 0, 1), v)));
        graphs.add(sums.graph());
        GraphEditor gradient = GraphEditor.from(editor.graph());
        Type parameter = Type.fixed(Shape.of(shape.channels()));
        Value dx = gradient.emit("dx", new BatchNormInputGradient(1e-3), 0,
                List.of(feed(gradient, "x", Type.batch(shape)), weight(gradient, "w", parameter), moments.get(0),
                        moments.get(1),
                        feed(gradient, "dy", Type.batch(shape)), weight(gradient, "dw", parameter),
                        weight(gradient, "db", parameter)))
                .result();
        gradient.add(new Sink(new Buffer.Result("dx", 0, 1), dx));
        graphs.add(gradient.graph());
    }

    /** Behind what it is the gradient of: no variance is negative. */
    private static Graph batchNormGradient(Shape shape) {
        GraphEditor editor = new GraphEditor("batchnorm_gradient");
        Type parameter = Type.fixed(Shape.of(shape.channels()));
        Value x = feed(editor, "x", Type.batch(shape));
        Value w = weight(editor, "w", parameter);
        List<Value> forward = editor
                .emit("y", new BatchNormTraining(1e-3), 0, List.of(x, w, weight(editor, "b", parameter))).results();
        editor.emit("d", new BatchNormGradient(1e-3), 0,
                List.of(x, w, forward.get(1), forward.get(2), feed(editor, "dy", Type.batch(shape)))).results()
                .forEach(r -> editor.add(new Sink(new Buffer.Result(r.name(), 0, 1), r)));
        return editor.graph();
    }

    /** Cut, mirrored, coloured, scaled, minus the mean image, in the other order of channels. */
    private static Graph prepare(String name, int width) {
        Shape image = Shape.of(3, 8, width);
        List<dev.netc.program.Prepare> steps = List.of(new dev.netc.program.Prepare.Scale(0.5),
                new dev.netc.program.Prepare.MeanImage(),
                new dev.netc.program.Prepare.OrderBgr(),
                new dev.netc.program.Prepare.MeanValues(List.of(1.0, 2.0, 3.0)));
        GraphEditor editor = new GraphEditor(name);
        Value y = editor.emit("y", new Pointwise("f", Scalars.call(Scalar.Function.NEGATE, new Scalar.Operand(0))), 0,
                List.of(feed(editor, "image", Type.batch(image)))).result();
        editor.add(new Sink(new Buffer.Result("y", 0, 1), y));
        return PreparePixels.apply(editor.graph(), new Images("image", OnDevice.HEIGHT, OnDevice.WIDTH, 3), steps);
    }

    static Graph of(String name, Operator operator, Type... inputs) {
        GraphEditor editor = new GraphEditor(name);
        Node node = editor.emit("y", operator, 0, sources(editor, inputs));
        for (Value result : node.results()) {
            editor.add(new Sink(new Buffer.Result(result.name(), 0, 1), result));
        }
        return editor.graph();
    }

    static List<Value> sources(GraphEditor editor, Type... inputs) {
        List<Value> values = new ArrayList<>();
        for (Type type : inputs) {
            values.add(type.batched()
                    ? feed(editor, "x" + values.size(), type)
                    : weight(editor, "w" + values.size(), type));
        }
        return values;
    }

    private static Value feed(GraphEditor editor, String name, Type type) {
        return editor.source(name, type, 0, new Buffer.Feed(name));
    }

    private static Value weight(GraphEditor editor, String name, Type type) {
        return editor.source(name, type, 0, new Buffer.Weight(name, 0));
    }
}
