package dev.netc.runtime.weights;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;

/**
 * Tensors that a training starts from: of this net, or of one that is like it. Parameters whose name and shape they have take
 * their values; the others, such as a last layer for another number of classes, keep the model's initial values. Momentum
 * starts at zero, and a mean that {@code prepare} measures is measured on the images to train with: that of the tensors is
 * left out.
 */
public final class StartingWeights {
    /** Nets have as many parameters as a person reads through before a training of hours. */
    private static final int SHOWN = 40;

    private final Program program;
    private final Fit fit;
    private final String source;
    private final boolean leavesMean;

    private StartingWeights(Program program, Fit fit, String source, boolean leavesMean) {
        this.program = program;
        this.fit = fit;
        this.source = source;
        this.leavesMean = leavesMean;
    }

    /**
     * Finds out what of tensors a program can start from.
     *
     * @param source how a message names where they are from
     * @throws WeightsException where not one parameter fits, as {@link Weights#of}
     */
    public static StartingWeights of(Program program, Map<String, Tensor> tensors, String source) {
        Fit fit = Fit.of(program, tensors);
        if (fit.fitting().isEmpty()) {
            throw new WeightsException(new Misfit(program, source, fit).explain());
        }
        return new StartingWeights(program, fit, source, tensors.containsKey(Weights.MEAN) && measuresMean(program));
    }

    private static boolean measuresMean(Program program) {
        return program.training() != null && program.training().prepare().stream()
                .anyMatch(step -> step instanceof Prepare.MeanImage || step instanceof Prepare.MeanChannel);
    }

    /** What is taken, by the program's names, in its order. */
    public Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(fit.fitting());
    }

    /** The parameters that keep the model's initial values, in the program's order. */
    public List<Parameter> fresh() {
        return List.copyOf(fit.missing());
    }

    /** What looks like a mistake rather than like another net, a line each: a matrix the other way round, a layer renamed. */
    public List<String> doubts() {
        return LikelyPair.of(fit).stream().flatMap(pair -> pair.doubts().stream())
                .map(doubt -> source + ": " + doubt).toList();
    }

    /** What starts from what, for people: a line, and where not all fits the lists with the shapes. */
    public String text() {
        int all = program.parameters().size();
        StringBuilder text = new StringBuilder(source).append(": ");
        text.append(fit.missing().isEmpty()
                ? "all " + all + " parameters start from it"
                : fit.fitting().size() + " of the net's " + all + " parameters start from it");
        if (!fit.missing().isEmpty()) {
            text.append("\n  new, and from the model's initial values");
            Lists.add(text, fit.missing().stream().map(this::fresh).toList(), SHOWN);
        }
        Map<String, Tensor> unknown = unknown();
        if (!unknown.isEmpty()) {
            text.append("\n  the file holds, and the net does not know");
            Lists.add(text, Lists.of(unknown), SHOWN);
        }
        return text.append(
                leavesMean ? "\n  the mean is measured on the images to train with; the file's is left out" : "")
                .toString();
    }

    /** Tensors whose name no parameter has. */
    private Map<String, Tensor> unknown() {
        Map<String, Tensor> unknown = new java.util.TreeMap<>(fit.left());
        fit.missing().forEach(parameter -> unknown.remove(parameter.name()));
        return unknown;
    }

    private String fresh(Parameter parameter) {
        Tensor other = fit.left().get(parameter.name());
        return parameter.name() + "  " + Fit.shape(parameter)
                + (other == null ? "" : "  (the file's is " + other + ")");
    }
}
