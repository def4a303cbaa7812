package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.netc.program.Prepare;
import dev.netc.program.Schedule;
import dev.netc.program.Training;
import dev.netc.runtime.Model;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that goes wrong is done again, and the tensor that was first is named. */
class RerunTest {
    private static final Dataset DIGITS = Dataset.open("digits", DataOptions.DEFAULT);

    private static HostModel model(double rate, Schedule schedule, Prepare... prepare) {
        return new HostModel(new Training("image", "label", 10, 100, 12, 1, rate, 0, 0, schedule, List.of(prepare),
                List.of()), 8, 8);
    }

    private static Inspector inspector(Runnable restart, HostModel inspected) {
        return new Inspector() {
            @Override
            public void restart() {
                restart.run();
            }

            @Override
            public Model open() {
                return inspected;
            }
        };
    }

    private static Trainer trainer(HostModel model, TrainingListener... listeners) {
        return new Trainer(model, DIGITS, TrainingOptions.of(model.program().training()),
                TrainingListener.all(List.of(listeners)));
    }

    @Test
    void theTensorThatWentWrongFirstIsNamedWithItsStep() {
        HostModel model = model(1e300, new Schedule.Constant());
        List<String> advice = new ArrayList<>();
        Trainer trainer = trainer(model, new TrainingListener() {
            @Override
            public void advised(String text) {
                advice.add(text);
            }
        }).withInspector(inspector(() -> model.initialize(1), model(0, new Schedule.Constant())));
        assertThatThrownBy(trainer::train).isInstanceOf(TrainingException.class)
                .hasMessageContaining("in epoch 1, step 2")
                .hasMessageContaining("the first tensor that is not finite is")
                .hasMessageContaining("`loss` (Infinity in ").hasMessageContaining("of 100 values) in step 2");
        assertThat(advice).singleElement().asString().contains("done again");
    }

    @Test
    void theStepsAreTheSameTheSecondTime() {
        // finite for the first epoch of fifteen steps, then not
        HostModel model = model(0.5, new Schedule.Steps(List.of(1), 1e300));
        Trainer trainer = trainer(model)
                .withInspector(inspector(() -> model.initialize(1), model(0, new Schedule.Constant())));
        assertThatThrownBy(trainer::train).hasMessageContaining("in epoch 2, step 17")
                .hasMessageContaining("`loss` (").hasMessageContaining("in step 17");
        int again = model.trained.size() / 2 + 1; // the step whose loss was not finite is looked at, not done
        assertThat(model.trained.subList(again, model.trained.size())).extracting(Scalars::step).startsWith(0, 1)
                .endsWith(14, 15);
        for (int i = again; i < model.trained.size(); i++) {
            assertThat(model.trained.get(i)).isEqualTo(model.trained.get(i - again));
            assertThat(model.trainedLabels.get(i)).isEqualTo(model.trainedLabels.get(i - again));
        }
    }

    @Test
    void aParameterThatWasWrongBeforeIsNamedAsSuch() {
        HostModel model = model(0.5, new Schedule.Constant());
        Runnable restart = () -> {
            double[] weights = new double[640];
            weights[27] = Double.NaN;
            model.setParameter("fc.weight", Tensor.of(weights, 10, 64));
        };
        Trainer trainer = trainer(model).withInspector(inspector(restart, model(0, new Schedule.Constant())));
        assertThatThrownBy(() -> trainer.train(restart)).hasMessageContaining("step 1,")
                .hasMessageContaining("the parameter `fc.weight` (NaN in 1 of 640 values) before step 1");
    }

    @Test
    void whatIsFiniteTheSecondTimeIsSaid() {
        HostModel model = model(0.5, new Schedule.Constant());
        Runnable broken = () -> model.setParameter("fc.weight", Tensor.of(new double[]{Double.NaN}, 1));
        Trainer trainer = trainer(model)
                .withInspector(inspector(() -> model.initialize(1), model(0, new Schedule.Constant())));
        assertThatThrownBy(() -> trainer.train(broken)).hasMessageContaining("all was finite");
    }

    static List<Supplier<Throwable>> failures() {
        return List.of(() -> new NetcException("no memory"), () -> new IllegalArgumentException("no memory"),
                () -> new OutOfMemoryError("no memory"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whereNobodyCanLookTheLossIsToldAllTheSame(Supplier<Throwable> failure) {
        HostModel model = model(1e300, new Schedule.Constant());
        Trainer trainer = trainer(model).withInspector(inspector(() -> {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new AssertionError(e);
            }
        }, model));
        assertThatThrownBy(trainer::train).isInstanceOf(TrainingException.class).hasMessageContaining("the loss is")
                .hasMessageEndingWith("cannot be told: no memory");
    }

    @Test
    void theMeanIsTheMeasuredOneThoughWeightsToStartFromBringTheirOwn() {
        HostModel model = model(1e300, new Schedule.Constant(), new Prepare.MeanImage());
        HostModel inspected = model(0, new Schedule.Constant(), new Prepare.MeanImage());
        Tensor others = Tensor.of(new double[]{-1}, 1, 1, 1);
        Runnable start = () -> {
            model.initialize(1);
            model.setMean(others);
        };
        assertThatThrownBy(() -> trainer(model).withInspector(inspector(start, inspected)).train(start))
                .hasMessageContaining("the first tensor that is not finite is");
        assertThat(inspected.mean().orElseThrow().shape()).isEqualTo(List.of(1L, 8L, 8L));
        assertThat(model.mean().orElseThrow().shape()).isEqualTo(List.of(1L, 8L, 8L));
    }

    @Test
    void nobodyLooksWhereNobodyIsThere() {
        assertThatThrownBy(trainer(model(1e300, new Schedule.Constant()))::train)
                .hasMessageEndingWith("may keep it finite");
    }

    @Test
    void valuesComeBeforeOutputsTheLossAndTheGradientsFromTheLastLayer() {
        HostModel model = model(1, new Schedule.Constant());
        assertThat(InspectedOrder.of(model.program(),
                List.of("logits", "loss", "rank", "grad.fc.weight", "conv1", "conv2")))
                .containsExactly("conv1", "conv2", "logits", "loss", "grad.fc.weight");
    }

    @Test
    void aTensorIsNotFiniteByAnyOfItsValues() {
        Map<String, Tensor> tensors = Map.of("a", Tensor.of(new float[]{1, 2}, 2), "grad.b",
                Tensor.of(new float[]{1, Float.NEGATIVE_INFINITY, Float.NaN}, 3));
        Optional<NotFinite> first = NotFinite.first(tensors, List.of("a", "grad.b"));
        assertThat(first.map(NotFinite::text)).contains("the gradient of `b` (-Infinity in 2 of 3 values)");
        assertThat(NotFinite.first(tensors, List.of("a"))).isEmpty();
    }
}
