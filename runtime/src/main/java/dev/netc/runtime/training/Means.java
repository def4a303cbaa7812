package dev.netc.runtime.training;

import dev.netc.program.Buffer;
import dev.netc.program.Precision;
import dev.netc.runtime.Model;
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
     * Checks that a model whose {@code prepare} subtracts a measured mean has one.
     *
     * @throws NetcException where it has none: it would answer, and be wrong
     */
    static void check(Model model) {
        boolean subtracts = model.variant().state().stream().anyMatch(b -> b.role() instanceof Buffer.Mean);
        if (subtracts && model.mean().isEmpty()) {
            throw new NetcException("net " + model.program().name()
                    + " subtracts a mean that was measured in training; these weights carry no `prepare.mean`");
        }
    }
}
