package dev.netc.runtime.weights;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;

/** Tensors that fit a program: one for each of its parameters, of its shape. */
public final class Weights {
    /** How a file keeps the mean that {@code prepare} subtracts. */
    public static final String MEAN = "prepare.mean";

    private final Map<String, Tensor> parameters;
    private final Optional<Tensor> mean;

    private Weights(Map<String, Tensor> parameters, Optional<Tensor> mean) {
        this.parameters = parameters;
        this.mean = mean;
    }

    /**
     * Checks that tensors fit a program. Tensors whose names begin with {@code prepare.} need not be parameters.
     *
     * @param source how a message names where they are from
     * @throws WeightsException where names or shapes do not fit: with both lists, and the pairs that are likely meant
     */
    public static Weights of(Program program, Map<String, Tensor> tensors, String source) {
        Fit fit = Fit.of(program, tensors);
        if (!fit.isWhole()) {
            throw new WeightsException(new Misfit(program, source, fit).explain());
        }
        Optional<Tensor> mean = Optional.ofNullable(tensors.get(MEAN));
        mean.ifPresent(found -> checkMean(program, found, source));
        return new Weights(fit.fitting(), mean);
    }

    /** A net that measures no mean leaves the file's alone. */
    private static void checkMean(Program program, Tensor mean, String source) {
        List<Prepare> steps = program.training() == null ? List.of() : program.training().prepare();
        boolean image = steps.stream().anyMatch(Prepare.MeanImage.class::isInstance);
        if (program.images() == null || (!image && steps.stream().noneMatch(Prepare.MeanChannel.class::isInstance))) {
            return;
        }
        int channels = program.images().channels();
        if (!mean.type().isReal() || mean.shape().size() != (image ? 3 : 1) || mean.shape().getFirst() != channels) {
            throw new WeightsException(source + " does not fit net " + program.name() + ": its " + MEAN + " is " + mean
                    + "; the net subtracts " + (image
                            ? "a mean image, [" + channels + ", height, width]"
                            : "a mean of each channel, [" + channels + "]"));
        }
    }

    /** By the program's names, in its order. */
    public Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** The mean that {@code prepare} subtracts, where the file holds one. */
    public Optional<Tensor> mean() {
        return mean;
    }
}
