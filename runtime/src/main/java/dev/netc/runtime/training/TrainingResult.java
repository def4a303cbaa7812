package dev.netc.runtime.training;

import java.util.Optional;

/**
 * What a training came to.
 *
 * @param epochs done
 * @param steps optimizer steps done
 * @param seconds in all
 * @param trainLoss of the last epoch
 * @param test the model as it is at the end, on the test part; empty where there is none
 * @param endedBySchedule whether the schedule ended it before the last epoch
 */
public record TrainingResult(int epochs, int steps, double seconds, double trainLoss, Optional<Evaluation> test,
        boolean endedBySchedule) {}
