package dev.netc.runtime.training;

import java.util.Optional;

import dev.netc.program.Buffer;
import dev.netc.program.Precision;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.ImageSize;
import dev.netc.runtime.data.PreparedMean;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;

/** The measured mean on its way to the devices. */
final class Means {
    private Means() {}

    /** As a tensor in the precision of the model. */
    static Tensor tensor(PreparedMean mean, Precision precision) {
        long[] shape = mean.shape().stream().mapToLong(Integer::longValue).toArray();
        Tensor exact = Tensor.of(mean.values(), shape);
        return precision == Precision.F32 ? exact.as(Tensor.Type.F32) : exact;
    }

    /**
     * Checks that a model whose {@code prepare} subtracts a measured mean has one, of the size of these images.
     *
     * @throws NetcException where it has none, or one of another size
     */
    static void check(Model model, ImageSize stored, int channels) {
        Optional<Buffer> buffer = buffer(model);
        if (buffer.isEmpty()) {
            return;
        }
        Tensor mean = model.mean().orElseThrow(() -> new NetcException("net " + model.program().name()
                + " subtracts a mean that was measured in training; these weights carry no `prepare.mean`"));
        checkSize(mean.elements(), stored, channels);
    }

    /**
     * Checks that a mean image can be subtracted from images of this size.
     *
     * @throws NetcException where the program expects another
     */
    static void checkSize(Model model, ImageSize stored, int channels) {
        buffer(model).ifPresent(buffer -> checkSize(buffer.elements(), stored, channels));
    }

    private static void checkSize(long elements, ImageSize stored, int channels) {
        if (elements != channels && elements != (long) channels * stored.height() * stored.width()) {
            throw new NetcException("the mean image has " + elements / channels + " pixels, the images are " + stored
                    + ": `prepare resize(n)` before `mean(image)` gives all images one size");
        }
    }

    private static Optional<Buffer> buffer(Model model) {
        return model.variant().state().stream().filter(b -> b.role() instanceof Buffer.Mean).findFirst();
    }
}
