package dev.netc.runtime.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Precision;
import dev.netc.program.Share;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Variant;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.Event;
import dev.netc.runtime.opencl.KernelCall;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Owner;
import dev.netc.runtime.timeline.Timeline;

/**
 * A function, ready to run: its kernels with their arguments set, so that running it is enqueueing and little else. Owns its
 * kernels and the regions of its buffers.
 */
final class PreparedFunction implements Owner.Closeable {
    private final Owner owner;
    private final List<LogicalDevice> devices;
    private final Variant variant;
    private final Transfers transfers;
    private final Timeline timeline;
    private final Map<String, Placed> placed;
    private final List<Action> actions = new ArrayList<>();
    private final Set<Integer> awaited = new TreeSet<>();
    private final int prologue;

    /** A step with everything looked up that it needs. */
    private sealed interface Action {}

    private record LaunchAction(Step.Launch step, KernelCall kernel) implements Action {}

    private record CopyAction(Step.Copy step, Placed from, Placed into, Set<Integer> hazards) implements Action {}

    private record WaitAction(Step.Wait step) implements Action {}

    /** Makes the kernel of a launch on a device. */
    interface Kernels {
        KernelCall make(String name, LogicalDevice device);
    }

    /**
     * Prepares a function.
     *
     * @param placed state and the function's own buffers, by name
     * @param owner owns the function's own regions already; closed with this object
     * @throws ProgramException where the steps speak of what is not there
     */
    PreparedFunction(Function function, List<LogicalDevice> devices, Variant variant, Map<String, Placed> placed,
            Kernels kernels, Transfers transfers, Timeline timeline, Owner owner) {
        this.owner = owner;
        this.devices = devices;
        this.variant = variant;
        this.transfers = transfers;
        this.timeline = timeline;
        this.placed = Map.copyOf(placed);
        this.prologue = function.prologue();
        Hazards hazards = new Hazards(function.steps(), this::placed);
        for (int i = 0; i < function.steps().size(); i++) {
            actions.add(action(function, i, hazards, kernels));
        }
    }

    /** The memory of a buffer. */
    Placed placed(String buffer) {
        Placed found = placed.get(buffer);
        if (found == null) {
            throw new ProgramException("a step speaks of a buffer " + buffer + " that is not there");
        }
        return found;
    }

    private Action action(Function function, int index, Hazards hazards, Kernels kernels) {
        Step step = function.steps().get(index);
        device(step.device());
        return switch (step) {
            case Step.Launch launch -> new LaunchAction(launch, kernel(launch, kernels));
            case Step.Copy copy -> {
                device(copy.to());
                Set<Integer> before = hazards.of(index, copy);
                awaited.addAll(before);
                yield new CopyAction(copy, placed(copy.from()), placed(copy.into()), before);
            }
            case Step.Wait wait -> {
                if (wait.step() < 0 || wait.step() >= index) {
                    throw new ProgramException("step " + index + " of " + function.name() + " waits for step "
                            + wait.step() + ", which does not stand before it");
                }
                awaited.add(wait.step());
                yield new WaitAction(wait);
            }
        };
    }

    private KernelCall kernel(Step.Launch launch, Kernels kernels) {
        KernelCall kernel = owner.own(kernels.make(launch.kernel(), device(launch.device())));
        if (kernel.arguments() != launch.arguments().size()) {
            throw new ProgramException("kernel " + launch.kernel() + " takes " + kernel.arguments()
                    + " arguments, its launch gives " + launch.arguments().size());
        }
        for (int i = 0; i < launch.arguments().size(); i++) {
            switch (launch.arguments().get(i)) {
                case Argument.Memory memory -> kernel.setMemory(i, placed(memory.buffer()).memory());
                case Argument.Whole whole -> kernel.setInt(i, whole.value());
                case Argument.Live live -> {
                    // set at every run
                }
            }
        }
        return kernel;
    }

    private LogicalDevice device(int number) {
        if (number < 0 || number >= devices.size()) {
            throw new ProgramException("a step runs on logical device " + number + " of " + devices.size());
        }
        return devices.get(number);
    }

    /**
     * Runs the steps and waits for their end on every device.
     *
     * @param batch examples, at most as many as the buffers were placed for
     * @param again whether what the function's prologue left is still there
     */
    void run(int batch, Map<Argument.Scalar, Number> live, boolean again) {
        try (Run run = new Run(batch, live)) {
            timeline.during("enqueue", () -> run.enqueueFrom(again ? prologue : 0));
            timeline.during("wait for the devices", run::finish);
        }
    }

    @Override
    public void close() {
        owner.close();
    }

    /** One run: the events that are still awaited, and what each device has to wait for before its next command. */
    private final class Run implements AutoCloseable {
        private final List<Share> shares = new ArrayList<>();
        private final Map<Argument.Scalar, Number> live;
        private final Map<Integer, Event> ends = new HashMap<>();
        private final Profile profile = new Profile(timeline);
        private final List<List<Event>> pending = new ArrayList<>();

        Run(int batch, Map<Argument.Scalar, Number> live) {
            this.live = live;
            for (int device = 0; device < devices.size(); device++) {
                shares.add(variant.share(device, batch));
                pending.add(new ArrayList<>());
            }
        }

        void enqueueFrom(int first) {
            for (int i = first; i < actions.size(); i++) {
                Optional<Event> end = switch (actions.get(i)) {
                    case LaunchAction launch -> launch(launch, awaited.contains(i));
                    case CopyAction copy -> copy(copy, awaited.contains(i));
                    case WaitAction wait -> {
                        await(wait.step().device(), wait.step().step());
                        yield Optional.empty();
                    }
                };
                if (end.isPresent()) {
                    ends.put(i, end.get());
                }
            }
            flush();
        }

        private Optional<Event> launch(LaunchAction action, boolean wanted) {
            Step.Launch step = action.step();
            setLive(step, action.kernel());
            int batch = shares.get(step.device()).rows();
            long[] global = step.global().stream().mapToLong((Size size) -> size.at(batch)).toArray();
            long[] local = step.group().size().stream().mapToLong(Integer::longValue).toArray();
            LogicalDevice device = devices.get(step.device());
            long before = System.nanoTime();
            Optional<Event> end = device.queue().launch(action.kernel(), global, local,
                    takePending(step.device()), wanted || profile.isOn());
            end.filter(e -> profile.isOn()).ifPresent(e -> profile.enqueued(step, device, 0, e, before));
            return end;
        }

        private void setLive(Step.Launch step, KernelCall kernel) {
            for (int i = 0; i < step.arguments().size(); i++) {
                if (step.arguments().get(i) instanceof Argument.Live argument) {
                    Number value = live(argument.scalar(), shares.get(step.device()));
                    if (argument.scalar() != Argument.Scalar.RATE) {
                        kernel.setInt(i, value.intValue());
                    } else if (variant.precision() == Precision.F32) {
                        kernel.setFloat(i, value.floatValue());
                    } else {
                        kernel.setDouble(i, value.doubleValue());
                    }
                }
            }
        }

        private Number live(Argument.Scalar scalar, Share share) {
            return switch (scalar) {
                case BATCH -> share.rows();
                case FIRST_EXAMPLE -> share.first();
                case EXAMPLES, STEP, SEED_LOW, SEED_HIGH, RATE, HEIGHT, WIDTH -> live.get(scalar);
            };
        }

        private Optional<Event> copy(CopyAction action, boolean wanted) {
            Step.Copy step = action.step();
            LogicalDevice from = devices.get(step.device());
            LogicalDevice to = devices.get(step.to());
            action.hazards().forEach(earlier -> await(step.device(), earlier));
            Buffer buffer = action.from().buffer();
            long bytes = buffer.bytes(shares.get(step.device()).rows(), variant.precision());
            DeviceMemory source = action.from().memory();
            DeviceMemory target = action.into().memory();
            if (from.context() == to.context()) {
                long before = System.nanoTime();
                Optional<Event> end = from.queue().copy(source, target, bytes, takePending(step.device()),
                        wanted || profile.isOn());
                end.filter(e -> profile.isOn()).ifPresent(e -> profile.enqueued(step, from, bytes, e, before));
                return end;
            }
            flush();
            takePending(step.device()).forEach(Event::await);
            long start = System.nanoTime();
            transfers.across(from.queue(), source, to.queue(), target, bytes);
            profile.copied(step, from, bytes, start);
            return Optional.empty(); // it has ended: whoever waits for it need not
        }

        /** Lets a device's next command wait for a step; on the host where no event crosses. */
        private void await(int device, int step) {
            Event end = ends.get(step);
            if (end == null || actionDevice(step) == device) {
                return;
            }
            if (end.context() == devices.get(device).context()) {
                devices.get(actionDevice(step)).queue().flush();
                pending.get(device).add(end);
            } else {
                flush();
                end.await();
            }
        }

        private int actionDevice(int step) {
            return switch (actions.get(step)) {
                case LaunchAction launch -> launch.step().device();
                case CopyAction copy -> copy.step().device();
                case WaitAction wait -> wait.step().device();
            };
        }

        private List<Event> takePending(int device) {
            List<Event> taken = List.copyOf(pending.get(device));
            pending.get(device).clear();
            return taken;
        }

        private void flush() {
            devices.forEach(device -> device.queue().flush());
        }

        void finish() {
            devices.forEach(device -> device.queue().finish());
            profile.tell(shares);
        }

        /** Events are released when nothing can wait for them any more. */
        @Override
        public void close() {
            devices.forEach(device -> device.queue().finish());
            ends.values().forEach(Event::close);
        }
    }
}
