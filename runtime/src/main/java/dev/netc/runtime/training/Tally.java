package dev.netc.runtime.training;

import java.util.OptionalDouble;

import dev.netc.runtime.tensor.Tensor;

/** Sums of loss and errors over examples, added in order and in double. */
final class Tally {
    private static final int FIVE = 5;

    private int images;
    private double loss;
    private int wrong;
    private int notInFive;

    Tally() {
        this(TrainingState.Sums.NONE);
    }

    /** Goes on adding. */
    Tally(TrainingState.Sums sums) {
        images = sums.images();
        loss = sums.loss();
        wrong = sums.wrong();
        notInFive = sums.notInFive();
    }

    TrainingState.Sums sums() {
        return new TrainingState.Sums(images, loss, wrong, notInFive);
    }

    /** Adds a batch's losses and ranks, a value an example; returns the batch's mean loss. */
    double add(Tensor losses, Tensor ranks) {
        double sum = 0;
        for (int i = 0; i < losses.elements(); i++) {
            sum += losses.doubleAt(i);
            addRank((int) ranks.longAt(i));
        }
        loss += sum;
        return sum / losses.elements();
    }

    /** Adds a loss without an example: the caller adds its rank. */
    void addLoss(double value) {
        loss += value;
    }

    /** Adds an example by the number of classes that stand before its own. */
    void addRank(int rank) {
        images++;
        wrong += rank > 0 ? 1 : 0;
        notInFive += rank >= FIVE ? 1 : 0;
    }

    int images() {
        return images;
    }

    double loss() {
        return loss / images;
    }

    double error() {
        return (double) wrong / images;
    }

    OptionalDouble topFiveError(int classes) {
        return classes < FIVE ? OptionalDouble.empty() : OptionalDouble.of((double) notInFive / images);
    }
}
