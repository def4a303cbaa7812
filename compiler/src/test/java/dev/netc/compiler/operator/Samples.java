package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.scalar.ScalarParser;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/** One use of every operator, at odd sizes: a new operator needs a line here, and is then tested as all others are. */
public final class Samples {
    /** An operator with the types of its inputs. */
    public record Sample(Operator operator, List<Type> inputs) {
        @Override
        public String toString() {
            return operator.name();
        }
    }

    private static final Conv CONV = new Conv(5, 3, 2, 2, 1, new Padding(1, 0, 2, 1), 1, true);
    private static final MaxPool MAXPOOL = new MaxPool(3, 3, 2, 2, Padding.NONE);
    private static final Lrn LRN = new Lrn(5, 2, 0.1, 0.75);
    private static final AvgPool AVGPOOL = new AvgPool(3, 2, 2, 2, new Padding(1, 0, 1, 1), false);
    private static final LrnWithin LRN_WITHIN = new LrnWithin(3, 1, 0.5, 0.75);
    private static final Local LOCAL = new Local(5, 3, 2, 2, 1, new Padding(1, 0, 2, 1), true);
    private static final Type IMAGE = Type.batch(Shape.of(3, 7, 5));
    private static final Type CONVOLVED = Type.batch(Shape.of(5, 4, 5));
    private static final Type CONV_WEIGHT = Type.fixed(Shape.of(5, 3, 3, 2));
    private static final Type CONV_BIAS = Type.fixed(Shape.of(5));
    private static final Type POOLED = Type.batch(Shape.of(3, 3, 2));
    private static final Type PER_CHANNEL = Type.fixed(Shape.of(3));
    private static final Type MOMENTS = Type.fixed(Shape.of(9));
    private static final Type VECTOR_OF_IMAGE = Type.batch(Shape.of(105));
    private static final Type VECTOR = Type.batch(Shape.of(7));
    private static final Type LABEL = new Type(Element.INT, true, Shape.of(1));
    private static final Type PARAMETER = Type.fixed(Shape.of(5, 3));

    private static final List<dev.netc.program.Prepare> PREPARE_STEPS = List.of(
            new dev.netc.program.Prepare.Resize(9), new dev.netc.program.Prepare.MeanImage(),
            new dev.netc.program.Prepare.MeanValues(List.of(0.5, -1.0, 1e-4)),
            new dev.netc.program.Prepare.Scale(0.25), new dev.netc.program.Prepare.OrderBgr());

    private Samples() {}

    public static List<Sample> all() {
        return List.of(
                sample(new All(), IMAGE, IMAGE),
                sample(AVGPOOL, IMAGE),
                sample(new AvgPoolGradient(AVGPOOL, IMAGE.shape()), Type.batch(Shape.of(3, 4, 3))),
                sample(new BatchNorm(0.9, 1e-5), IMAGE, PER_CHANNEL, PER_CHANNEL, PER_CHANNEL, PER_CHANNEL),
                sample(new BatchNormGradient(1e-5), IMAGE, PER_CHANNEL, PER_CHANNEL, PER_CHANNEL, IMAGE),
                sample(new BatchNormInputGradient(1e-5), IMAGE, PER_CHANNEL, PER_CHANNEL, PER_CHANNEL, IMAGE,
                        PER_CHANNEL, PER_CHANNEL),
                sample(new BatchNormSums(1e-5), IMAGE, PER_CHANNEL, PER_CHANNEL, IMAGE),
                sample(new BatchNormTraining(1e-5), IMAGE, PER_CHANNEL, PER_CHANNEL),
                sample(new BiasGradient(), CONVOLVED),
                sample(new Concat(), IMAGE, IMAGE),
                sample(CONV, IMAGE, CONV_WEIGHT, CONV_BIAS),
                sample(new Copy(), IMAGE),
                sample(new CrossEntropy(), VECTOR, LABEL),
                sample(new CrossEntropyGradient(), VECTOR, LABEL),
                sample(new Dense(3, true), IMAGE, Type.fixed(Shape.of(3, 105)), Type.fixed(Shape.of(3))),
                sample(new Dropout(0.5, false), IMAGE),
                sample(new Fused(CONV, 3, true, List.of(new Stage.Map(ScalarParser.parse("max($0, $1)"), false),
                        new Stage.Normalize(LRN, true))), IMAGE, CONV_WEIGHT, CONV_BIAS, CONVOLVED),
                sample(new InputGradient(CONV, IMAGE.shape(), 1, 3), CONVOLVED, CONV_WEIGHT),
                sample(new JoinedMoments(), MOMENTS, MOMENTS, MOMENTS),
                sample(LOCAL, IMAGE, Type.fixed(Shape.of(5, 4, 5, 3, 3, 2)), Type.fixed(CONVOLVED.shape())),
                sample(new LogSoftmax(), VECTOR),
                sample(new LogSoftmaxGradient(), VECTOR, VECTOR),
                sample(LRN, IMAGE),
                sample(new LrnGradient(LRN), IMAGE, IMAGE),
                sample(LRN_WITHIN, IMAGE),
                sample(new LrnWithinGradient(LRN_WITHIN), IMAGE, IMAGE, IMAGE),
                sample(new LrnWithinProduct(LRN_WITHIN), IMAGE, IMAGE),
                sample(MAXPOOL, IMAGE),
                sample(new MaxPoolGradient(MAXPOOL, IMAGE.shape()), new Type(Element.BYTE, true, POOLED.shape()),
                        POOLED),
                sample(new MaxPoolTraining(MAXPOOL), IMAGE),
                sample(new PartMoments(), IMAGE),
                sample(new PartsSum(), PARAMETER, PARAMETER, PARAMETER),
                sample(new Pick(), VECTOR, LABEL),
                sample(new PickGradient(), VECTOR, LABEL),
                sample(new Pointwise("times_tanh", ScalarParser.parse("$0 * tanh($1)")), IMAGE, IMAGE),
                sample(new Prepare(IMAGE.shape(), 9, 11, PREPARE_STEPS),
                        new Type(Element.BYTE, true, Shape.of(9, 11, 3)),
                        new Type(Element.INT, true, Shape.of(3)), Type.batch(Shape.of(3)),
                        Type.fixed(Shape.of(3, 9, 11))),
                sample(new Rank(), VECTOR, LABEL),
                sample(new Reshape(VECTOR_OF_IMAGE.shape()), IMAGE),
                sample(new RunningMoments(0.9, 35), PER_CHANNEL, PER_CHANNEL, PER_CHANNEL, PER_CHANNEL),
                sample(new Sgd(0.9, 2, 0.0005), PARAMETER, PARAMETER, PARAMETER),
                sample(new Slice(1, 3), IMAGE),
                sample(new Softmax(), VECTOR),
                sample(new SoftmaxGradient(), VECTOR, VECTOR),
                sample(new WeightGradient(CONV), IMAGE, CONVOLVED),
                sample(new WeightStep(new WeightGradient(CONV), new Sgd(0.9, 2, 0.0005)), IMAGE, CONVOLVED,
                        Type.fixed(CONV.weight(IMAGE.shape())), Type.fixed(CONV.weight(IMAGE.shape()))),
                sample(new Zeros(PARAMETER.shape(), false)));
    }

    private static Sample sample(Operator operator, Type... inputs) {
        return new Sample(operator, List.of(inputs));
    }
}
