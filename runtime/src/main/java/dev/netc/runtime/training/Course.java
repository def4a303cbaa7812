package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.program.Training;

/** Where a training stands, as it goes on: all of it that is not on its devices. */
final class Course {
    private final Training training;
    private final Terms terms;
    private final int epochs;
    private final List<Double> covariance;
    private final List<EpochReport> ended;
    private final ChanceWatch chance;
    private final Pace pace;
    private RateHistory rates;
    private Best best;
    private Tally tally;
    private int batches;

    private Course(Training training, TrainingState from, Pace pace) {
        this.training = training;
        this.terms = from.terms();
        this.epochs = from.epochs();
        this.covariance = from.covariance();
        this.ended = new ArrayList<>(from.ended());
        this.chance = new ChanceWatch(training.logits(), from.chance());
        this.pace = pace;
        this.rates = RateHistory.of(training, ended);
        this.best = ended.stream().filter(EpochReport::best).reduce((before, after) -> after).map(Best::of)
                .orElse(Best.NONE);
        this.tally = new Tally(from.tally());
        this.batches = from.batches();
        ended.stream().map(EpochReport::validation).flatMap(Optional::stream)
                .forEach(evaluation -> pace.validated(evaluation.seconds()));
    }

    /**
     * A training at its beginning, or where it stood.
     *
     * @param from where it stood
     * @param epochs most epochs now
     * @param pace measured since now
     */
    static Course of(Training training, Terms terms, int epochs, List<Double> covariance, Optional<TrainingState> from,
            Pace pace) {
        TrainingState start = from
                .map(s -> new TrainingState(terms, epochs, s.ended(), false, s.batches(), s.tally(), s.chance(),
                        s.seconds(), s.epochSeconds(), covariance))
                .orElseGet(() -> new TrainingState(terms, epochs, List.of(), false, 0, TrainingState.Sums.NONE,
                        TrainingState.Chance.NONE, 0, 0, covariance));
        return new Course(training, start, pace);
    }

    TrainingState state() {
        return new TrainingState(terms, epochs, ended, rates.state().ended(), batches, tally.sums(), chance.state(),
                pace.seconds(), pace.epochSeconds(), covariance);
    }

    History history() {
        return new History(state(), rates.changes(), chance.said().stream().toList());
    }

    boolean isOver() {
        return ended.size() >= epochs || rates.state().ended();
    }

    /** The epoch that has not ended, 1 for the first. */
    int epoch() {
        return ended.size() + 1;
    }

    /** Optimizer steps done in that epoch. */
    int batches() {
        return batches;
    }

    /** Optimizer steps done in all. */
    int step() {
        return (ended.isEmpty() ? 0 : ended.getLast().step()) + batches;
    }

    /** Learning rate of the epoch that has not ended. */
    double rate() {
        return rates.state().rate();
    }

    /** Learning rate of each epoch up to that. */
    List<Double> rates() {
        return Stream.concat(ended.stream().map(EpochReport::rate), Stream.of(rate())).toList();
    }

    /** The epoch that has ended last. */
    EpochReport last() {
        return ended.getLast();
    }

    Tally tally() {
        return tally;
    }

    Pace pace() {
        return pace;
    }

    /** A step is done, and added to the tally; what to say of its loss. */
    Optional<String> stepped(double loss) {
        batches++;
        return chance.after(loss);
    }

    /** Where the training is, for people. */
    Progress progress(int ofBatches) {
        return new Progress(epoch(), epochs, batches, ofBatches, step(), tally.loss(), tally.error(),
                tally.images() / pace.epochSeconds(), pace.secondsLeft(batches, ofBatches, epochs - epoch()));
    }

    /** Ends the epoch. */
    EpochReport end(Optional<Evaluation> validation) {
        validation.ifPresent(evaluation -> pace.validated(evaluation.seconds()));
        Best now = Best.of(tally.loss(), validation);
        boolean isBest = now.isBetterThan(best);
        best = isBest ? now : best;
        EpochReport report = new EpochReport(epoch(), step(), pace.seconds(), rate(), tally.loss(), tally.error(),
                validation, tally.images() / pace.epochSeconds(), isBest);
        ended.add(report);
        batches = 0;
        tally = new Tally();
        pace.epochEnds();
        return report;
    }

    /** Lets the schedule act on the epoch that has ended last; what it made of the rate where that still matters. */
    Optional<RateChange> schedule() {
        int before = rates.changes().size();
        rates = rates.after(training, ended.getLast());
        return rates.changes().stream().skip(before).findFirst()
                .filter(change -> change.ends() || ended.size() < epochs);
    }

    /** By what epochs are compared. */
    private record Best(double error, double loss) {
        static final Best NONE = new Best(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Best of(EpochReport epoch) {
            return of(epoch.trainLoss(), epoch.validation());
        }

        static Best of(double trainLoss, Optional<Evaluation> validation) {
            return validation.map(e -> new Best(e.top1Error(), e.loss().orElse(0))).orElse(new Best(0, trainLoss));
        }

        boolean isBetterThan(Best other) {
            return error < other.error || (error == other.error && loss < other.loss);
        }
    }
}
