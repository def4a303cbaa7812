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
import dev.netc.runtime.training.EpochReport;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingResult;

/**
 * Training from Java: {@code models/digits.net} learns for a few epochs, its two columns on the devices that the runtime
 * chooses (without a GPU the two halves of the CPU), and a listener prints what each epoch came to.
 */
public final class TrainDigits {
    private static final int EPOCHS = 5;

    private TrainDigits() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of("models", "digits.net");
        SourceText source = new SourceText(file.toString(), Files.readString(file));
        Program program = Compiler.compile(Frontend.analyse(source, Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        Dataset digits = Dataset.open("digits", DataOptions.DEFAULT);
        TrainingOptions options = TrainingOptions.of(program.training()).withEpochs(EPOCHS);
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withBatch(options.batch()))) {
            model.devices().forEach(d -> System.out.println("device " + d.name() + ": " + d.device()));
            System.out.println(digits.description());
            model.initialize(options.seed());
            TrainingResult result = new Trainer(model, digits, options, new EpochLines()).train();
            System.out.printf("%.1f%% of %d test digits are read wrongly%n",
                    100 * result.test().orElseThrow().top1Error(), digits.test().size());
        }
    }

    /** Prints a line an epoch. */
    private static final class EpochLines implements TrainingListener {
        @Override
        public void epochEnded(EpochReport report, Model model) {
            System.out.printf("epoch %d: loss %.4f, %.0f images/s, test error %.1f%%%n", report.epoch(),
                    report.trainLoss(), report.imagesPerSecond(), 100 * report.validation().orElseThrow().top1Error());
        }
    }
}
