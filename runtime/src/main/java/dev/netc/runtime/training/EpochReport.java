package dev.netc.runtime.training;

import java.util.Optional;

/**
 * What an epoch came to.
 *
 * @param epoch 1 for the first
 * @param step optimizer steps done in all
 * @param seconds since the training began
 * @param rate learning rate of the epoch
 * @param trainLoss mean over the training images, each measured before the step that learnt from it
 * @param trainError share of 1 of them that were wrong
 * @param validation empty where there are no images to validate with
 * @param imagesPerSecond of training, without the validation
 * @param best whether no epoch before was better: by validation error, by its loss among equals; by the training loss
 *     where nothing is validated
 */
public record EpochReport(int epoch, int step, double seconds, double rate, double trainLoss, double trainError,
        Optional<Evaluation> validation, double imagesPerSecond, boolean best) {}
