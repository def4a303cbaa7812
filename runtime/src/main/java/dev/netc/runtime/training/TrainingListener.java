package dev.netc.runtime.training;

import java.util.List;
import java.util.Optional;

import dev.netc.runtime.Model;

/**
 * Hears of a training, on the thread that trains. Every method does nothing unless it is overridden; what one throws ends
 * the training.
 */
public interface TrainingListener {

    /** Something that the user should know and that does not stop anything. */
    default void warned(String warning) {}

    /** Something that may help the training, for people. */
    default void advised(String advice) {}

    /** The schedule moved the learning rate, or ends the training. */
    default void rateChanged(RateChange change) {}

    /** Who wants to hear what the model says of each image that it is validated with; empty for nobody. */
    default Optional<Answers> answers() {
        return Optional.empty();
    }

    /**
     * A training goes on where it stood; its first step comes next.
     *
     * @param model as it stood; its parameters may be read
     */
    default void resumed(History history, Model model) {}

    /**
     * The training stands between two steps, and it is time to keep what it needs to go on later: after each epoch, every
     * {@link TrainingOptions#checkpointEvery} in a longer one, and before it stops where it was asked to.
     *
     * @param model whose parameters, momenta and mean {@link Checkpoint#of} keeps
     */
    default void checkpointDue(TrainingState state, Model model) {}

    /** The training has come to its end. */
    default void ended(TrainingResult result) {}

    /** A step is done. */
    default void stepped(Progress progress) {}

    /**
     * An epoch is done, validation included.
     *
     * @param model as it is now; its parameters may be read
     */
    default void epochEnded(EpochReport report, Model model) {}

    /** Tells several, in their order. */
    static TrainingListener all(List<TrainingListener> listeners) {
        return new TrainingListener() {
            @Override
            public void warned(String warning) {
                listeners.forEach(listener -> listener.warned(warning));
            }

            @Override
            public void advised(String advice) {
                listeners.forEach(listener -> listener.advised(advice));
            }

            @Override
            public void rateChanged(RateChange change) {
                listeners.forEach(listener -> listener.rateChanged(change));
            }

            @Override
            public Optional<Answers> answers() {
                List<Answers> all = listeners.stream().map(TrainingListener::answers).flatMap(Optional::stream)
                        .toList();
                return all.isEmpty()
                        ? Optional.empty()
                        : Optional.of((image, label, probabilities) -> all
                                .forEach(one -> one.heard(image, label, probabilities)));
            }

            @Override
            public void stepped(Progress progress) {
                listeners.forEach(listener -> listener.stepped(progress));
            }

            @Override
            public void epochEnded(EpochReport report, Model model) {
                listeners.forEach(listener -> listener.epochEnded(report, model));
            }

            @Override
            public void resumed(History history, Model model) {
                listeners.forEach(listener -> listener.resumed(history, model));
            }

            @Override
            public void checkpointDue(TrainingState state, Model model) {
                listeners.forEach(listener -> listener.checkpointDue(state, model));
            }

            @Override
            public void ended(TrainingResult result) {
                listeners.forEach(listener -> listener.ended(result));
            }
        };
    }
}
