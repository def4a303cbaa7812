package dev.netc.runtime.training;

import java.util.List;

import dev.netc.runtime.Model;

/**
 * Hears of a training, on the thread that trains. Every method does nothing unless it is overridden; what one throws ends
 * the training.
 */
public interface TrainingListener {

    /** Something that the user should know and that does not stop anything. */
    default void warned(String warning) {}

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
            public void stepped(Progress progress) {
                listeners.forEach(listener -> listener.stepped(progress));
            }

            @Override
            public void epochEnded(EpochReport report, Model model) {
                listeners.forEach(listener -> listener.epochEnded(report, model));
            }
        };
    }
}
