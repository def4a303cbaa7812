package dev.netc.runtime.training;

import dev.netc.runtime.Model;

/**
 * What it takes to find the tensor by which a training went wrong. Costs nothing while none does.
 */
public interface Inspector {
    /** Sets parameters and momentum to what they were before the first step. The mean is not its concern: who calls sets it anew. */
    void restart();

    /**
     * Opens a model of the same net on the same devices whose program has the function {@code inspect}: one step's named values,
     * loss and gradients. Closed by the caller.
     */
    Model open();
}
