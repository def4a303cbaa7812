package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.runtime.Devices;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.RunLock;
import dev.netc.runtime.training.RunMetadata;
import dev.netc.runtime.training.Terms;
import dev.netc.runtime.training.Trainer;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A training that was begun on a processor with other registers goes on with the kernels that it had there. */
class OtherProcessorTest extends ColoredTraining {
    private static final Map<String, String> SETTINGS = Map.of("parameters", "none", "precision", "f32",
            "kernels fused", "true");

    @BeforeAll
    static void takesAProcessor() {
        assumeTrue(Devices.list().getFirst().target().cpu(), "a processor");
    }

    private static Target other() {
        return Devices.list().getFirst().wide() ? Target.CPU_NARROW : Target.CPU;
    }

    /** What a processor of the other kind leaves in a run's folder. */
    private Path trainedThere(String name, int epochs) {
        Dataset images = Dataset.open(data.toString(), DataOptions.DEFAULT);
        Program program = Compiler.compile(
                Frontend.analyse(new SourceText(model.toString(), ColoredImages.NET), Map.of()).network().orElseThrow(),
                CompileOptions.standard().withTargets(EnumSet.of(other())).withImages(12, 12)
                        .withFunctions(EnumSet.of(FunctionKind.TRAIN, FunctionKind.EVALUATE)));
        TrainingOptions options = TrainingOptions.of(program.training()).withEpochs(epochs);
        Path run = folder.resolve(name);
        try (RunLock lock = RunLock.take(run);
                Model loaded = Model.load(program,
                        ModelOptions.DEFAULT.withDevices(List.of("0")).withRecipe(other())
                                .withBatch(options.batch()))) {
            Map<String, String> settings = Terms.of(options).and(program).and(loaded.variant()).and(SETTINGS).values();
            RunFolder kept = RunFolder.begin(lock, new RunMetadata(ColoredImages.NET, images.classes(), settings),
                    "[]", warning -> {});
            new Trainer(loaded, images, options, TrainingListener.all(List.of(kept)))
                    .withTerms(new Terms(SETTINGS).and(Map.of("model", ColoredImages.NET)).values())
                    .train(() -> loaded.initialize(options.seed()));
        }
        return run;
    }

    @Test
    void itSaysSoAndEndsInTheBytesOfOneThatStayedThere() throws IOException {
        Path run = trainedThere("run", 1);
        Outcome outcome = Outcome.of("train", model, "--data", data, "--run", run, "--devices", "0", "--resume",
                "--epochs", "3");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("the kernels are those that the training was begun with, for "
                + other().devices() + ": ");
        ResumedRun.assertSame(run, trainedThere("whole", 3));
    }

    @Test
    void soItDoesWhereAProcessorsKernelsAreAskedFor() {
        Path run = trainedThere("run", 1);
        Outcome outcome = Outcome.of("train", model, "--data", data, "--run", run, "--devices", "0", "--resume",
                "--epochs", "2", "--recipe", "cpu");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        Outcome refused = Outcome.of("train", model, "--data", data, "--run", run, "--devices", "0", "--resume",
                "--epochs", "3", "--recipe", "gpu");
        assertThat(refused.err())
                .contains("kernels: " + (other() == Target.CPU ? "cpu" : "cpu_narrow") + " then, gpu now");
    }
}
