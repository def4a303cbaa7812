package dev.netc.runtime.training;

/** How any thread asks a training to stop, and how the one that trains hears of it. */
final class StopSign {
    private boolean asked;
    private boolean begun;

    /** Asks; returns whether steps have begun, so that the training has something to keep first. */
    synchronized boolean ask() {
        asked = true;
        return begun;
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /** The first step comes next, unless the training was asked to stop; returns whether it may begin. */
    synchronized boolean begin() {
        begun = !asked;
        return begun;
    }
}
