package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.program.Augment;
import dev.netc.program.Prepare;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.Classification;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.CacheRoom;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.ImageSize;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.data.View;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digits, learnt by softmax regression in plain Java: what the trainer does, without a device. */
class TrainerTest {
    private static final Dataset DIGITS = Dataset.open("digits", DataOptions.DEFAULT);

    @TempDir
    Path folder;

    private static Training training(Schedule schedule, List<Prepare> prepare, List<Augment> augment) {
        return new Training("image", "label", 10, 100, 12, 1, 0.5, 0, 0, schedule, prepare, augment);
    }

    private static HostModel model(Schedule schedule) {
        return new HostModel(training(schedule, List.of(), List.of()), 8, 8);
    }

    private static TrainingResult train(HostModel model, Dataset data, int epochs, TrainingListener... listeners) {
        TrainingOptions options = TrainingOptions.of(model.program().training()).withEpochs(epochs);
        return new Trainer(model, data, options, TrainingListener.all(List.of(listeners))).train();
    }

    @Test
    void digitsAreLearnt() {
        List<EpochReport> reports = new ArrayList<>();
        TrainingResult result = train(model(new Schedule.Constant()), DIGITS, 12, new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Model model) {
                reports.add(report);
            }
        });
        assertThat(result.epochs()).isEqualTo(12);
        assertThat(result.steps()).isEqualTo(12 * 15);
        assertThat(result.test().orElseThrow().images()).isEqualTo(360);
        assertThat(result.test().orElseThrow().top1Error()).isLessThan(0.15);
        assertThat(result.test().orElseThrow().top5Error().orElseThrow()).isLessThan(0.02);
        assertThat(result.test()).isEqualTo(reports.getLast().validation());
        assertThat(reports.getLast().trainLoss()).isLessThan(reports.getFirst().trainLoss());
        assertThat(reports.getFirst().best()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        Training training = training(new Schedule.Constant(), List.of(),
                List.of(new Augment.Crop(), new Augment.Flip()));
        List<Tensor> weights = new ArrayList<>();
        for (long seed : new long[]{5, 5, 6}) {
            HostModel model = new HostModel(training, 6, 8);
            TrainingOptions options = TrainingOptions.of(training).withEpochs(2).withSeed(seed)
                    .withCacheBytes(seed == 5 ? weights.size() * 1000L : 0);
            new Trainer(model, DIGITS, options, new TrainingListener() {}).train();
            weights.add(model.parameter("fc.weight"));
        }
        assertThat(weights.get(0)).isEqualTo(weights.get(1)).isNotEqualTo(weights.get(2));
    }

    @Test
    void stepsAreCountedAndTheLastBatchIsSmaller() {
        HostModel model = model(new Schedule.Constant());
        train(model, DIGITS, 2);
        assertThat(model.trained).extracting(Scalars::step).startsWith(0, 1, 2).endsWith(28, 29);
        assertThat(model.trained.get(13).batch()).isEqualTo(100);
        assertThat(model.trained.get(14).batch()).isEqualTo(37);
        assertThat(model.trained.get(0)).isEqualTo(new Scalars(100, 0, 1, 0.5, 8, 8));
        assertThat(model.trainedLabels.get(0)).isNotEqualTo(model.trainedLabels.get(15));
    }

    @Test
    void theRateFollowsTheSchedule() {
        HostModel model = model(new Schedule.Steps(List.of(1), 0.1));
        train(model, DIGITS, 2);
        assertThat(model.trained.get(14).rate()).isEqualTo(0.5);
        assertThat(model.trained.get(15).rate()).isEqualTo(0.05);
    }

    @Test
    void aScheduleMayEndTheTraining() {
        Training stuck = new Training("image", "label", 10, 100, 12, 1, 0, 0, 0, new Schedule.Plateau(0.1, 2, 1),
                List.of(), List.of());
        TrainingResult result = train(new HostModel(stuck, 8, 8), DIGITS, 12);
        assertThat(result.endedBySchedule()).isTrue();
        assertThat(result.epochs()).isEqualTo(5); // one that is best, two that divide, two that end
    }

    @Test
    void aLossThatIsNotFiniteEndsTheTrainingInWords() {
        Training wild = new Training("image", "label", 10, 100, 12, 1, 1e300, 0, 0, new Schedule.Constant(), List.of(),
                List.of());
        assertThatThrownBy(() -> train(new HostModel(wild, 8, 8), DIGITS, 3)).isInstanceOf(TrainingException.class)
                .hasMessageContaining("epoch 1").hasMessageContaining("1.0E300").hasMessageContaining("smaller rate");
    }

    @Test
    void theMeanIsMeasuredOverTheTrainingPart() {
        HostModel model = new HostModel(
                training(new Schedule.Constant(), List.of(new Prepare.MeanImage()), List.of()), 8, 8);
        train(model, DIGITS, 1);
        Tensor mean = model.mean().orElseThrow();
        assertThat(mean.shape()).containsExactly(1L, 8L, 8L);
        double sum = 0;
        for (int i = 0; i < DIGITS.train().size(); i++) {
            sum += DIGITS.train().image(i).at(3, 4, 0);
        }
        assertThat(mean.doubleAt(3 * 8 + 4)).isEqualTo(sum / DIGITS.train().size());
    }

    @Test
    void heldBackImagesAreWatchedAndTheTestPartIsTestedInTheEnd() {
        Dataset data = Dataset.open("digits", DataOptions.DEFAULT.withValidate(0.1));
        List<EpochReport> reports = new ArrayList<>();
        TrainingResult result = train(model(new Schedule.Constant()), data, 1, new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report, Model model) {
                reports.add(report);
            }
        });
        assertThat(reports.getFirst().validation().orElseThrow().images()).isEqualTo(144);
        assertThat(result.test().orElseThrow().images()).isEqualTo(360);
    }

    @Test
    void moreClassesThanTheModelHasAreAnErrorBeforeTheFirstStep() {
        Training few = new Training("image", "label", 4, 100, 1, 1, 0.5, 0, 0, new Schedule.Constant(), List.of(),
                List.of());
        assertThatThrownBy(() -> train(new HostModel(few, 8, 8), DIGITS, 1)).isInstanceOf(DataException.class)
                .hasMessageContaining("has 10 classes, the model 4");
    }

    @Test
    void imagesLargerThanWhatIsFedLoseTheirEdgesButNotUnderARandomCrop() {
        HostModel model = new HostModel(training(new Schedule.Constant(), List.of(), List.of()), 4, 6);
        train(model, DIGITS, 1);
        assertThat(model.trained.getFirst().height()).isEqualTo(6);
        HostModel cropped = new HostModel(training(new Schedule.Constant(), List.of(), List.of(new Augment.Crop())), 4,
                6);
        assertThatThrownBy(() -> train(cropped, DIGITS, 1)).isInstanceOf(NetcException.class)
                .hasMessageContaining("compiled for images of 6 x 6");
    }

    @Test
    void weightsWithoutTheirMeanAreAnErrorAndNotAWrongAnswer() {
        HostModel model = new HostModel(training(new Schedule.Constant(), List.of(new Prepare.MeanImage()), List.of()),
                8, 8);
        Predictor predictor = new Predictor(model, Optional.empty());
        assertThatThrownBy(() -> predictor.predict("zero.png", DIGITS.train().image(0)))
                .isInstanceOf(NetcException.class).hasMessageContaining("prepare.mean");
    }

    @Test
    void aRunsFolderHoldsModelMetricsAndWeights() throws Exception {
        RunLock lock = RunLock.take(folder.resolve("runs/digits"));
        RunFolder run = RunFolder.begin(lock, new RunMetadata("net Host {}",
                ClassNames.of(List.of("a", "b")), Map.of("seed", "1", "batch", "100")), "", warning -> {});
        HostModel model = new HostModel(
                training(new Schedule.Constant(), List.of(new Prepare.MeanChannel()), List.of()), 8, 8);
        train(model, DIGITS, 2, run);
        lock.close();
        assertThat(Files.readString(folder.resolve("runs/digits/model.net"))).isEqualTo("net Host {}");
        List<String> rows = Files.readAllLines(folder.resolve("runs/digits/metrics.csv"));
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst()).startsWith("epoch,step,seconds,learning_rate,train_loss");
        assertThat(rows.getLast()).startsWith("2,30,");
        assertThat(rows.getLast().split(",", -1)).hasSize(9).doesNotContain("");
        TensorFile last = Safetensors.read(run.last());
        assertThat(last.tensors()).containsEntry("fc.weight", model.parameter("fc.weight"))
                .containsEntry("prepare.mean", model.mean().orElseThrow());
        Map<String, String> metadata = last.metadata();
        assertThat(metadata).containsEntry("model", "net Host {}").containsEntry("settings", "batch=100\nseed=1\n");
        assertThat(Files.mismatch(run.last(), run.best())).isEqualTo(-1); // the second epoch was the better one
        assertThat(RunMetadata.classes(metadata).orElseThrow().shown()).containsExactly("a", "b");
    }

    @Test
    void tenCropsOfAWindowAsLargeAsTheImageDifferOnlyByMirroring() {
        HostModel model = model(new Schedule.Constant());
        train(model, DIGITS, 3);
        PreparedPart test = new PreparedPart(DIGITS.test(), new Preparation(1, new ImageSize(8, 8), List.of()),
                new CacheRoom(0));
        Evaluator evaluator = new Evaluator(model, 50);
        Evaluation one = evaluator.evaluate(test);
        Evaluation ten = evaluator.evaluateTenCrops(test);
        assertThat(ten.images()).isEqualTo(one.images());
        assertThat(ten.loss().orElseThrow()).isGreaterThan(one.loss().orElseThrow()); // mirrored digits are not digits
    }

    /** The paper, section 4.1: "averaging the predictions made by the network's softmax layer on the ten patches". */
    @Test
    void tenCropsAverageTheSoftmaxOfCornersAndCentreAndTheirMirrorImages() {
        ImageSize window = new ImageSize(6, 6);
        HostModel model = new HostModel(training(new Schedule.Constant(), List.of(), List.of(new Augment.Crop())), 6,
                8);
        train(model, DIGITS, 2);
        PreparedPart test = new PreparedPart(DIGITS.test(), new Preparation(1, window, List.of()), new CacheRoom(0));
        double[][] softmax = new double[test.size()][10];
        double[][] logits = new double[test.size()][10];
        for (View view : View.tenCrops(test.stored(), window)) {
            add(model, test, view, softmax, logits);
        }
        assertThat(new Evaluator(model, 50).evaluateTenCrops(test).top1Error()).isEqualTo(error(softmax, test))
                .isNotEqualTo(error(logits, test));
    }

    private static void add(HostModel model, PreparedPart part, View view, double[][] softmax, double[][] logits) {
        Feeder feeder = new Feeder(model, "predict");
        try (BatchLoader all = BatchLoader.inOrder(part, part.size(), view, Timeline.OFF)) {
            Batch batch = all.next();
            feeder.feed(batch);
            Tensor values = feeder.run(batch, Set.of("logits")).get("logits");
            for (int i = 0; i < part.size(); i++) {
                double[] row = Predictions.row(values, i);
                double[] probabilities = Predictions.probabilities(row);
                for (int c = 0; c < row.length; c++) {
                    logits[i][c] += row[c];
                    softmax[i][c] += probabilities[c];
                }
            }
        }
    }

    private static double error(double[][] votes, PreparedPart part) {
        int wrong = 0;
        for (int i = 0; i < votes.length; i++) {
            wrong += Predictions.rank(votes[i], part.label(i)) > 0 ? 1 : 0;
        }
        return (double) wrong / votes.length;
    }

    @Test
    void anImageIsPredictedByItsFiveLikeliestClasses() {
        HostModel model = model(new Schedule.Constant());
        train(model, DIGITS, 12);
        Prediction prediction = new Predictor(model, Optional.of(DIGITS.classes())).predict("zero.png",
                DIGITS.train().image(0));
        assertThat(prediction.classes()).hasSize(5).extracting(Classification::probability)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(prediction.classes().getFirst().name()).isEqualTo("0");
        assertThat(prediction.classes().getFirst().probability()).isBetween(0.5, 1.0);
    }

    @Test
    void theChangesOfTheRateAreTold() {
        Training stuck = new Training("image", "label", 10, 100, 12, 1, 0, 0, 0, new Schedule.Plateau(0.1, 2, 1),
                List.of(), List.of());
        List<String> told = new ArrayList<>();
        train(new HostModel(stuck, 8, 8), DIGITS, 12, new TrainingListener() {
            @Override
            public void rateChanged(RateChange change) {
                told.add(change.epoch() + (change.ends() ? " ends" : " goes on"));
            }
        });
        assertThat(told).containsExactly("3 goes on", "5 ends");
    }

    @Test
    void aLossThatStaysAtChanceIsPointedOut() {
        Training stuck = new Training("image", "label", 10, 100, 25, 1, 0, 0, 0, new Schedule.Constant(), List.of(),
                List.of());
        List<String> advice = new ArrayList<>();
        train(new HostModel(stuck, 8, 8), DIGITS, 25, new TrainingListener() {
            @Override
            public void advised(String text) {
                advice.add(text);
            }
        });
        assertThat(advice).singleElement().asString().contains("ln(10)");
    }

    @Test
    void theAnswersOfAValidationAreThoseThatItsErrorIsOf() {
        List<Integer> images = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        TrainingListener first = new TrainingListener() {
            @Override
            public Optional<Answers> answers() {
                return Optional.of((image, label, probabilities) -> {
                    images.add(image);
                    assertThat(label).isEqualTo(DIGITS.test().label(image));
                    if (Predictions.rank(probabilities, label) > 0) {
                        wrong.add(image);
                    }
                });
            }
        };
        TrainingResult result = train(model(new Schedule.Constant()), DIGITS, 1, first, first,
                new TrainingListener() {});
        assertThat(images).hasSize(2 * 360).startsWith(0, 0, 1, 1).endsWith(359, 359);
        assertThat(wrong).hasSize((int) Math.round(2 * 360 * result.test().orElseThrow().top1Error()));
    }
}
