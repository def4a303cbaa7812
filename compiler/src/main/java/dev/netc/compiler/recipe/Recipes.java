package dev.netc.compiler.recipe;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.AvgPoolGradient;
import dev.netc.compiler.operator.BatchNorm;
import dev.netc.compiler.operator.BatchNormGradient;
import dev.netc.compiler.operator.BatchNormInputGradient;
import dev.netc.compiler.operator.BatchNormSums;
import dev.netc.compiler.operator.BatchNormTraining;
import dev.netc.compiler.operator.BiasGradient;
import dev.netc.compiler.operator.Concat;
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
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolGradient;
import dev.netc.compiler.operator.MaxPoolTraining;
import dev.netc.compiler.operator.PartMoments;
import dev.netc.compiler.operator.PartsSum;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.operator.PickGradient;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.operator.Rank;
import dev.netc.compiler.operator.Reshape;
import dev.netc.compiler.operator.RunningMoments;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.operator.Slice;
import dev.netc.compiler.operator.Softmax;
import dev.netc.compiler.operator.SoftmaxGradient;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;
import dev.netc.compiler.operator.Zeros;
import dev.netc.program.Target;

/** Which recipe makes the kernel of which operator; a fused node has the recipe of the operator that leads. */
public final class Recipes {
    private static final Recipe BATCHNORM = new BatchNormRecipe();
    private static final Recipe CONTRACTION = new ContractionRecipe();
    private static final Recipe AVGPOOL = new AvgPoolRecipe();
    private static final Recipe CHANNELS = new ChannelsRecipe();
    private static final Recipe LOSS = new LossRecipe();
    private static final Recipe LRN = new LrnRecipe();
    private static final Recipe LRN_WITHIN = new LrnWithinRecipe();
    private static final Recipe PART_BATCHNORM = new PartBatchNormRecipe();
    private static final Recipe MAXPOOL = new MaxPoolRecipe();
    private static final Recipe SEGMENTS = new SegmentsRecipe();
    private static final Recipe WEIGHT_GRADIENT = new WeightGradientRecipe();

    private static final Map<Class<? extends Operator>, Recipe> RECIPES = Map.ofEntries(
            Map.entry(Conv.class, CONTRACTION), Map.entry(Dense.class, CONTRACTION),
            Map.entry(InputGradient.class, new InputGradientRecipe()),
            Map.entry(WeightGradient.class, WEIGHT_GRADIENT), Map.entry(WeightStep.class, WEIGHT_GRADIENT),
            Map.entry(BiasGradient.class, new BiasGradientRecipe()), Map.entry(MaxPool.class, MAXPOOL),
            Map.entry(MaxPoolGradient.class, new MaxPoolGradientRecipe()), Map.entry(MaxPoolTraining.class, MAXPOOL),
            Map.entry(AvgPool.class, AVGPOOL), Map.entry(AvgPoolGradient.class, AVGPOOL),
            Map.entry(LrnWithin.class, LRN_WITHIN), Map.entry(LrnWithinProduct.class, LRN_WITHIN),
            Map.entry(LrnWithinGradient.class, LRN_WITHIN), Map.entry(Local.class, CONTRACTION),
            Map.entry(Lrn.class, LRN), Map.entry(LrnGradient.class, LRN),
            Map.entry(Pointwise.class, new PointwiseRecipe()), Map.entry(Softmax.class, CHANNELS),
            Map.entry(SoftmaxGradient.class, CHANNELS), Map.entry(LogSoftmax.class, CHANNELS),
            Map.entry(LogSoftmaxGradient.class, CHANNELS), Map.entry(Pick.class, LOSS),
            Map.entry(PickGradient.class, LOSS),
            Map.entry(CrossEntropy.class, LOSS), Map.entry(CrossEntropyGradient.class, LOSS),
            Map.entry(Rank.class, LOSS),
            Map.entry(Concat.class, SEGMENTS), Map.entry(Slice.class, SEGMENTS), Map.entry(Reshape.class, SEGMENTS),
            Map.entry(BatchNorm.class, BATCHNORM), Map.entry(BatchNormTraining.class, BATCHNORM),
            Map.entry(BatchNormGradient.class, BATCHNORM),
            Map.entry(PartMoments.class, PART_BATCHNORM), Map.entry(JoinedMoments.class, PART_BATCHNORM),
            Map.entry(BatchNormSums.class, PART_BATCHNORM), Map.entry(BatchNormInputGradient.class, PART_BATCHNORM),
            Map.entry(PartsSum.class, new PartsSumRecipe()),
            Map.entry(RunningMoments.class, new RunningMomentsRecipe()), Map.entry(Zeros.class, new ZerosRecipe()),
            Map.entry(Sgd.class, new SgdRecipe()),
            Map.entry(Prepare.class, new PrepareRecipe()));

    private Recipes() {}

    /** What computes {@code node}: kernels, to be launched in this order. */
    public static List<Lowered> lower(Node node, Layout layout) {
        return (layout.target() == Target.GPU ? TiledRecipes.lower(node, layout) : WinogradRecipes.lower(node, layout))
                .orElseGet(() -> List.of(elementwise(node, layout)));
    }

    /** The kernel without work-groups. */
    private static Lowered elementwise(Node node, Layout layout) {
        Operator leader = Epilogue.root(node);
        if (layout.small() && SmallBatchRecipe.takes(node)) {
            return new SmallBatchRecipe().lower(node, layout);
        }
        Recipe recipe = RECIPES.get(leader.getClass());
        if (recipe == null) {
            throw new IllegalStateException("no recipe for " + leader.name());
        }
        return recipe.lower(node, layout);
    }
}
