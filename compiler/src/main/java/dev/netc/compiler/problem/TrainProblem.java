package dev.netc.compiler.problem;

import dev.netc.compiler.shape.Shape;

/** Something wrong in the {@code train} block. */
public sealed interface TrainProblem extends Problem {
    @Override
    default String code() {
        return "train";
    }

    /** A setting that training cannot do without. */
    record MissingSetting(Place where, String setting, String example) implements TrainProblem {}

    /** A setting said twice. */
    record RepeatedSetting(Place where, String setting, int firstLine) implements TrainProblem {}

    /** A second {@code train}. */
    record SecondTrain(Place where, int firstLine) implements TrainProblem {}

    /**
     * A word that this setting does not know.
     *
     * @param known the words it does, quoted and joined
     */
    record UnknownWord(Place where, String setting, String word, String known) implements TrainProblem {}

    /** The loss's second argument is not a label input. */
    record NotALabel(Place where, String found) implements TrainProblem {}

    /** Logits that are no vector as long as the label has classes. */
    record LogitsDoNotFit(Place where, Shape logits, String label, int classes) implements TrainProblem {}

    /** {@code prepare} or {@code augment} in a net without an image. */
    record NoImage(Place where, String setting) implements TrainProblem {}

    /** An image resized below what the net reads. */
    record ResizedTooSmall(Place where, int size, String input, Shape shape) implements TrainProblem {}

    /** Something that is defined for three channels only. */
    record NeedsThreeChannels(Place where, String what, Shape shape) implements TrainProblem {}

    /** As many means as channels are needed. */
    record MeansDoNotFit(Place where, int means, Shape shape) implements TrainProblem {}

    /** Something said twice in one list. */
    record SaidTwice(Place where, String what) implements TrainProblem {}

    /** Epochs that do not rise. */
    record EpochsDoNotRise(Place where) implements TrainProblem {}
}
