package dev.netc.runtime.training;

/** How any thread asks a training to stop, and how the one that trains hears of it. */
final class StopSign {
    private boolean asked;
    private TrainingPhase phase = TrainingPhase.STARTING;

    /** Asks; returns how far the training is, which it hears of before it goes any further. */
    synchronized TrainingPhase ask() {
        asked = true;
        return phase;
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /** The first step comes next, unless the training was asked to stop; returns whether it may begin. */
    synchronized boolean begin() {
        return moveTo(TrainingPhase.STEPPING);
    }

    /** The training ends now, unless it was asked to stop; returns whether it may. */
    synchronized boolean end() {
        return moveTo(TrainingPhase.ENDED);
    }

    private boolean moveTo(TrainingPhase next) {
        phase = asked ? phase : next;
        return !asked;
    }
}
