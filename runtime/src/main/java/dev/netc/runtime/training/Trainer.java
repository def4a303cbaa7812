package dev.netc.runtime.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.netc.program.Augment;
import dev.netc.program.Parameter;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.Augmentation;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.ColorComponents;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.KeptStatistics;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.PixelStatistics;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedMean;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.data.PreparedParts;
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
    private final StopSign stop = new StopSign();
    private PreparedParts images;
    private Optional<Inspector> inspector = Optional.empty();
    private Optional<Checkpoint> from = Optional.empty();
    private Map<String, String> moreTerms = Map.of();
    private TrainingState kept;
    private long keptAt;

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
        this.images = new PreparedParts(options.cacheBytes());
    }

    /** Lets the tensor be found that goes wrong first, should the loss not be finite. */
    public Trainer withInspector(Inspector found) {
        inspector = Optional.of(found);
        return this;
    }

    /** Takes images that were decoded before there was a model; the caller closes it. */
    public Trainer withImages(PreparedParts prepared) {
        images = prepared;
        return this;
    }

    /**
     * Goes on where a checkpoint stands, instead of at the beginning, to the bits to which the training that rested would have come.
     * The epochs of the options may be more, or fewer, than they were: schedules count epochs from the beginning.
     */
    public Trainer resume(Checkpoint checkpoint) {
        from = Optional.of(checkpoint);
        return this;
    }

    /** Adds to what may not change while the training rests: {@link Terms}, by what they are. */
    public Trainer withTerms(Map<String, String> more) {
        moreTerms = Map.copyOf(more);
        return this;
    }

    /**
     * Asks the training to stop after the step that is under way: the listener is then told to keep a checkpoint, and {@link #train}
     * throws {@link TrainingStoppedException}. Any thread may ask, at any time.
     *
     * @return how far it is. After its first step, {@code train} is to be waited for; before, it ends by itself, which may be after
     *     images were measured
     */
    public TrainingPhase stop() {
        return stop.ask();
    }

    /**
     * Trains to the end of the last epoch, or to where the schedule ends it, then tests. It begins with the parameters that the model
     * has, and without momentum.
     *
     * @throws DataException where images are missing or broken
     * @throws TrainingException where the loss is not finite
     * @throws TrainingStoppedException where it was asked to stop
     * @throws NetcException where it cannot go on from the checkpoint on these terms
     */
    public TrainingResult train() {
        return train(model::clearMomentum);
    }

    /**
     * As {@link #train()}, after the parameters and the momentum were set, which is done while images are read. A training that goes on sets them
     * itself.
     *
     * @param start sets the parameters, and the momentum to zero
     */
    public TrainingResult train(Runnable start) {
        try (Beginning beginning = new Beginning(
                from.<Runnable>map(checkpoint -> () -> checkpoint.into(model)).orElse(start))) {
            return train(beginning);
        } finally {
            stop.end();
        }
    }

    private TrainingResult train(Beginning beginning) {
        beginning.then(() -> model.compile("train", options.batch()));
        Optional<TrainingState> before = from.map(Checkpoint::state);
        Pace pace = new Pace(before.map(TrainingState::seconds).orElse(0.0),
                before.map(TrainingState::epochSeconds).orElse(0.0));
        Terms terms = terms();
        data.checkClasses(training.logits()).ifPresent(listener::warned);
        if (model.program().parameters().stream().noneMatch(Parameter::learns)) {
            listener.warned("nothing learns: `params` gives every parameter a rate of 0");
        }
        PreparedPart train = prepared(data.train());
        checkCrop(train);
        Optional<PreparedPart> validation = data.validation().map(this::prepared);
        checkSchedule(validation);
        List<Double> covariance = before.map(TrainingState::covariance).orElseGet(() -> measure(train, beginning));
        Steps steps = new Steps(train, options, training.augment(), ColorComponents.of(covariance));
        Course course = Course.of(training, terms, options.epochs(), covariance, before, pace);
        if (course.isOver()) {
            throw new NetcException("the training has ended after epoch " + before.orElseThrow().ended().size()
                    + ": nothing is left to do");
        }
        while (!course.isOver()) {
            epoch(course, steps, validation, beginning);
        }
        EpochReport last = course.last();
        Optional<Evaluation> test = data.watchesTest() ? last.validation() : test(course);
        if (!stop.end()) {
            throw new TrainingStoppedException(Optional.of(course.state()));
        }
        TrainingResult result = new TrainingResult(last.epoch(), last.step(), pace.seconds(), last.trainLoss(), test,
                last.epoch() < options.epochs());
        listener.ended(result);
        return result;
    }

    /** All that may not change, which is checked where the training goes on. */
    private Terms terms() {
        Terms terms = Terms.of(options).and(data).and(model.program()).and(model.variant()).and(moreTerms);
        from.ifPresent(checkpoint -> checkpoint.state().terms().check(terms));
        return terms;
    }

    private PreparedPart prepared(Part part) {
        return images.of(part, preparation);
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

    /** The mean of the training images and the covariance of their colours, where the model asks for either. */
    private List<Double> measure(PreparedPart train, Beginning beginning) {
        boolean color = Augmentation.colorIn(training.augment()).isPresent();
        boolean mean = PreparedMean.isIn(training.prepare());
        if (!color && !mean) {
            return List.of();
        }
        PixelStatistics statistics = model.timeline().during("measure the images",
                () -> KeptStatistics.ofUser().measure(train, color));
        PreparedMean.of(preparation, statistics, train.stored())
                .ifPresent(measured -> beginning.then(
                        () -> model.setMean(Means.tensor(measured, model.variant().precision()))));
        return color ? statistics.covarianceByRows() : List.of();
    }

    private void epoch(Course course, Steps steps, Optional<PreparedPart> validation, Beginning beginning) {
        course.pace().epochStarts();
        Feeder feeder = Steps.feeder(model);
        images.stopReading();
        try (BatchLoader batches = steps.epoch(course.epoch(), course.batches(), model.timeline())) {
            model.timeline().during("wait for the model", beginning::await);
            begin(course);
            while (batches.hasNext()) {
                learn(course, steps, feeder, batches.next());
                listener.stepped(course.progress(batches.batches()));
                rest(course);
            }
        }
        course.pace().epochTrained();
        Optional<Evaluation> validated = validation.map(part -> new Evaluator(model, options.batch()).evaluate(part,
                listener.answers(), () -> rest(course)));
        listener.epochEnded(course.end(validated), model);
        course.schedule().ifPresent(listener::rateChanged);
        keep(course);
        rest(course);
    }

    /** Before the first step of all that are done now. */
    private void begin(Course course) {
        if (kept != null) {
            return;
        }
        kept = course.state();
        keptAt = System.nanoTime();
        if (!stop.begin()) {
            throw new TrainingStoppedException(Optional.empty());
        }
        if (from.isPresent()) {
            listener.resumed(course.history(), model);
        }
    }

    /** One step; its loss was measured before it. */
    private void learn(Course course, Steps steps, Feeder feeder, Batch batch) {
        Map<String, Tensor> results = steps.run(feeder, batch, course.step(), course.rate());
        double loss = course.tally().add(results.get("loss"), results.get("rank"));
        Optional<String> advice = course.stepped(loss);
        if (!Double.isFinite(loss)) {
            throw new TrainingException(notFinite(loss, course) + blame(course, steps));
        }
        advice.ifPresent(listener::advised);
    }

    /** Keeps a checkpoint where it is time to, and stops where somebody asked. */
    private void rest(Course course) {
        boolean asked = stop.isAsked();
        if (asked || System.nanoTime() - keptAt >= options.checkpointEvery().toNanos()) {
            if (course.step() > kept.step()) {
                keep(course);
            }
        }
        if (asked) {
            throw new TrainingStoppedException(Optional.of(course.state()));
        }
    }

    private void keep(Course course) {
        kept = course.state();
        model.timeline().during("checkpoint", () -> listener.checkpointDue(kept, model));
        keptAt = System.nanoTime();
    }

    private static String notFinite(double loss, Course course) {
        return "the loss is " + loss + " in epoch " + course.epoch() + ", step " + course.step() + ", at learning rate "
                + course.rate() + ": a smaller rate, or smaller initial values, may keep it finite";
    }

    /** Which tensor went wrong first, where somebody can look and the training is not too long to be done again. */
    private String blame(Course course, Steps steps) {
        if (inspector.isEmpty()) {
            return "";
        }
        if (course.pace().sinceRest() > LONGEST_RERUN) {
            return ". Which tensor went wrong first was not looked for: all steps would have had to be done again";
        }
        listener.advised("the loss is not finite; the steps so far are done again to find the tensor that went wrong"
                + " first");
        Inspector looking = inspector.get();
        Rerun.Start start = from
                .map(checkpoint -> new Rerun.Start(checkpoint.state().epoch(), checkpoint.state().batches(),
                        checkpoint.state().step(), () -> checkpoint.into(model)))
                .orElseGet(() -> new Rerun.Start(1, 0, 0, looking::restart));
        return new Rerun(model, steps, course.rates(), looking, start, stop::isAsked).words(course.step() - 1);
    }

    private Optional<Evaluation> test(Course course) {
        return data.hasTest()
                ? Optional.of(new Evaluator(model, options.batch()).evaluate(prepared(data.test()), Optional.empty(),
                        () -> rest(course)))
                : Optional.empty();
    }
}
