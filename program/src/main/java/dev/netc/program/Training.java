package dev.netc.program;

import java.util.List;

/**
 * What the train block says.
 *
 * @param image name of the input that {@code prepare} and {@code augment} speak of: the net's image
 * @param label name of the label input that the loss reads
 * @param logits length of the logits, the number of classes
 * @param batch global batch
 * @param epochs most epochs
 * @param seed of initial values, order of the data, augmentation and dropout
 * @param rate learning rate at the start
 * @param momentum of SGD
 * @param decay weight decay: v = momentum v - decay rate w - rate dL/dw; w = w + v
 * @param prepare done to every image, in this order
 * @param augment done to training images
 */
public record Training(String image, String label, int logits, int batch, int epochs, long seed, double rate,
        double momentum, double decay, Schedule schedule, List<Prepare> prepare, List<Augment> augment) {
    public Training {
        prepare = List.copyOf(prepare);
        augment = List.copyOf(augment);
    }
}
