package dev.netc.runtime.training;

import java.util.List;

import dev.netc.runtime.data.ColorComponents;

/**
 * Where a training stands between two steps, beside what is on its devices. Everything that chance decides is a function of seed,
 * epoch, image and step, so that this place is all that is needed of it; learning rate, best epoch and the schedule's state are
 * functions of the epochs that ended.
 *
 * @param terms what may not change while the training rests
 * @param epochs most epochs, as was last asked for
 * @param ended the epochs that have ended, in order
 * @param endedBySchedule whether the schedule has ended the training
 * @param batches optimizer steps done in the epoch that has not ended
 * @param tally of that epoch
 * @param chance of the whole training
 * @param seconds spent in all
 * @param epochSeconds spent in that epoch
 * @param covariance of the training images' colours, row by row, for {@link ColorComponents}; empty where it is not needed
 */
public record TrainingState(Terms terms, int epochs, List<EpochReport> ended, boolean endedBySchedule, int batches,
        Sums tally, Chance chance, double seconds, double epochSeconds, List<Double> covariance) {

    /**
     * What was added up over the images of an epoch so far.
     *
     * @param images how many
     * @param loss sum
     * @param wrong how many
     * @param notInFive whose class is not among the five likeliest
     */
    public record Sums(int images, double loss, int wrong, int notInFive) {
        /** Of no image. */
        public static final Sums NONE = new Sums(0, 0, 0, 0);
    }

    /**
     * What is known of a loss that may stay at chance.
     *
     * @param sum of the losses of the steps that were not compared yet
     * @param steps these
     * @param windows comparisons in a row that found it there
     * @param said whether that was pointed out
     */
    public record Chance(double sum, int steps, int windows, boolean said) {
        /** Before the first step. */
        public static final Chance NONE = new Chance(0, 0, 0, false);
    }

    /** A state. */
    public TrainingState {
        ended = List.copyOf(ended);
        covariance = List.copyOf(covariance);
    }

    /** The epoch that has not ended, 1 for the first. */
    public int epoch() {
        return ended.size() + 1;
    }

    /** Optimizer steps done in all. */
    public int step() {
        return (ended.isEmpty() ? 0 : ended.getLast().step()) + batches;
    }

    /** Whether there is nothing more to do: all epochs have ended, or the schedule has ended the training. */
    public boolean isFinished() {
        return ended.size() >= epochs || endedBySchedule;
    }

    /** {@code step 105 (epoch 3)}, {@code epoch 3 (step 135)} where it has just ended. */
    public String text() {
        return batches == 0 && !ended.isEmpty()
                ? "epoch " + ended.size() + " (step " + step() + ")"
                : "step " + step() + " (epoch " + epoch() + ")";
    }
}
