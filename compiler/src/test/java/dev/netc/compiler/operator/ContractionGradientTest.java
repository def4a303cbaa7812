package dev.netc.compiler.operator;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Value;
import dev.netc.compiler.reference.GradientCheck;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The gradients of {@code conv} and {@code dense}, by image, weight and bias, at odd sizes. */
class ContractionGradientTest {

    private static void conv(int batch, int height, int width, Conv conv, int... channelsOfSegments) {
        GradientCheck check = new GradientCheck(batch);
        List<Value> inputs = new ArrayList<>();
        int channels = 0;
        for (int segment : channelsOfSegments) {
            inputs.add(check.image(segment, height, width));
            channels += segment;
        }
        inputs.add(check.weight(conv.filters(), channels / conv.groups(), conv.kernelHeight(), conv.kernelWidth()));
        if (conv.bias()) {
            inputs.add(check.weight(conv.filters()));
        }
        check.holdsFor(check.apply(conv, inputs.toArray(Value[]::new)));
    }

    private static void local(int batch, int height, int width, Local local, int... channelsOfSegments) {
        GradientCheck check = new GradientCheck(batch);
        List<Value> inputs = new ArrayList<>();
        int channels = 0;
        for (int segment : channelsOfSegments) {
            inputs.add(check.image(segment, height, width));
            channels += segment;
        }
        Shape image = Shape.of(channels, height, width);
        inputs.add(check.weight(dimensions(local.weight(image))));
        if (local.bias()) {
            inputs.add(check.weight(dimensions(local.bias(image))));
        }
        check.holdsFor(check.apply(local, inputs.toArray(Value[]::new)));
    }

    private static int[] dimensions(Shape shape) {
        return shape.dimensions().stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void convWithStrideAndWithoutPadding() {
        conv(3, 9, 7, new Conv(5, 3, 3, 2, 2, Padding.NONE, 1, true), 3);
    }

    @Test
    void convWithAnotherPaddingOnEachSide() {
        conv(2, 6, 5, new Conv(3, 3, 2, 2, 1, new Padding(1, 0, 2, 1), 1, true), 2);
    }

    @Test
    void convWhoseStrideLeavesPixelsUnread() {
        conv(2, 7, 8, new Conv(3, 1, 2, 3, 3, Padding.NONE, 1, true), 2);
    }

    @Test
    void convInGroups() {
        conv(2, 5, 5, new Conv(6, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 3, true), 9);
    }

    @Test
    void convWithoutBias() {
        conv(1, 4, 5, new Conv(7, 1, 1, 1, 1, Padding.NONE, 1, false), 5);
    }

    @Test
    void convOverTheSegmentsOfTwoColumns() {
        conv(2, 5, 4, new Conv(3, 3, 3, 1, 1, new Padding(1, 1, 1, 1), 1, true), 3, 3);
    }

    @Test
    void convOverTheSegmentsOfThreeColumns() {
        conv(2, 5, 5, new Conv(2, 2, 3, 2, 1, new Padding(0, 1, 1, 0), 1, true), 1, 3, 2);
    }

    /** Twenty draws of what a model file could say. */
    @Property(tries = 20, seed = "2012")
    void convOfAnyGeometry(@ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 6) int width, @ForAll @IntRange(min = 1, max = 3) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 3) int kernelWidth, @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int near, @ForAll @IntRange(min = 0, max = 2) int far,
            @ForAll @IntRange(min = 1, max = 3) int groups, @ForAll boolean bias) {
        Assume.that(height > kernelHeight && width > kernelWidth);
        conv(batch, height, width, new Conv(2 * groups, kernelHeight, kernelWidth, stride, 1,
                new Padding(near, far, far, near), groups, bias), groups);
    }

    @Test
    void localWithAnotherPaddingOnEachSide() {
        local(2, 6, 5, new Local(3, 3, 2, 2, 1, new Padding(1, 0, 2, 1), true), 2);
    }

    @Test
    void localWithoutBias() {
        local(2, 4, 5, new Local(5, 2, 3, 1, 2, Padding.NONE, false), 3);
    }

    @Test
    void localOverTheSegmentsOfThreeColumns() {
        local(2, 4, 3, new Local(2, 3, 3, 1, 1, new Padding(1, 1, 1, 1), true), 1, 3, 2);
    }

    @Property(tries = 20, seed = "2012")
    void localOfAnyGeometry(@ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @IntRange(min = 1, max = 5) int width, @ForAll @IntRange(min = 1, max = 3) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 3) int kernelWidth, @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int near, @ForAll @IntRange(min = 0, max = 2) int far,
            @ForAll boolean bias) {
        Assume.that(height >= kernelHeight && width >= kernelWidth);
        local(2, height, width,
                new Local(3, kernelHeight, kernelWidth, stride, 1, new Padding(near, far, far, near), bias), 2);
    }

    @Test
    void denseOverAVector() {
        GradientCheck check = new GradientCheck(3);
        check.holdsFor(check.apply(new Dense(5, true), check.image(7), check.weight(5, 7), check.weight(5)));
    }

    @Test
    void denseOverAnImage() {
        GradientCheck check = new GradientCheck(2);
        check.holdsFor(check.apply(new Dense(3, true), check.image(3, 5, 3), check.weight(3, 45), check.weight(3)));
    }

    @Test
    void denseOverTheSegmentsOfTwoColumns() {
        GradientCheck check = new GradientCheck(2);
        check.holdsFor(check.apply(new Dense(3, false), check.image(3, 3, 1), check.image(2, 3, 1),
                check.weight(3, 15)));
    }
}
