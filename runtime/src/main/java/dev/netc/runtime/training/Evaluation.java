package dev.netc.runtime.training;

import java.util.OptionalDouble;

/**
 * How well a model does on some images.
 *
 * @param images how many
 * @param loss mean over them; empty for a model without a loss
 * @param top1Error share of 1 whose likeliest class is wrong
 * @param top5Error share of 1 whose class is not among the five likeliest; empty for fewer than five classes
 * @param seconds that it took
 */
public record Evaluation(int images, OptionalDouble loss, double top1Error, OptionalDouble top5Error,
        double seconds) {}
