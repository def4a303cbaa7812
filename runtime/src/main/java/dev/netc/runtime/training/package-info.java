/**
 * Training a loaded model on a dataset, measuring its error, and asking it about images.
 *
 * <p>
 * Start at {@link dev.netc.runtime.training.Trainer}: epochs of shuffled batches, a learning rate that moves by the
 * model's schedule, validation after each epoch. {@link dev.netc.runtime.training.Evaluator} and
 * {@link dev.netc.runtime.training.Predictor} use the same feeds without learning, and so does
 * {@link dev.netc.runtime.training.NearestImages}, which finds images that are alike. What happens is told to a
 * {@link dev.netc.runtime.training.TrainingListener}; {@link dev.netc.runtime.training.ProgressLine} and
 * {@link dev.netc.runtime.training.RunFolder} are two.
 *
 * <p>
 * A run is a function of model, data and options: nothing here depends on time or on which thread was first. Knows
 * nothing of the compiler, and of devices only what {@link dev.netc.runtime.Model} offers.
 */
package dev.netc.runtime.training;
