package dev.netc.cli.command;

import java.util.Optional;

import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Message;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.TrainingState;
import dev.netc.runtime.training.TrainingStoppedException;

/**
 * What a person is told who has interrupted a training.
 *
 * @param cause that it was stopped
 * @param kept what was kept, in words
 * @param lost whether nothing was
 * @param command that goes on; empty where none can
 */
record Stopped(TrainingStoppedException cause, String kept, boolean lost, Optional<String> command) {

    /** @param resuming the command that goes on */
    static Stopped of(TrainingStoppedException cause, RunFolder folder, String resuming) {
        Optional<TrainingState> kept = folder.kept();
        return new Stopped(cause, cause.state().map(state -> words(state, kept, folder)).orElse(cause.getMessage()),
                kept.isEmpty() && cause.state().isPresent(),
                kept.filter(state -> !state.isFinished()).map(state -> resuming));
    }

    private static String words(TrainingState state, Optional<TrainingState> kept, RunFolder folder) {
        String interrupted = "interrupted after " + state.text() + "; ";
        String trouble = folder.trouble().map(why -> " (" + why + ")").orElse("");
        if (kept.isEmpty()) {
            return interrupted + "no checkpoint could be written" + trouble + ", and what was learnt is lost";
        }
        if (kept.get().isFinished()) {
            return interrupted + "the training has ended, its weights are written, and only the last test is missing";
        }
        String checkpoint = folder.place().checkpointFolder().toString();
        return kept.get().step() == state.step()
                ? interrupted + checkpoint + " holds all of it"
                : interrupted + "no checkpoint of that could be written" + trouble + ": " + checkpoint
                        + " stands after "
                        + kept.get().text();
    }

    /** For the report. */
    String note() {
        return kept + command.map(words -> ". This goes on: `" + words + "`").orElse("");
    }

    /** As the command ends. */
    Failure failure() {
        String text = kept + command.map(words -> System.lineSeparator() + "this goes on: " + words).orElse("");
        return Failure.of(lost ? ExitStatus.ERRORS : ExitStatus.INTERRUPTED, Message.of("interrupted", text), cause);
    }
}
