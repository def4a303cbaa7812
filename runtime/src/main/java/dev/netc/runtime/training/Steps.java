package dev.netc.runtime.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.program.Augment;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Augmentation;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.ColorComponents;
import dev.netc.runtime.data.Draws;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.timeline.Timeline;

/**
 * What the optimizer steps of a training are a function of, beside the parameters: whoever asks for an epoch's batches gets the
 * same.
 *
 * @param train the images
 * @param augment done to them
 * @param colors needed where the images' colours are varied
 */
record Steps(PreparedPart train, TrainingOptions options, List<Augment> augment, Optional<ColorComponents> colors) {
    Steps {
        augment = List.copyOf(augment);
    }

    /**
     * The batches of an epoch; to be closed.
     *
     * @param done so many were taken before
     */
    BatchLoader epoch(int epoch, int done, Timeline timeline) {
        Draws draws = new Draws(options.seed());
        return new BatchLoader(train, draws.order(epoch, train.size()), options.batch(), done,
                Augmentation.drawn(augment, train, colors, draws, epoch), timeline);
    }

    /** What feeds the steps of a model. */
    static Feeder feeder(Model model) {
        return new Feeder(model, "train");
    }

    /**
     * One step.
     *
     * @param step 0 for the first of the training
     * @return {@code loss} and {@code rank}, a value an example
     */
    Map<String, Tensor> run(Feeder feeder, Batch batch, int step, double rate) {
        feeder.feed(batch);
        return feeder.run(batch, step, options.seed(), rate, Set.of("loss", "rank"));
    }
}
