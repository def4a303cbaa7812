package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.netc.program.Augment;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Augmentation;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.CacheRoom;
import dev.netc.runtime.data.ColorComponents;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.KeptStatistics;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.PixelStatistics;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedMean;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;

/**
 * Trains a model: epochs of shuffled batches, validation after each, the learning rate by the model's schedule. The
 * parameters are what they were set to before: {@link Model#initialize} or weights to start from.
 *
 * <p>
 * The same model, data and options give the same bits. One training per object, on the thread that calls.
 */
public final class Trainer {
    /** Seconds of training beyond which it is not done again to find out what went wrong. */
    private static final double LONGEST_RERUN = 600;

    private final Model model;
    private final Dataset data;
    private final TrainingOptions options;
    private final TrainingListener listener;
    private final Training training;
    private final Preparation preparation;
    private final CacheRoom room;
    private final Pace pace = new Pace();
    private final ChanceWatch chance;
    private final List<Double> rates = new ArrayList<>();
    private Optional<Inspector> inspector = Optional.empty();

    private int step;
    private Best best = Best.NONE;

    /**
     * Makes ready.
     *
     * @throws NetcException where the model has no train block, or reads no images
     */
    public Trainer(Model model, Dataset data, TrainingOptions options, TrainingListener listener) {
        this.model = model;
        this.data = data;
        this.options = options;
        this.listener = listener;
        this.training = Optional.ofNullable(model.program().training()).orElseThrow(
                () -> new NetcException("net " + model.program().name() + " has no train block to train it by"));
        this.preparation = Preparation.of(model.program());
        this.room = new CacheRoom(options.cacheBytes());
        this.chance = new ChanceWatch(training.logits());
    }

    /** Lets the tensor be found that goes wrong first, should the loss not be finite. */
    public Trainer withInspector(Inspector found) {
        inspector = Optional.of(found);
        return this;
    }

    /**
     * Trains to the end of the last epoch, or to where the schedule ends it, then tests.
     *
     * @throws DataException where images are missing or broken
     * @throws TrainingException where the loss is not finite
     */
    public TrainingResult train() {
        return train(() -> {});
    }

    /**
     * As {@link #train()}, after the parameters were set, which is done while images are read.
     *
     * @param start sets the parameters
     */
    public TrainingResult train(Runnable start) {
        try (Beginning beginning = new Beginning(start)) {
            return train(beginning);
        }
    }

    private TrainingResult train(Beginning beginning) {
        data.checkClasses(training.logits()).ifPresent(listener::warned);
        PreparedPart train = prepared(data.train());
        checkCrop(train);
        Optional<PreparedPart> validation = data.validation().map(this::prepared);
        checkSchedule(validation);
        Steps steps = new Steps(train, options, training.augment(), measure(train, beginning));
        RateState rate = RateState.start(training.rate());
        EpochReport last = null;
        for (int epoch = 1; epoch <= options.epochs() && !rate.ended(); epoch++) {
            rates.add(rate.rate());
            last = epoch(epoch, steps, validation, beginning);
            listener.epochEnded(last, model);
            rate = next(rate, last);
        }
        Optional<Evaluation> test = data.watchesTest() ? last.validation() : test();
        return new TrainingResult(last.epoch(), step, pace.seconds(), last.trainLoss(), test,
                last.epoch() < options.epochs());
    }

    private RateState next(RateState rate, EpochReport epoch) {
        OptionalDouble error = epoch.validation().map(e -> OptionalDouble.of(e.top1Error()))
                .orElse(OptionalDouble.empty());
        RateState next = rate.after(training.schedule(), epoch.epoch(), error);
        boolean lastEpoch = epoch.epoch() == options.epochs();
        rate.changeTo(next, training.schedule(), epoch.epoch()).filter(change -> change.ends() || !lastEpoch)
                .ifPresent(listener::rateChanged);
        return next;
    }

    private PreparedPart prepared(Part part) {
        return new PreparedPart(part, preparation, room);
    }

    private void checkCrop(PreparedPart train) {
        if (train.isCut() && training.augment().contains(new Augment.Crop())) {
            throw new NetcException("the program was compiled for images of " + train.stored() + ", those of "
                    + data.location() + " are larger: compiled for their size, `augment crop` reaches all of them");
        }
    }

    private void checkSchedule(Optional<PreparedPart> validation) {
        if (training.schedule() instanceof Schedule.Plateau && validation.isEmpty()) {
            throw new DataException(data.location(), "has no images to validate with, and `schedule plateau` watches"
                    + " the validation error: `--validate 0.1` holds back a tenth of the training images");
        }
    }

    /** The mean and the colours of the training images, where the model asks for either. */
    private Optional<ColorComponents> measure(PreparedPart train, Beginning beginning) {
        boolean color = Augmentation.colorIn(training.augment()).isPresent();
        boolean mean = PreparedMean.isIn(training.prepare());
        if (!color && !mean) {
            return Optional.empty();
        }
        PixelStatistics statistics = model.timeline().during("measure the images",
                () -> KeptStatistics.ofUser().measure(train, color));
        PreparedMean.of(preparation, statistics, train.stored())
                .ifPresent(measured -> beginning.then(
                        () -> model.setMean(Means.tensor(measured, model.variant().precision()))));
        return color ? Optional.of(new ColorComponents(statistics.covariance())) : Optional.empty();
    }

    private EpochReport epoch(int epoch, Steps steps, Optional<PreparedPart> validation, Beginning beginning) {
        pace.epochStarts();
        double rate = rates.getLast();
        Feeder feeder = Steps.feeder(model);
        Tally tally = new Tally();
        try (BatchLoader batches = steps.epoch(epoch, model.timeline())) {
            beginning.await();
            for (int number = 1; batches.hasNext(); number++) {
                double loss = learn(steps, feeder, batches.next(), rate, tally);
                if (!Double.isFinite(loss)) {
                    throw new TrainingException(notFinite(loss, epoch, rate) + blame(steps));
                }
                chance.after(loss).ifPresent(listener::advised);
                listener.stepped(new Progress(epoch, options.epochs(), number, batches.batches(), step, tally.loss(),
                        tally.error(), tally.images() / pace.epochSeconds(),
                        pace.secondsLeft(number, batches.batches(), options.epochs() - epoch)));
            }
        }
        double imagesPerSecond = tally.images() / pace.epochSeconds();
        Optional<Evaluation> validated = validation
                .map(part -> new Evaluator(model, options.batch()).evaluate(part, listener.answers()));
        validated.ifPresent(evaluation -> pace.validated(evaluation.seconds()));
        Best now = Best.of(tally.loss(), validated);
        boolean isBest = now.isBetterThan(best);
        best = isBest ? now : best;
        return new EpochReport(epoch, step, pace.seconds(), rate, tally.loss(), tally.error(), validated,
                imagesPerSecond, isBest);
    }

    /** One step; the batch's loss, measured before the step. */
    private double learn(Steps steps, Feeder feeder, Batch batch, double rate, Tally tally) {
        Map<String, Tensor> results = steps.run(feeder, batch, step, rate);
        step++;
        return tally.add(results.get("loss"), results.get("rank"));
    }

    private String notFinite(double loss, int epoch, double rate) {
        return "the loss is " + loss + " in epoch " + epoch + ", step " + step + ", at learning rate " + rate
                + ": a smaller rate, or smaller initial values, may keep it finite";
    }

    /** Which tensor went wrong first, where somebody can look and the training is not too long to be done again. */
    private String blame(Steps steps) {
        if (inspector.isEmpty()) {
            return "";
        }
        if (pace.seconds() > LONGEST_RERUN) {
            return ". Which tensor went wrong first was not looked for: all steps would have had to be done again";
        }
        listener.advised("the loss is not finite; the steps so far are done again to find the tensor that went wrong"
                + " first");
        return new Rerun(model, steps, rates, inspector.get()).words(step - 1);
    }

    private Optional<Evaluation> test() {
        return data.hasTest()
                ? Optional.of(new Evaluator(model, options.batch()).evaluate(prepared(data.test())))
                : Optional.empty();
    }

    /** By what epochs are compared. */
    private record Best(double error, double loss) {
        static final Best NONE = new Best(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Best of(double trainLoss, Optional<Evaluation> validation) {
            return validation.map(e -> new Best(e.top1Error(), e.loss().orElse(0))).orElse(new Best(0, trainLoss));
        }

        boolean isBetterThan(Best other) {
            return error < other.error || (error == other.error && loss < other.loss);
        }
    }
}
