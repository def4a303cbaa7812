package dev.netc.runtime.training;

/**
 * Where a training is, after a step.
 *
 * @param epoch 1 for the first
 * @param epochs most epochs
 * @param batch of the epoch, 1 for the first
 * @param batches of the epoch
 * @param step optimizer steps done in all
 * @param loss mean over the epoch so far
 * @param error share of 1 that was wrong over the epoch so far
 * @param imagesPerSecond over the epoch so far
 * @param secondsLeft guessed from the pace so far, as if all epochs will be done
 */
public record Progress(int epoch, int epochs, int batch, int batches, int step, double loss, double error,
        double imagesPerSecond, double secondsLeft) {}
