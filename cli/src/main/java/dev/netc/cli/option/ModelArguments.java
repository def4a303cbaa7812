package dev.netc.cli.option;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model and what its parameters are set to. */
public final class ModelArguments {
    @Parameters(index = "0", paramLabel = "MODEL", description = "The model file.")
    private Path model;

    @Option(names = "-P", paramLabel = "name=value", description = "Sets a parameter of the net; may be repeated.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    /**
     * Reads the model.
     *
     * @throws Failure where it cannot be read, or has errors
     */
    public ModelFile open(Console console) {
        parameters.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw Failure.usage("-P " + name + "=" + value + ": a number is expected");
            }
        });
        return ModelFile.open(model, parameters, console);
    }

    /** What was set, in the order in which it was typed. */
    public Map<String, Double> parameters() {
        return Collections.unmodifiableMap(parameters);
    }
}
