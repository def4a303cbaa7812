package dev.netc.runtime.training;

/**
 * What a schedule made of the learning rate, and why.
 *
 * @param epoch after which it did so
 * @param from the rate of that epoch
 * @param to the rate of the next
 * @param ends whether the training ends instead
 * @param reason for people
 */
public record RateChange(int epoch, double from, double to, boolean ends, String reason) {
    /** {@code the learning rate falls from 0.01 to 0.001 after epoch 12: …}. */
    public String text() {
        return (ends
                ? "the training ends"
                : "the learning rate " + (to < from ? "falls" : "rises") + " from " + ProgressLine.shortNumber(from)
                        + " to " + ProgressLine.shortNumber(to))
                + " after epoch " + epoch + ": " + reason;
    }
}
