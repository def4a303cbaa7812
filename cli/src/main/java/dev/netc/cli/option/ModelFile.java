package dev.netc.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;

/**
 * A model file, read and understood.
 *
 * @param file as the user named it
 * @param text all of it
 * @param network what it says
 */
public record ModelFile(Path file, String text, Network network) {
    /** No model is longer; a file that is was meant for something else. */
    private static final long MOST_BYTES = 16 << 20;

    /**
     * Reads a model file; its warnings are shown.
     *
     * @param parameters values for the net's parameters
     * @throws Failure where it cannot be read, or has errors
     */
    public static ModelFile open(Path file, Map<String, Double> parameters, Console console) {
        String text = read(file);
        Analysis analysis = Frontend.analyse(new SourceText(file.toString(), text), parameters);
        Network network = analysis.network().orElseThrow(() -> Failure.model(analysis.problems()));
        console.warn(analysis.problems());
        return new ModelFile(file, text, network);
    }

    /**
     * The text of a model file.
     *
     * @throws Failure where it cannot be read
     */
    public static String read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw Failure.file(file.toString(), "it is a folder, not a model file", null);
            }
            if (Files.size(file) > MOST_BYTES) {
                throw Failure.file(file.toString(), "it is too long for a model file", null);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }

    /** The batch that a command takes: what was said, else the model's, else what the language takes for granted. */
    public int batch(Integer said) {
        if (said != null) {
            return said;
        }
        return network.train() == null ? 128 : network.train().settings().batch();
    }
}
