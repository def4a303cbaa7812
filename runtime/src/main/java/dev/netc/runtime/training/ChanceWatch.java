package dev.netc.runtime.training;

import java.util.Locale;
import java.util.Optional;

/**
 * Notices a loss that stays where a net has it that knows nothing: at the logarithm of the number of classes. Says so once.
 *
 * <p>
 * AlexNet as it was published, with biases of 1 and weights of N(0, 0.01²), can stay there for thousands of steps.
 */
final class ChanceWatch {
    /** Over so many steps losses are averaged, because batches differ. */
    static final int WINDOW = 50;
    /** So many windows one after the other are long. */
    static final int WINDOWS = 6;
    /** How near to the logarithm is at it, as a share. */
    private static final double NEAR = 0.01;

    private final int classes;
    private final double chance;
    private double sum;
    private int steps;
    private int windows;
    private boolean said;

    ChanceWatch(int classes) {
        this(classes, TrainingState.Chance.NONE);
    }

    /** Goes on watching. */
    ChanceWatch(int classes, TrainingState.Chance before) {
        this.classes = classes;
        this.chance = StrictMath.log(classes);
        this.sum = before.sum();
        this.steps = before.steps();
        this.windows = before.windows();
        this.said = before.said();
    }

    TrainingState.Chance state() {
        return new TrainingState.Chance(sum, steps, windows, said);
    }

    /** What was said; empty where nothing was. */
    Optional<String> said() {
        return said ? Optional.of(advice()) : Optional.empty();
    }

    /** After a step's loss: what to say, once. */
    Optional<String> after(double loss) {
        sum += loss;
        if (said || ++steps < WINDOW) {
            return Optional.empty();
        }
        windows = Math.abs(sum / WINDOW - chance) <= NEAR * chance ? windows + 1 : 0;
        sum = 0;
        steps = 0;
        said = windows == WINDOWS;
        return said ? Optional.of(advice()) : Optional.empty();
    }

    private String advice() {
        return String.format(Locale.ROOT, "for %d steps the loss has been at ln(%d) = %.2f, that of a net that knows"
                + " nothing. It may leave by itself, after thousands of steps. Known remedies: initial weights"
                + " `weight: he` instead of `normal(0.01)`; where biases begin at 1, `bias: constant(0.1)`; a learning rate"
                + " ten times as large, or a tenth; and a look at whether images and labels belong together",
                WINDOW * WINDOWS, classes, chance);
    }
}
