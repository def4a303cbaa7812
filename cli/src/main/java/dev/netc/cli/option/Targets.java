package dev.netc.cli.option;

import dev.netc.cli.output.Console;
import dev.netc.program.Target;

/** Which kinds of kernels there are. */
public final class Targets {
    private Targets() {}

    /** What is compiled where {@code target} was asked for: GPUs have no kernels of their own yet and run the plain ones. */
    public static Target available(Target target) {
        return target == Target.GPU ? Target.PLAIN : target;
    }

    /** The same, and says so. */
    public static Target available(Target target, Console console) {
        if (available(target) != target) {
            console.warn("unsupported",
                    "kernels made for GPUs are not there yet; the plain ones, which GPUs run too, are"
                            + " taken");
        }
        return available(target);
    }
}
