package dev.netc.runtime.training;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import dev.netc.program.Training;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.data.View;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;

/**
 * Measures loss and error of a model as it stands, its weights and mean set. Changes nothing about it.
 *
 * @param batch images at once
 */
public record Evaluator(Model model, int batch) {
    private static final String EVALUATE = "evaluate";
    private static final String PREDICT = "predict";

    /**
     * Every image once, by its centre.
     *
     * @throws DataException where an image is broken
     * @throws NetcException where the model subtracts a measured mean and has none
     */
    public Evaluation evaluate(PreparedPart part) {
        return measure(part, List.of(View.center(part.stored(), part.preparation().window())));
    }

    /**
     * Every image ten times, by corners and centre, as it is and mirrored; predictions and losses are averaged over the
     * ten.
     *
     * @throws DataException as {@link #evaluate}
     */
    public Evaluation evaluateTenCrops(PreparedPart part) {
        return measure(part, View.tenCrops(part.stored(), part.preparation().window()));
    }

    private Evaluation measure(PreparedPart part, List<View> views) {
        Means.check(model);
        long start = System.nanoTime();
        boolean lossKnown = Feeder.has(model, EVALUATE);
        Feeder feeder = new Feeder(model, lossKnown ? EVALUATE : PREDICT);
        Tally tally = new Tally();
        try (BatchLoader batches = BatchLoader.inOrder(part, batch, views.getFirst(), model.timeline())) {
            while (batches.hasNext()) {
                Batch images = batches.next();
                feeder.feed(images);
                if (lossKnown && views.size() == 1) {
                    Map<String, Tensor> results = feeder.run(images, Set.of("loss", "rank"));
                    tally.add(results.get("loss"), results.get("rank"));
                } else {
                    average(feeder, images, views, lossKnown, tally);
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Evaluation(tally.images(),
                lossKnown ? OptionalDouble.of(tally.loss()) : OptionalDouble.empty(), tally.error(),
                tally.topFiveError(classes()), seconds);
    }

    private void average(Feeder feeder, Batch images, List<View> views, boolean lossKnown, Tally tally) {
        String output = Predictions.output(model.program()).name();
        Set<String> wanted = lossKnown ? Set.of(output, "loss") : Set.of(output);
        double[][] sums = new double[images.size()][classes()];
        for (View view : views) {
            feeder.feedCrops(Batch.crops(images.size(), view));
            Map<String, Tensor> results = feeder.run(images, wanted);
            for (int i = 0; i < images.size(); i++) {
                add(Predictions.probabilities(Predictions.row(results.get(output), i)), sums[i]);
                if (lossKnown) {
                    tally.addLoss(results.get("loss").doubleAt(i) / views.size());
                }
            }
        }
        for (int i = 0; i < images.size(); i++) {
            tally.addRank(Predictions.rank(sums[i], images.labels()[i]));
        }
    }

    private static void add(double[] values, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** How many classes the model tells apart. */
    public int classes() {
        Training training = model.program().training();
        return training == null ? Predictions.output(model.program()).shape().get(0) : training.logits();
    }
}
