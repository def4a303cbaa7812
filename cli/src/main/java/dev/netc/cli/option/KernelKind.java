package dev.netc.cli.option;

import java.util.List;

import dev.netc.program.Target;

/** The kinds of kernels that a command can name. Processors have two, of which it does not choose: the processor does. */
public enum KernelKind {
    /** What any device runs. */
    PLAIN,

    /** A processor's. */
    CPU,

    /** A graphics card's. */
    GPU;

    /** The targets that it stands for, the widest registers first. */
    public List<Target> targets() {
        return switch (this) {
            case PLAIN -> List.of(Target.PLAIN);
            case CPU -> List.of(Target.CPU, Target.CPU_NARROW);
            case GPU -> List.of(Target.GPU);
        };
    }
}
