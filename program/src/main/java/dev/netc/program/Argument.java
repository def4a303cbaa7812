package dev.netc.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An argument of a launch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Argument.Memory.class, name = "buffer"),
    @JsonSubTypes.Type(value = Argument.Whole.class, name = "int"),
    @JsonSubTypes.Type(value = Argument.Live.class, name = "live")})
public sealed interface Argument {
    /** A buffer by its name. */
    record Memory(String buffer) implements Argument {}

    /** A 32-bit int known when the program was compiled. */
    record Whole(int value) implements Argument {}

    /** A value known only when the step runs. */
    record Live(Scalar scalar) implements Argument {}

    /** The values that a runtime passes. */
    enum Scalar {
        /** int: number of examples that the device computes, at least 1. */
        BATCH,
        /** int: number of the first of them in the whole batch; the size of the batch where none of them counts. */
        FIRST_EXAMPLE,
        /** int: number of examples in the whole batch. */
        EXAMPLES,
        /** int: optimizer steps done so far. */
        STEP,
        /** int: low 32 bits of the seed. */
        SEED_LOW,
        /** int: high 32 bits of the seed. */
        SEED_HIGH,
        /** real: learning rate. */
        RATE,
        /** int: height of the fed pixels. */
        HEIGHT,
        /** int: width of the fed pixels. */
        WIDTH
    }
}
