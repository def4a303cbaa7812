package dev.netc.program;

import java.util.List;

/**
 * A network, compiled: all that a runtime needs to run and train it.
 *
 * @param version of this format; a runtime refuses a version that it does not know
 * @param name of the net
 * @param inputs tensors and labels, in the order of the source
 * @param outputs in the order of the source
 * @param parameters as a person sees them, joined over columns
 * @param training what the train block says; null for a net that only infers
 * @param images what is fed where a function reads pixels; null where the net has no image
 * @param variants the same computation for several kinds of device, precisions and layouts
 */
public record Program(int version, String name, List<Input> inputs, List<Output> outputs, List<Parameter> parameters,
        Training training, Images images, List<Variant> variants) {

    /** The version that this library writes and reads. */
    public static final int VERSION = 2;

    public Program {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        variants = List.copyOf(variants);
    }

    /** A program that is never fed pixels. */
    public Program(int version, String name, List<Input> inputs, List<Output> outputs, List<Parameter> parameters,
            Training training,
            List<Variant> variants) {
        this(version, name, inputs, outputs, parameters, training, null, variants);
    }
}
