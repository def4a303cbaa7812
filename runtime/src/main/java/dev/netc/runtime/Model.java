package dev.netc.runtime;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.program.Buffer;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.weights.Weights;

/**
 * A program on its devices, with its parameters: what runs and trains a net. Parameters start at zero until
 * {@link #initialize} or {@link #setParameter} fills them.
 *
 * <p>Every method may be called from any thread; they take turns, but for {@link #feed}, which may prepare the next batch while
 * {@link #run} works on this one: a run reads what was fed before it began. After {@link #close} every method but {@code close}
 * throws {@code IllegalStateException}; it waits for a run that is under way. A model that was forgotten open is closed when the
 * garbage collector finds it, which may be late: device memory does not count as Java's. Whatever a driver fails at is a {@link dev.netc.runtime.error.NetcException}.
 */
public interface Model extends AutoCloseable {

    /**
     * Loads a program: opens its devices, takes the variant that they run, places its parameters. Kernels are compiled when
     * the function that launches them first runs.
     *
     * @throws dev.netc.runtime.error.NoDeviceException where the options' devices make no sense here
     * @throws dev.netc.runtime.error.DeviceOutOfMemoryException where the parameters have no room
     * @throws dev.netc.runtime.error.ProgramException where the program has no such variant or contradicts itself
     */
    static Model load(Program program, ModelOptions options) {
        return DeviceModel.load(program, options);
    }

    /** The program that was loaded. */
    Program program();

    /** The variant of it that these devices run. */
    Variant variant();

    /** The device behind each logical device, in order. */
    List<DeviceInfo> devices();

    /** What is told what this model does when; off unless the options said otherwise. */
    default Timeline timeline() {
        return Timeline.OFF;
    }

    /** Bytes allocated on each logical device at this moment. */
    List<Long> deviceBytes();

    /** Fills every parameter from its initializer, the same on every machine, and sets momentum to zero. */
    void initialize(long seed);

    /**
     * A parameter, all columns joined, in the program's shape and the variant's precision.
     *
     * @throws IllegalArgumentException where the program has no such parameter
     */
    Tensor parameter(String name);

    /**
     * Sets a parameter; F32 and F64 are taken, and converted to the variant's precision.
     *
     * @throws IllegalArgumentException where name, shape or type do not fit
     */
    void setParameter(String name, Tensor value);

    /** Sets every parameter, and the mean where the program subtracts one that was measured. */
    default void setWeights(Weights weights) {
        weights.parameters().forEach(this::setParameter);
        boolean subtracts = variant().state().stream().anyMatch(b -> b.role() instanceof Buffer.Mean);
        weights.mean().filter(mean -> subtracts).ifPresent(this::setMean);
    }

    /** Every parameter by name, in the program's order. */
    Map<String, Tensor> parameters();

    /** The momentum of every parameter that the program trains, by the parameter's name, in its shape. */
    Map<String, Tensor> momenta();

    /** As {@link #parameters()}, read off the devices piece by piece when they are written: for nets that are large. */
    Map<String, TensorSource> parameterSources();

    /** As {@link #momenta()}, read off the devices piece by piece. */
    Map<String, TensorSource> momentumSources();

    /**
     * Sets the momentum of a parameter, as {@link #setParameter} does.
     *
     * @throws IllegalArgumentException where the program keeps no momentum of it, too
     */
    void setMomentum(String name, Tensor value);

    /** Sets the momentum of every parameter to zero, as {@link #initialize} does: what was learnt before moves none of them. */
    void clearMomentum();

    /**
     * Sets what {@code prepare} subtracts: {@code [channels, height, width]} or {@code [channels]}.
     *
     * @throws IllegalArgumentException where the program subtracts no measured mean
     */
    void setMean(Tensor mean);

    /** The mean as it was set. */
    Optional<Tensor> mean();

    /**
     * Compiles the kernels of a function for batches of this size, which its first run would do otherwise.
     *
     * @throws IllegalArgumentException where there is no such function
     */
    void compile(String function, int batch);

    /**
     * Gives an input's values for the runs to come, until it is fed again: {@code [batch, …]}. Real inputs take F32 and F64,
     * labels and crops I32 and I64, pixels U8 {@code [batch, height, width, channels]}.
     *
     * @throws IllegalArgumentException where no function reads a feed of this name, or shape or type do not fit
     */
    void feed(String name, Tensor rows);

    /**
     * Runs a function on what was fed and waits for its end.
     *
     * @return every result by name, columns joined: {@code [batch, …]} for what has a row an example, the parameter's shape for
     *     its gradient
     * @throws IllegalArgumentException where there is no such function, or a feed is missing or has another batch
     */
    Map<String, Tensor> run(String function, Scalars scalars);

    /** As {@link #run(String, Scalars)}, but reads back only the results named. */
    Map<String, Tensor> run(String function, Scalars scalars, Set<String> wanted);

    /**
     * As {@link #run(String, Scalars)}, but reads results straight into memory of the caller's.
     *
     * @param into the results wanted, each with room for exactly its bytes from position to limit, which stay as they are: little
     *     endian, row-major, in the variant's precision. Direct memory saves a copy
     * @throws IllegalArgumentException where the room is not exactly enough, or may not be written to, too
     */
    void run(String function, Scalars scalars, Map<String, ByteBuffer> into);

    /** Releases the devices and everything on them. Closing again does nothing. */
    @Override
    void close();
}
