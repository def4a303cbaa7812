package dev.netc.runtime.training;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.netc.runtime.Model;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.tensor.Tensor;

/**
 * Does a training again up to the step whose loss was not finite, because that step has overwritten the weights that it went wrong
 * with: the same steps give the same bits. Looks at the last step before it, too, whose gradients may have been the first to go
 * wrong.
 *
 * @param model the parameters are set back, and learn again
 * @param rates learning rate of each epoch
 * @param start from where
 * @param interrupted whether somebody waits for it to end
 */
record Rerun(Model model, Steps steps, List<Double> rates, Inspector inspector, Start start,
        BooleanSupplier interrupted) {
    /** The function that keeps what a step computes. */
    private static final String INSPECT = "inspect";

    /**
     * A place from which a training can be done again.
     *
     * @param epoch 1 for the first
     * @param batches done in that epoch
     * @param step optimizer steps done in all
     * @param set sets parameters and momenta to what they were there
     */
    record Start(int epoch, int batches, int step, Runnable set) {}

    /** {@link #firstNotFinite} as the end of a message. */
    String words(int bad) {
        try {
            return firstNotFinite(bad).map(found -> ". Done again, the first tensor that is not finite is " + found)
                    .orElse(". Done again with every value kept, all was finite: rounding decides here");
        } catch (RuntimeException | OutOfMemoryError e) {
            // no memory to keep all values, as a rule, the device's or Java's; what went wrong is still to be told
            return ". Which tensor went wrong first cannot be told: " + Objects.toString(e.getMessage(), e.toString());
        }
    }

    /**
     * The first tensor that was not finite.
     *
     * @param bad the step whose loss was not finite, 0 for the first
     * @return what it was and where, for people; empty where all was finite this time
     */
    Optional<String> firstNotFinite(int bad) {
        Optional<Tensor> mean = model.mean(); // as the training measured it: weights to start from bring their own
        start.set().run();
        mean.ifPresent(model::setMean);
        try (Model inspected = inspector.open()) {
            mean.ifPresent(inspected::setMean);
            Feeder feeder = Steps.feeder(model);
            int step = start.step();
            for (int epoch = start.epoch(); epoch <= rates.size(); epoch++) {
                double rate = rates.get(epoch - 1);
                try (BatchLoader batches = steps.epoch(epoch, epoch == start.epoch() ? start.batches() : 0,
                        model.timeline())) {
                    for (; batches.hasNext() && step <= bad; step++) {
                        if (interrupted.getAsBoolean()) {
                            throw new IllegalStateException("it was interrupted");
                        }
                        Batch batch = batches.next();
                        Optional<String> found = step < bad - 1
                                ? Optional.empty()
                                : inspect(inspected, batch, step, rate);
                        if (found.isPresent()) {
                            return found;
                        }
                        steps.run(feeder, batch, step, rate);
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** A step's parameters, then what it computes, in the order in which it does. */
    private Optional<String> inspect(Model inspected, Batch batch, int step, double rate) {
        Map<String, Tensor> parameters = model.parameters();
        Optional<NotFinite> parameter = NotFinite.first(parameters, parameters.keySet());
        if (parameter.isPresent()) {
            return parameter.map(p -> "the parameter " + p.text() + " before step " + (step + 1));
        }
        parameters.forEach(inspected::setParameter);
        Feeder feeder = new Feeder(inspected, INSPECT);
        feeder.feed(batch);
        Map<String, Tensor> values = feeder.run(batch, step, steps.options().seed(), rate);
        return NotFinite.first(values, InspectedOrder.of(inspected.program(), values.keySet()))
                .map(tensor -> tensor.text() + " in step " + (step + 1));
    }
}
