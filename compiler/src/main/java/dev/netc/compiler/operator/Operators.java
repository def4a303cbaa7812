package dev.netc.compiler.operator;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.compiler.graph.Operator;

/** Every operator: its name in graphs and its record. A new operator is its file and a line here. */
public final class Operators {
    private static final List<Map.Entry<String, Class<? extends Operator>>> ALL = List.of(
            entry("all", All.class),
            entry("avgpool", AvgPool.class),
            entry("avgpool_gradient", AvgPoolGradient.class),
            entry("batchnorm", BatchNorm.class),
            entry("batchnorm_gradient", BatchNormGradient.class),
            entry("batchnorm_input_gradient", BatchNormInputGradient.class),
            entry("batchnorm_sums", BatchNormSums.class),
            entry("batchnorm_training", BatchNormTraining.class),
            entry("bias_gradient", BiasGradient.class),
            entry("concat", Concat.class),
            entry("conv", Conv.class),
            entry("copy", Copy.class),
            entry("cross_entropy", CrossEntropy.class),
            entry("cross_entropy_gradient", CrossEntropyGradient.class),
            entry("dense", Dense.class),
            entry("dropout", Dropout.class),
            entry("fused", Fused.class),
            entry("input_gradient", InputGradient.class),
            entry("joined_moments", JoinedMoments.class),
            entry("local", Local.class),
            entry("log_softmax", LogSoftmax.class),
            entry("log_softmax_gradient", LogSoftmaxGradient.class),
            entry("lrn", Lrn.class),
            entry("lrn_gradient", LrnGradient.class),
            entry("lrn_within", LrnWithin.class),
            entry("lrn_within_gradient", LrnWithinGradient.class),
            entry("lrn_within_product", LrnWithinProduct.class),
            entry("maxpool", MaxPool.class),
            entry("maxpool_gradient", MaxPoolGradient.class),
            entry("maxpool_training", MaxPoolTraining.class),
            entry("part_moments", PartMoments.class),
            entry("parts_sum", PartsSum.class),
            entry("pick", Pick.class),
            entry("pick_gradient", PickGradient.class),
            entry("pointwise", Pointwise.class),
            entry("prepare", Prepare.class),
            entry("rank", Rank.class),
            entry("reshape", Reshape.class),
            entry("running_moments", RunningMoments.class),
            entry("sgd", Sgd.class),
            entry("slice", Slice.class),
            entry("softmax", Softmax.class),
            entry("softmax_gradient", SoftmaxGradient.class),
            entry("weight_gradient", WeightGradient.class),
            entry("weight_step", WeightStep.class),
            entry("zeros", Zeros.class));

    private Operators() {}

    /** The record class of the operator with this name. */
    public static Optional<Class<? extends Operator>> named(String name) {
        return ALL.stream().filter(e -> e.getKey().equals(name)).<Class<? extends Operator>>map(Map.Entry::getValue)
                .findFirst();
    }

    /** The names, in alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Map.Entry::getKey).toList();
    }
}
