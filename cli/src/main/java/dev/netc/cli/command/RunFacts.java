package dev.netc.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.netc.cli.option.ModelFile;
import dev.netc.cli.report.Fact;
import dev.netc.cli.report.Settings;
import dev.netc.program.Precision;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.training.TrainingOptions;
import picocli.CommandLine.Model.CommandSpec;

/** What a run's report says that it was told. */
final class RunFacts {
    /** What a training that goes on has of its own. */
    private static final String WEIGHTS = "--weights";
    private static final String RESUME = "--resume";

    private RunFacts() {}

    /** The command as it was typed, what it worked on, and by which versions of what. */
    static List<Fact> of(CommandSpec spec, ModelFile file, Model model, Dataset images, TrainingOptions options) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("command", command(spec)));
        facts.add(new Fact("model", file.file().toString()));
        facts.add(new Fact("data", images.description()));
        facts.add(new Fact("devices", String.join("\n", Placement.lines(model))));
        facts.add(new Fact("kernels", "for " + model.variant().target().devices()
                + (model.variant().precision() == Precision.F64 ? ", in float64" : ", in float32")));
        facts.addAll(Settings.of(model.program(), options));
        facts.add(new Fact("versions", String.join("\n", spec.root().version())));
        return facts;
    }

    private static String command(CommandSpec spec) {
        return spec.root().commandLine().getParseResult().originalArgs().stream().map(RunFacts::quoted)
                .collect(Collectors.joining(" ", spec.root().name() + " ", ""));
    }

    /** The command that goes on with the training of this one. */
    static String resuming(CommandSpec spec) {
        List<String> words = new ArrayList<>();
        words.add(spec.root().name());
        boolean value = false;
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            if (!value && !word.startsWith(WEIGHTS) && !word.equals(RESUME)) {
                words.add(quoted(word));
            }
            value = word.equals(WEIGHTS);
        }
        words.add(LeftOut.endOfOptions(words), RESUME);
        return String.join(" ", words);
    }

    /** As a shell would take it. */
    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./,:=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
