package dev.netc.program;

import java.util.List;
import java.util.Optional;

/**
 * A network, compiled: all that a runtime needs to run and train it.
 *
 * @param version of this format; a runtime refuses a version that it does not know
 * @param arithmetic by which its kernels compute: {@link #ARITHMETIC} when it was compiled
 * @param name of the net
 * @param inputs tensors and labels, in the order of the source
 * @param outputs in the order of the source
 * @param parameters as a person sees them, joined over columns
 * @param training what the train block says; null for a net that only infers
 * @param images what is fed where a function reads pixels; null where the net has no image
 * @param variants the same computation for several kinds of device, precisions and layouts
 */
public record Program(int version, int arithmetic, String name, List<Input> inputs, List<Output> outputs,
        List<Parameter> parameters,
        Training training, Images images, List<Variant> variants) {

    /** The version that this library writes and reads. */
    public static final int VERSION = 6;

    /**
     * The number of the arithmetic that this library computes by: in which order kernels add, what is rounded where, how numbers are
     * drawn and images prepared. Whoever changes any of it, so that the same training ends in other bits on the same device, raises
     * this number: a checkpoint of another number is not gone on from.
     */
    public static final int ARITHMETIC = 5;

    public Program {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        variants = List.copyOf(variants);
    }

    /**
     * The output that says something of each class: the first that is a vector; with a train block, of as many elements as the
     * loss has classes.
     */
    public Optional<Output> classifier() {
        return outputs.stream().filter(output -> output.shape().size() == 1)
                .filter(output -> training == null || output.shape().get(0) == training.logits()).findFirst();
    }

    /** Whether it can be asked about an image alone: it reads no other tensor, and has {@link #classifier}. */
    public boolean classifiesImages() {
        return images != null && (images.channels() == 1 || images.channels() == 3)
                && inputs.stream().filter(Input.Tensor.class::isInstance).count() == 1 && classifier().isPresent()
                && variants.stream().allMatch(variant -> variant.function("predict").isPresent());
    }

    /** A program by the arithmetic of this library. */
    public Program(int version, String name, List<Input> inputs, List<Output> outputs, List<Parameter> parameters,
            Training training, Images images, List<Variant> variants) {
        this(version, ARITHMETIC, name, inputs, outputs, parameters, training, images, variants);
    }

    /** A program that is never fed pixels. */
    public Program(int version, String name, List<Input> inputs, List<Output> outputs, List<Parameter> parameters,
            Training training,
            List<Variant> variants) {
        this(version, name, inputs, outputs, parameters, training, null, variants);
    }
}
