package dev.netc.runtime.training;

/** How far a training is, for whoever asks it to stop. */
public enum TrainingPhase {
    /** Before its first step: it takes none, and has nothing to keep. */
    STARTING,

    /** Between its first step and its end: it does the step that is under way, keeps a checkpoint, and stops. */
    STEPPING,

    /** At its end, or past it: it does not stop any more, only its result may still be written. */
    ENDED
}
