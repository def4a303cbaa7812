package dev.netc.cli.command;

import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.training.CheckpointFile;
import dev.netc.runtime.training.RunException;
import dev.netc.runtime.training.RunPlace;
import dev.netc.runtime.training.Terms;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.training.TrainingState;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --resume} asks for: a checkpoint, the options that the command left out, and a training that can go on. */
final class Resumption {
    private Resumption() {}

    /**
     * The run's checkpoint. The options that the command leaves out are set to what they were, and so are the kernels.
     *
     * @throws RunException where there is no checkpoint that could be gone on from
     */
    static CheckpointFile open(RunPlace place, CommandSpec spec, DeviceArguments devices, Console console) {
        CheckpointFile file = place.resumable();
        LeftOut.complete(spec, file.options());
        file.checkpoint().state().terms().kernels().ifPresent(kernels -> devices.goOnWith(kernels, console));
        return file;
    }

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws RunException where the training cannot go on like that, or has ended
     */
    static void check(RunPlace place, TrainingState state, Terms terms, TrainingOptions options) {
        state.terms().check(terms);
        int done = state.ended().size();
        if (state.endedBySchedule()) {
            throw new RunException(place.folder() + ": the schedule has ended this training after epoch " + done
                    + ". --weights " + place.last() + " begins another with what it learnt");
        }
        if (done >= options.epochs()) {
            throw new RunException(place.folder() + ": this training has ended; " + Figures.count(done, "epoch")
                    + " are done, and " + options.epochs() + " were asked for. --epochs " + (done + 1)
                    + " or more goes on with it");
        }
    }
}
