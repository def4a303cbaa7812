package dev.netc.runtime.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.netc.program.Buffer;
import dev.netc.runtime.Model;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Weights;

/**
 * All that a training needs to go on later, to the same bits: where it stands, and what its devices hold.
 *
 * @param state where it stands
 * @param parameters by name, those that training gathers (running means and variances) included
 * @param momenta by the parameter's name
 * @param mean that {@code prepare} subtracts, where one was measured
 */
public record Checkpoint(TrainingState state, Map<String, Tensor> parameters, Map<String, Tensor> momenta,
        Optional<Tensor> mean) {

    /** A checkpoint. */
    public Checkpoint {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        momenta = Collections.unmodifiableMap(new LinkedHashMap<>(momenta));
    }

    /** Of a model that stands there. */
    public static Checkpoint of(TrainingState state, Model model) {
        return new Checkpoint(state, model.parameters(), model.momenta(), model.mean());
    }

    /**
     * Gives a model all that the checkpoint holds for it.
     *
     * @throws WeightsException where it is of another model
     */
    public void into(Model model) {
        Weights weights = Weights.of(model.program(), parameters, "the checkpoint");
        Set<String> kept = model.variant().state().stream().map(Buffer::role)
                .filter(Buffer.Momentum.class::isInstance).map(role -> ((Buffer.Momentum) role).parameter())
                .collect(Collectors.toSet());
        if (!kept.equals(momenta.keySet())) {
            throw new WeightsException("the checkpoint does not fit net " + model.program().name()
                    + ": it holds the momentum of " + momenta.keySet() + ", the net keeps that of " + kept);
        }
        weights.parameters().forEach(model::setParameter);
        momenta.forEach(model::setMomentum);
        mean.ifPresent(model::setMean);
    }
}
