package dev.netc.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.CompileOptions;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.weights.StartingWeights;
import dev.netc.runtime.weights.TensorFile;
import dev.netc.runtime.weights.Weights;

/**
 * A file of tensors.
 *
 * @param file as the user named it
 * @param content what it holds
 */
public record WeightFile(Path file, TensorFile content) {
    /**
     * Reads a file.
     *
     * @throws Failure where it cannot be read
     * @throws dev.netc.runtime.error.WeightsException where it is no sound safetensors or npz file
     */
    public static WeightFile read(Path file) {
        try {
            return new WeightFile(file, TensorFile.read(file));
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }

    /**
     * Sets a model's parameters and its mean, where the program subtracts one.
     *
     * @throws dev.netc.runtime.error.WeightsException where they do not fit
     */
    public void into(Model model) {
        model.setWeights(fitting(model.program()));
    }

    /**
     * The tensors, which fit a program.
     *
     * @throws dev.netc.runtime.error.WeightsException where they do not
     */
    public Weights fitting(Program program) {
        return Weights.of(program, content.tensors(), file.toString());
    }

    /**
     * What of the file a training of a program can start from.
     *
     * @throws dev.netc.runtime.error.WeightsException where that is nothing
     */
    public StartingWeights startOf(Program program) {
        return StartingWeights.of(program, content.tensors(), file.toString());
    }

    /** The classes that its metadata names. */
    public Optional<ClassNames> classes() {
        return RunMetadata.classes(content.metadata());
    }

    /** Options for images of the size at which the mean was measured, where the file holds a mean image. */
    public CompileOptions imagesOf(CompileOptions options) {
        Tensor mean = content.tensors().get(Weights.MEAN);
        if (mean == null || mean.shape().size() != 3) {
            return options;
        }
        List<Long> shape = mean.shape();
        return options.withImages(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(2)));
    }
}
