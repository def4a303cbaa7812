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
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;

/** Where the other examples have a net from that knows something: {@code models/digits.net}, trained for a few seconds. */
final class TrainedDigits {
    private TrainedDigits() {}

    /** A model that was trained on the data; to be closed. */
    static Model on(Dataset data, int epochs) throws IOException {
        Path file = Path.of("models", "digits.net");
        SourceText source = new SourceText(file.toString(), Files.readString(file));
        Program program = Compiler.compile(Frontend.analyse(source, Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        TrainingOptions options = TrainingOptions.of(program.training()).withEpochs(epochs);
        Model model = Model.load(program, ModelOptions.DEFAULT.withBatch(options.batch()));
        model.initialize(options.seed());
        new Trainer(model, data, options, new TrainingListener() {}).train();
        return model;
    }
}
