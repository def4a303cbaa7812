package dev.netc.runtime.training;

import java.util.Locale;
import java.util.Optional;
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

    /**
     * What the step from this state to the next one came to; empty where the rate stays and the training goes on.
     *
     * @param next what {@link #after} gave
     */
    public Optional<RateChange> changeTo(RateState next, Schedule schedule, int epoch) {
        if (next.divisions == divisions && next.ended == ended) {
            return Optional.empty();
        }
        String reason = switch (schedule) {
            case Schedule.Constant() -> throw new IllegalArgumentException("a constant rate does not change");
            case Schedule.Steps(var at, double factor) -> "the schedule's step " + next.divisions + " of " + at.size();
            case Schedule.Plateau plateau -> next.reason(plateau);
        };
        return Optional.of(new RateChange(epoch, rate, next.rate, next.ended, reason));
    }

    private String reason(Schedule.Plateau plateau) {
        String plateaued = String.format(Locale.ROOT, "the validation error has not been below %.2f%% for %d epoch%s",
                100 * best, plateau.patience(), plateau.patience() == 1 ? "" : "s");
        if (!ended) {
            return plateaued + " (division " + divisions + " of " + plateau.times() + ")";
        }
        return plateaued
                + (divisions == 0 ? "" : ", and all " + divisions + " divisions of the learning rate are done");
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
