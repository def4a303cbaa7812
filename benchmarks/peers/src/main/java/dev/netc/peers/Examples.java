package dev.netc.peers;

import java.nio.ByteBuffer;
import java.util.Random;

import dev.netc.compiler.shape.Shape;
import dev.netc.runtime.tensor.Tensor;

/**
 * What every contestant is given.
 *
 * @param images float32, {@code [batch, channels, height, width]}
 * @param labels int32, {@code [batch]}
 */
record Examples(Tensor images, Tensor labels) {
    /** About what is left of a photograph's pixels when the mean is subtracted. */
    private static final double DEVIATION = 50;

    /** Normal draws, the same every time. */
    static Examples draw(Shape shape, int classes, int batch) {
        Random random = new Random(1);
        ByteBuffer images = Tensor.allocate(Tensor.Type.F32, shape.elements() * batch);
        while (images.hasRemaining()) {
            images.putFloat((float) (DEVIATION * random.nextGaussian()));
        }
        int[] labels = random.ints(batch, 0, classes).toArray();
        return new Examples(Tensor.of(Tensor.Type.F32, sizes(shape, batch), images.flip()), Tensor.of(labels, batch));
    }

    private static java.util.List<Long> sizes(Shape shape, int batch) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of((long) batch),
                shape.dimensions().stream().map(Integer::longValue)).toList();
    }

    /** How many. */
    int batch() {
        return (int) images.rows();
    }
}
