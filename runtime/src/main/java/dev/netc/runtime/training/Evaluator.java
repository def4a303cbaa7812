package dev.netc.runtime.training;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import dev.netc.program.Output;
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
        return evaluate(part, Optional.empty());
    }

    /**
     * The same, and tells what the model says of each image.
     *
     * @param answers hears of every image, in the part's order, where the model has an output with an element a class
     * @throws DataException as {@link #evaluate}
     */
    public Evaluation evaluate(PreparedPart part, Optional<Answers> answers) {
        return evaluate(part, answers, () -> {});
    }

    /** The same, doing something before each batch, which may end it by throwing. */
    Evaluation evaluate(PreparedPart part, Optional<Answers> answers, Runnable before) {
        return measure(part, List.of(View.center(part.stored(), part.preparation().window())), answers, before);
    }

    /**
     * Every image ten times, by corners and centre, as it is and mirrored; predictions and losses are averaged over the
     * ten.
     *
     * @throws DataException as {@link #evaluate}
     */
    public Evaluation evaluateTenCrops(PreparedPart part) {
        return measure(part, View.tenCrops(part.stored(), part.preparation().window()), Optional.empty(), () -> {});
    }

    private Evaluation measure(PreparedPart part, List<View> views, Optional<Answers> answers,
            Runnable before) {
        Means.check(model);
        long start = System.nanoTime();
        boolean lossKnown = Feeder.has(model, EVALUATE);
        Feeder feeder = new Feeder(model, lossKnown ? EVALUATE : PREDICT);
        Tally tally = new Tally();
        try (BatchLoader batches = BatchLoader.inOrder(part, batch, views.getFirst(), model.timeline())) {
            while (batches.hasNext()) {
                before.run();
                Batch images = batches.next();
                feeder.feed(images);
                if (lossKnown && views.size() == 1) {
                    center(feeder, images, answers, tally);
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

    private void center(Feeder feeder, Batch images, Optional<Answers> answers, Tally tally) {
        Optional<String> output = answers.flatMap(a -> model.program().classifier()).map(Output::name);
        Set<String> wanted = new HashSet<>(Set.of("loss", "rank"));
        output.ifPresent(wanted::add);
        Map<String, Tensor> results = feeder.run(images, wanted);
        int first = tally.images();
        tally.add(results.get("loss"), results.get("rank"));
        if (output.isPresent()) {
            Tensor values = results.get(output.get());
            for (int i = 0; i < images.size(); i++) {
                answers.get().heard(first + i, images.labels()[i],
                        Predictions.probabilities(Predictions.row(values, i)));
            }
        }
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
