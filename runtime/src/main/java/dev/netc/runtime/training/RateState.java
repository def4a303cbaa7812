package dev.netc.runtime.training;

import java.util.OptionalDouble;

import dev.netc.program.Schedule;

/**
 * Where a learning-rate schedule stands. A value: each epoch gives the next.
 *
 * @param rate learning rate of the epoch to come
 * @param best lowest validation error so far, of 1
 * @param sinceBest epochs since then, or since the last division
 * @param divisions how often the rate was multiplied
 * @param ended whether the schedule ends the training
 */
public record RateState(double rate, double best, int sinceBest, int divisions, boolean ended) {

    /** Before the first epoch. */
    public static RateState start(double rate) {
        return new RateState(rate, Double.POSITIVE_INFINITY, 0, 0, false);
    }

    /**
     * After an epoch.
     *
     * @param epoch number of the epoch that ended, 1 for the first
     * @param validationError share of the validation images whose likeliest class is wrong
     * @throws IllegalArgumentException where the schedule watches an error and there is none
     */
    public RateState after(Schedule schedule, int epoch, OptionalDouble validationError) {
        return switch (schedule) {
            case Schedule.Constant() -> this;
            case Schedule.Steps(var at, double factor) -> at.contains(epoch) ? divided(factor) : this;
            case Schedule.Plateau plateau -> watch(plateau, validationError.orElseThrow(
                    () -> new IllegalArgumentException("a plateau is seen in a validation error; there is none")));
        };
    }

    private RateState watch(Schedule.Plateau plateau, double error) {
        if (error < best) {
            return new RateState(rate, error, 0, divisions, ended);
        }
        if (sinceBest + 1 < plateau.patience()) {
            return new RateState(rate, best, sinceBest + 1, divisions, ended);
        }
        if (divisions == plateau.times()) {
            return new RateState(rate, best, sinceBest + 1, divisions, true);
        }
        return divided(plateau.factor());
    }

    private RateState divided(double factor) {
        return new RateState(rate * factor, best, 0, divisions + 1, ended);
    }
}
