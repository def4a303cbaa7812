package dev.netc.runtime.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Kernel;
import dev.netc.program.Share;
import dev.netc.program.Step;
import dev.netc.program.Variant;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.execution.RowLayout.Padding;
import dev.netc.runtime.opencl.Context;
import dev.netc.runtime.opencl.DeviceMemory;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Machine;
import dev.netc.runtime.opencl.Owner;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.timeline.Timeline;

/**
 * A variant in a machine's memory: its state, and its functions as they are first run. Functions share their memory, so what one
 * leaves there is gone when another has run; state stays. For one thread at a time.
 */
public final class Session implements Owner.Closeable {
    private final Variant variant;
    private final Machine machine;
    private final KernelCache cache;
    private final Transfers transfers = new Transfers();
    private final Owner owner = new Owner();
    private final Map<String, String> sources;
    private final List<Arenas> stateArenas = new ArrayList<>();
    private final List<Arenas> functionArenas = new ArrayList<>();
    private final Map<String, Placed> state = new HashMap<>();
    private final Map<Key, PreparedFunction> prepared = new HashMap<>();
    private final PixelMemory pixels;
    private final Timeline timeline;
    private int capacity;
    /** The function whose prologue left what is still in memory; null where none did. */
    private PreparedFunction current;

    /** What a variant's functions differ by. */
    private record Key(String name, int largestBatch) {
        static Key of(Function function) {
            return new Key(function.name(), function.largestBatch());
        }
    }

    private Session(Variant variant, Machine machine, KernelCache cache, int batch, Timeline timeline) {
        this.variant = variant;
        this.machine = owner.own(machine);
        this.cache = cache;
        this.capacity = batch;
        this.timeline = timeline;
        this.pixels = owner.own(new PixelMemory());
        this.sources = variant.kernels().stream().collect(Collectors.toMap(Kernel::name, Kernel::source));
    }

    /**
     * Places a variant's state, all zero.
     *
     * @param machine with the variant's number of devices; owned by the session from now on
     * @param batch the largest that memory is planned for at first
     * @param timeline is told what runs; the machine's queues tell times unless it is off
     */
    public static Session open(Variant variant, Machine machine, KernelCache cache, MemoryRules rules, int batch,
            Timeline timeline) {
        Session session = new Session(variant, machine, cache, batch, timeline);
        try {
            timeline.during("place the state", () -> session.placeState(rules));
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void placeState(MemoryRules rules) {
        for (int device = 0; device < variant.devices(); device++) {
            LogicalDevice logical = machine.devices().get(device);
            Arenas arenas = owner.own(new Arenas(logical, variant, rules, () -> 0));
            List<Buffer> buffers = on(device, variant.state());
            arenas.grow(buffers, capacity);
            for (Placed placed : arenas.place(buffers, capacity, owner)) {
                state.put(placed.buffer().name(), placed);
                logical.queue().zero(placed.memory());
            }
            stateArenas.add(arenas);
            functionArenas.add(owner.own(new Arenas(logical, variant, rules, arenas::bytes)));
        }
        machine.finish();
    }

    /** Bytes held on each logical device. */
    public List<Long> deviceBytes() {
        return IntStream.range(0, variant.devices())
                .mapToObj(device -> stateArenas.get(device).bytes() + functionArenas.get(device).bytes()
                        + pixels.bytes(device))
                .toList();
    }

    /** Writes a state buffer; its last group of lanes is filled up with zeros. */
    public void writeState(Buffer buffer, HostRows rows) {
        current = null;
        write(state.get(buffer.name()), rows, Padding.ZERO, capacity);
    }

    /**
     * Fills state buffers with normal values on the devices that hold them, side by side.
     *
     * @return those that have to be filled from the host: a device cannot, or its arithmetic is not exact enough
     */
    public List<Normals> drawState(List<Normals> wanted) {
        current = null;
        List<Normals> left = new ArrayList<>();
        try (NormalDraws draws = new NormalDraws(cache)) {
            for (Normals normals : wanted) {
                Placed placed = state.get(normals.buffer().name());
                LogicalDevice device = machine.devices().get(normals.buffer().device());
                RowLayout layout = layout(placed.buffer(), capacity);
                if (NormalDraws.canDraw(device, layout)) {
                    draws.begin(device, placed.memory(), layout, normals);
                } else {
                    left.add(normals);
                }
            }
            left.addAll(draws.end());
        }
        return left;
    }

    /** Reads a state buffer. */
    public void readState(Buffer buffer, HostRows rows) {
        read(state.get(buffer.name()), rows, capacity);
    }

    /** Reads a state buffer piece by piece, row by row. */
    public void readState(Buffer buffer, TensorSource.Sink sink) throws IOException {
        Placed placed = state.get(buffer.name());
        transfers.download(machine.devices().get(buffer.device()).queue(), placed.memory(),
                layout(placed.buffer(), capacity), sink);
    }

    /** Zeros state buffers, on all devices side by side. */
    public void clearState(List<Buffer> buffers) {
        current = null;
        buffers.forEach(b -> machine.devices().get(b.device()).queue().zero(state.get(b.name()).memory()));
        machine.finish();
    }

    /** Writes a state buffer of one row that is as long as what it holds. */
    public void writeSized(Buffer buffer, HostRows row, long elements) {
        current = null;
        Buffer exact = PixelMemory.withElements(buffer, elements);
        Placed placed = state.get(buffer.name());
        if (placed.memory().bytes() < exact.bytes(1, variant.precision())) {
            forgetFunctions();
            DeviceMemory memory = functionArenas.get(buffer.device()).allocate(exact, 1);
            placed = Placed.own(exact, owner.own(memory));
            state.put(buffer.name(), placed);
        }
        write(new Placed(exact, placed.memory(), placed.place()), row, Padding.ZERO, 1);
    }

    /**
     * Runs a function and waits for its end.
     *
     * @param feeds by feed name, as many rows as the batch each
     */
    public void run(Function function, int batch, Map<Argument.Scalar, Number> live, Map<String, Feed> feeds) {
        PreparedFunction ready = readyFor(function, batch, feeds);
        boolean again = ready == current;
        current = null;
        timeline.during("write feeds", () -> writeFeeds(function, ready, batch, feeds));
        ready.run(batch, live, again);
        current = ready;
    }

    private void writeFeeds(Function function, PreparedFunction ready, int batch, Map<String, Feed> feeds) {
        for (Buffer buffer : function.buffers()) {
            if (buffer.role() instanceof Buffer.Feed role) {
                Feed feed = feeds.get(role.name());
                Placed placed = buffer.isPixels() ? pixels.placed(buffer) : ready.placed(buffer.name());
                Share share = variant.share(buffer.device(), batch);
                write(placed, share(feed, share, batch), Padding.LAST_ROW, share.rows());
            }
        }
    }

    /** The rows of a device's share; the last of the batch for one that has none. */
    private static HostRows share(Feed feed, Share share, int batch) {
        int first = Math.min(share.first(), batch - share.rows());
        return new HostRows(feed.rows().bytes(), feed.elements(), first * feed.elements());
    }

    /** Reads a buffer that the function which ran last has left; of a batch, the first {@code batch} rows. */
    public void readResult(Function function, Buffer buffer, int batch, HostRows rows) {
        PreparedFunction ready = prepared.get(Key.of(function));
        if (ready == null) {
            throw new IllegalStateException("function " + function.name() + " has not run");
        }
        read(ready.placed(buffer.name()), rows, batch);
    }

    @Override
    public void close() {
        try {
            forgetFunctions();
        } finally {
            owner.close();
        }
    }

    /** A function with room for the batch. Where there is none, the session goes back to the batch that had room. */
    private PreparedFunction readyFor(Function function, int batch, Map<String, Feed> feeds) {
        int before = capacity;
        try {
            if (batch > capacity) {
                forgetFunctions();
                capacity = batch;
            }
            sizePixels(function, feeds);
            return prepare(function);
        } catch (DeviceOutOfMemoryException e) {
            forgetFunctions();
            functionArenas.forEach(Arenas::close);
            capacity = before;
            throw e;
        }
    }

    /** Compiles a function's kernels for the batch that memory is planned for. */
    public void compile(Function function) {
        Function planned = variant.planned(function, capacity);
        timeline.during("compile " + function.name(), () -> compileKernels(planned));
    }

    private PreparedFunction prepare(Function function) {
        PreparedFunction ready = prepared.get(Key.of(function));
        if (ready == null) {
            compile(function);
            Function planned = variant.planned(function, capacity);
            ready = timeline.during("place " + function.name(), () -> place(planned));
            prepared.put(Key.of(function), ready);
        }
        return ready;
    }

    private PreparedFunction place(Function function) {
        List<Buffer> common = function.buffers().stream().filter(b -> !b.isPixels()).toList();
        int batch = function.upTo(capacity);
        for (int device = 0; device < variant.devices(); device++) {
            if (!functionArenas.get(device).fit(on(device, common), batch)) {
                forgetFunctions();
                functionArenas.get(device).grow(on(device, common), batch);
            }
        }
        Map<String, Placed> placed = new HashMap<>(state);
        function.buffers().stream().filter(Buffer::isPixels)
                .forEach(b -> placed.put(b.name(), pixels.placed(b)));
        Owner regions = new Owner();
        try {
            for (int device = 0; device < variant.devices(); device++) {
                functionArenas.get(device).place(on(device, common), batch, regions)
                        .forEach(p -> placed.put(p.buffer().name(), p));
            }
            return new PreparedFunction(function, machine.devices(), variant, placed,
                    (name, device) -> device.context().kernel(name, source(name)), transfers, timeline, regions);
        } catch (RuntimeException e) {
            regions.close();
            throw e;
        }
    }

    private void compileKernels(Function function) {
        Map<Context, Map<String, String>> wanted = new LinkedHashMap<>();
        for (Step step : function.steps()) {
            if (step instanceof Step.Launch launch && launch.device() < machine.devices().size()) {
                wanted.computeIfAbsent(machine.devices().get(launch.device()).context(), c -> new LinkedHashMap<>())
                        .put(launch.kernel(), source(launch.kernel()));
            }
        }
        wanted.forEach((context, kernels) -> context.compile(kernels, cache));
    }

    private String source(String kernel) {
        String source = sources.get(kernel);
        if (source == null) {
            throw new ProgramException("a step launches a kernel " + kernel + " that is not there");
        }
        return source;
    }

    /** Gives pixels room for the images that were fed, where they have too little. */
    private void sizePixels(Function function, Map<String, Feed> feeds) {
        for (Buffer buffer : function.buffers()) {
            if (buffer.isPixels()) {
                long imageBytes = feeds.get(((Buffer.Feed) buffer.role()).name()).elements();
                Arenas arenas = functionArenas.get(buffer.device());
                if (!pixels.fits(buffer, imageBytes, capacity, arenas)) {
                    forgetFunctions();
                    pixels.grow(buffer, imageBytes, capacity, arenas);
                }
                pixels.size(buffer, imageBytes);
            }
        }
    }

    private static List<Buffer> on(int device, List<Buffer> buffers) {
        return buffers.stream().filter(b -> b.device() == device).toList();
    }

    private void write(Placed placed, HostRows rows, Padding padding, int batch) {
        transfers.upload(rows, layout(placed.buffer(), batch), padding,
                machine.devices().get(placed.buffer().device()).queue(), placed.memory());
    }

    private void read(Placed placed, HostRows rows, int batch) {
        transfers.download(machine.devices().get(placed.buffer().device()).queue(), placed.memory(),
                layout(placed.buffer(), batch), rows);
    }

    private RowLayout layout(Buffer buffer, int batch) {
        long rows = buffer.rows() == Buffer.BATCH ? batch : buffer.rows();
        return new RowLayout(rows, buffer.elements(), buffer.lanes(), buffer.element().bytes(variant.precision()));
    }

    private void forgetFunctions() {
        Owner functions = new Owner();
        prepared.values().forEach(functions::own);
        prepared.clear();
        current = null;
        functions.close();
    }
}
