package dev.netc.cli.command;

import java.util.Optional;

import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.weights.StartingWeights;

/**
 * What a training starts from: the model's initial values, and the weights that take the place of some or all of them.
 *
 * @param weights empty where none are given
 * @param classes that they were trained for, where they say so
 */
record StartValues(Optional<StartingWeights> weights, Optional<ClassNames> classes) {

    /**
     * Finds out what of a file a program can start from.
     *
     * @throws dev.netc.runtime.error.WeightsException where that is nothing
     */
    static StartValues of(Optional<WeightFile> file, Program program) {
        return new StartValues(file.map(given -> given.startOf(program)), file.flatMap(WeightFile::classes));
    }

    /** Tells what starts from what, and warns of what looks like a mistake. */
    void tell(ClassNames trained, Console console, TrainingListener report) {
        weights.ifPresent(start -> {
            String text = start.text() + remark(trained);
            console.say(text);
            report.advised(text);
            for (String doubt : start.doubts()) {
                console.warn("weights", doubt);
                report.warned(doubt);
            }
        });
    }

    private String remark(ClassNames trained) {
        return classes.filter(others -> !others.equals(trained))
                .map(others -> "\n  the classes are the data's; the file's are others: " + others.some()).orElse("");
    }

    /** Fills a model's parameters, as often as one likes; momentum is zero afterwards. */
    void into(Model model, long seed) {
        model.initialize(seed);
        weights.ifPresent(start -> start.parameters().forEach(model::setParameter));
    }
}
