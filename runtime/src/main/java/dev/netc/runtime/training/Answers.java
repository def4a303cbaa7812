package dev.netc.runtime.training;

/** Hears what a model says of images whose class is known, one after the other. */
@FunctionalInterface
public interface Answers {
    /**
     * One image.
     *
     * @param image its index in the part that is asked about
     * @param label its class
     * @param probabilities of all classes, by index
     */
    void heard(int image, int label, double[] probabilities);
}
