package dev.netc.cli.command;

import java.util.Optional;

import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Message;
import dev.netc.runtime.training.RunFolder;
import dev.netc.runtime.training.TrainingState;
import dev.netc.runtime.training.TrainingStoppedException;

/** What a person is told who has interrupted a training: what was kept, and how it goes on. */
final class Stopped {
    private Stopped() {}

    static Failure failure(TrainingStoppedException stopped, RunFolder folder, String resuming) {
        Optional<TrainingState> kept = folder.kept();
        String text = stopped.state().map(state -> words(state, kept, folder)).orElse(stopped.getMessage())
                + kept.filter(state -> !state.isFinished()).map(state -> System.lineSeparator() + "this goes on: "
                        + resuming).orElse("");
        ExitStatus status = kept.isEmpty() && stopped.state().isPresent() ? ExitStatus.ERRORS : ExitStatus.INTERRUPTED;
        return Failure.of(status, Message.of("interrupted", text), stopped);
    }

    private static String words(TrainingState state, Optional<TrainingState> kept, RunFolder folder) {
        String interrupted = "interrupted after " + state.text() + "; ";
        String trouble = folder.trouble().map(why -> " (" + why + ")").orElse("");
        if (kept.isEmpty()) {
            return interrupted + "no checkpoint could be written" + trouble + ", and what was learnt is lost";
        }
        String checkpoint = folder.place().checkpointFolder().toString();
        if (kept.get().isFinished()) {
            return interrupted + "the training has ended, its weights are written, and only the last test is missing";
        }
        return kept.get().step() == state.step()
                ? interrupted + checkpoint + " holds all of it"
                : interrupted + "no checkpoint of that could be written" + trouble + ": " + checkpoint
                        + " stands after "
                        + kept.get().text();
    }
}
