package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.Optional;

import dev.netc.cli.output.Failure;
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
     * The run's checkpoint. The options that the command leaves out are set to what they were.
     *
     * @throws RunException where there is no checkpoint that could be gone on from
     */
    static CheckpointFile open(Path run, Optional<Path> weights, CommandSpec spec) {
        if (weights.isPresent()) {
            throw Failure
                    .usage("--resume goes on with the weights of the run's checkpoint, --weights begins with others:"
                            + " only one of them makes sense");
        }
        CheckpointFile file = new RunPlace(run).resumable();
        LeftOut.complete(spec, file.options());
        return file;
    }

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws RunException where the training cannot go on like that, or has ended
     */
    static void check(Path run, TrainingState state, Terms terms, TrainingOptions options) {
        state.terms().check(terms);
        int done = state.ended().size();
        if (state.endedBySchedule()) {
            throw new RunException(run + ": the schedule has ended this training after epoch " + done + ". --weights "
                    + new RunPlace(run).last() + " begins another with what it learnt");
        }
        if (done >= options.epochs()) {
            throw new RunException(run + ": this training has ended; " + Figures.count(done, "epoch")
                    + " are done, and "
                    + options.epochs() + " were asked for. --epochs " + (done + 1) + " or more goes on with it");
        }
    }
}
