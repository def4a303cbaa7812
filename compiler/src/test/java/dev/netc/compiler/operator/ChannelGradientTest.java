package dev.netc.compiler.operator;

import dev.netc.compiler.graph.Value;
import dev.netc.compiler.reference.GradientCheck;
import dev.netc.compiler.shape.Padding;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The gradients of what looks at neighbours: pooling, normalisation, softmax, joining. */
class ChannelGradientTest {
    private static void holds(int batch, dev.netc.compiler.graph.Operator operator, int... shape) {
        GradientCheck check = new GradientCheck(batch);
        check.holdsFor(check.apply(operator, check.image(shape)));
    }

    @Test
    void maxpoolWithOverlappingWindows() {
        holds(2, new MaxPoolTraining(new MaxPool(3, 3, 2, 2, Padding.NONE)), 3, 7, 9);
    }

    @Test
    void maxpoolWithPaddingThatNeverWins() {
        holds(2, new MaxPoolTraining(new MaxPool(3, 2, 2, 1, new Padding(1, 0, 2, 1))), 2, 5, 6);
    }

    @Test
    void maxpoolWithWindowsApart() {
        holds(2, new MaxPoolTraining(new MaxPool(2, 2, 3, 3, Padding.NONE)), 2, 8, 8);
    }

    @Property(tries = 20, seed = "2012")
    void maxpoolOfAnyGeometry(@ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int size, @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int pad) {
        Assume.that(height >= size && width >= size && pad < size);
        holds(2, new MaxPoolTraining(new MaxPool(size, size, stride, stride, new Padding(pad, 0, 0, pad))), 3, height,
                width);
    }

    @Test
    void avgpoolWithOverlappingWindowsOfWhichTheLastIsClipped() {
        holds(2, new AvgPool(3, 3, 2, 2, new Padding(0, 0, 1, 1), false), 3, 8, 6);
    }

    @Test
    void avgpoolWithAnotherPaddingOnEachSide() {
        holds(2, new AvgPool(3, 2, 2, 1, new Padding(1, 0, 2, 1), false), 2, 5, 6);
    }

    @Test
    void avgpoolOfTheWholeImage() {
        holds(3, AvgPool.all(5, 3), 7, 5, 3);
    }

    @Property(tries = 20, seed = "2012")
    void avgpoolOfAnyGeometry(@ForAll @IntRange(min = 1, max = 7) int height,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int size, @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 2) int pad) {
        Assume.that(height >= size && width >= size && pad < size);
        holds(2, new AvgPool(size, size, stride, stride, new Padding(pad, 0, 0, pad), false), 3, height, width);
    }

    @Test
    void lrnWithinAsTheAuthorsCifarNetsHaveIt() {
        holds(2, new LrnWithin(3, 1, 5e-5 / 9, 0.75), 3, 5, 7);
    }

    @Test
    void lrnWithinThatReallyNormalises() {
        holds(2, new LrnWithin(5, 1, 0.9, 0.6), 3, 7, 5);
    }

    @Test
    void lrnWithinWithAWindowLargerThanTheImage() {
        holds(3, new LrnWithin(7, 2, 0.5, 0.75), 2, 3, 2);
    }

    @Test
    void lrnAsInThePaper() {
        holds(2, new Lrn(5, 2, 1e-4, 0.75), 7, 3, 3);
    }

    @Test
    void lrnThatReallyNormalises() {
        holds(2, new Lrn(3, 1, 0.9, 0.6), 5, 3, 2);
    }

    @Test
    void lrnWithAWindowLargerThanTheChannels() {
        holds(3, new Lrn(9, 2, 0.5, 0.75), 3, 3, 1);
    }

    @Test
    void lrnOfAVector() {
        holds(3, new Lrn(5, 2, 0.5, 0.75), 11);
    }

    @Test
    void softmaxOfAVector() {
        holds(3, new Softmax(), 7);
    }

    @Test
    void softmaxAtEachPosition() {
        holds(2, new Softmax(), 5, 3, 3);
    }

    @Test
    void logSoftmaxAtEachPosition() {
        holds(2, new LogSoftmax(), 5, 3, 1);
    }

    @Test
    void crossEntropyAsLogSoftmaxAndPick() {
        GradientCheck check = new GradientCheck(5);
        check.lossOf(check.apply(new LogSoftmax(), check.image(7)), 7);
    }

    @Test
    void allJoinsImages() {
        GradientCheck check = new GradientCheck(2);
        Value all = check.apply(new Concat(), check.image(3, 3, 2), check.image(1, 3, 2), check.image(2, 3, 2));
        check.holdsFor(check.apply(new Lrn(3, 1, 0.5, 0.75), all));
    }

    @Test
    void allJoinsVectors() {
        GradientCheck check = new GradientCheck(3);
        check.holdsFor(check.apply(new Concat(), check.image(5), check.image(5)));
    }
}
