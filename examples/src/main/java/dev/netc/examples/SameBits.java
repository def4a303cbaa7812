package dev.netc.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.weights.Safetensors;

/**
 * What a net learns does not depend on how many devices run it: an epoch of {@code models/digits.net}, dropout and all, on one
 * device and on the two halves of it, and the weight files compared byte for byte.
 */
public final class SameBits {
    private SameBits() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of("models", "digits.net");
        SourceText source = new SourceText(file.toString(), Files.readString(file));
        Program program = Compiler.compile(Frontend.analyse(source, Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        Path one = train(program, "0");
        Path two = train(program, "0.0", "0.1");
        long difference = Files.mismatch(one, two);
        if (difference >= 0) {
            throw new IllegalStateException("the weights differ from byte " + difference + " on");
        }
        System.out.printf("%d bytes of weights, the same on one device and on two%n", Files.size(one));
        Files.delete(one);
        Files.delete(two);
    }

    /** The weights after an epoch on these devices. */
    private static Path train(Program program, String... devices) throws IOException {
        TrainingOptions options = TrainingOptions.of(program.training()).withEpochs(1);
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withDevices(devices))) {
            model.initialize(options.seed());
            Dataset digits = Dataset.open("digits", DataOptions.DEFAULT);
            int steps = new Trainer(model, digits, options, new TrainingListener() {}).train().steps();
            System.out.println(steps + " steps on " + String.join(" and ", devices));
            Path weights = Files.createTempFile("digits", ".safetensors");
            Safetensors.write(weights, model.parameters(), Map.of());
            return weights;
        }
    }
}
