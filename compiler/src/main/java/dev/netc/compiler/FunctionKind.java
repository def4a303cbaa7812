package dev.netc.compiler;

import java.util.Locale;

import dev.netc.compiler.pass.Mode;

/** The functions that a program can have: see {@link dev.netc.program.Function}. */
public enum FunctionKind {
    INFER(false, false, Mode.TEST), PREDICT(true, false, Mode.TEST), EVALUATE(true, true, Mode.TEST), TRAIN(true, true,
            Mode.TRAINING), FEATURES(true, false, Mode.TEST), UPDATE(false, true,
                    Mode.TRAINING), GRADIENTS(false, true, Mode.TRAINING), INSPECT(true, true, Mode.TRAINING);

    private final boolean pixels;
    private final boolean loss;
    private final Mode mode;

    FunctionKind(boolean pixels, boolean loss, Mode mode) {
        this.pixels = pixels;
        this.loss = loss;
        this.mode = mode;
    }

    /** Its name in a program. */
    public String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the image is fed as pixels, and prepared on the device. */
    public boolean pixels() {
        return pixels;
    }

    /** Whether it reads the label and gives the loss. */
    public boolean loss() {
        return loss;
    }

    /** Whether it ends in an optimizer step. */
    public boolean updates() {
        return this == TRAIN || this == UPDATE;
    }

    /** Whether it gives the gradient of every parameter. */
    public boolean gradients() {
        return this == GRADIENTS || this == INSPECT;
    }

    /** The mode, nothing being dropped where {@code dropout} is false. */
    Mode mode(boolean dropout) {
        return mode == Mode.TRAINING && !dropout ? Mode.TRAINING_WITHOUT_DROPOUT : mode;
    }
}
