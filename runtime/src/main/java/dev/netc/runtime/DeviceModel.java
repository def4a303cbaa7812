package dev.netc.runtime;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.netc.program.Argument;
import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Initializer;
import dev.netc.program.Parameter;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.execution.Feed;
import dev.netc.runtime.execution.HostRows;
import dev.netc.runtime.execution.MemoryRules;
import dev.netc.runtime.execution.Normals;
import dev.netc.runtime.execution.Session;
import dev.netc.runtime.opencl.DeviceList;
import dev.netc.runtime.opencl.Drivers;
import dev.netc.runtime.opencl.KernelCache;
import dev.netc.runtime.opencl.LogicalDevice;
import dev.netc.runtime.opencl.Machine;
import dev.netc.runtime.random.Stream;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.timeline.Timeline;

/**
 * The {@link Model} of OpenCL devices: one lock around the session, none around feeding. A model that nobody can reach any more
 * has its session closed by the cleaner, which must not know the model.
 */
final class DeviceModel implements Model {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Program program;
    private final Variant variant;
    private final List<DeviceInfo> devices;
    private final Session session;
    private final ParameterTable parameters;
    private final FeedTable feeds;
    private final Results results;
    private final Timeline timeline;
    private Optional<Tensor> mean = Optional.empty();
    private final Cleaner.Cleanable release;
    private volatile boolean closed;

    private DeviceModel(Program program, Variant variant, List<DeviceInfo> devices, Session session,
            Timeline timeline) {
        this.timeline = timeline;
        this.program = program;
        this.variant = variant;
        this.devices = devices;
        this.session = session;
        this.parameters = new ParameterTable(program, variant, session);
        this.feeds = new FeedTable(program, variant);
        this.results = new Results(program, variant, session);
        this.release = CLEANER.register(this, session::close);
    }

    static Model load(Program program, ModelOptions options) {
        VariantChoice choice = new VariantChoice(program, options);
        Machine machine = options.timeline().during("open the devices", () -> Machine
                .open(DeviceList.choose(options.devices(), choice.logicalDevices(), Drivers.list()),
                        options.timeline().isOn()));
        Session session = null;
        try {
            List<DeviceInfo> devices = machine.devices().stream().map(LogicalDevice::info).toList();
            Variant variant = choice.choose(devices);
            KernelCache cache = options.cacheKernels() ? KernelCache.ofUser() : KernelCache.off();
            session = Session.open(variant, machine, cache,
                    new MemoryRules(options.largestArena(), options.deviceMemory(), options.separateBuffers()),
                    options.batch(), options.timeline());
            return new DeviceModel(program, variant, devices, session, options.timeline());
        } catch (RuntimeException e) {
            if (session != null) {
                session.close();
            }
            machine.close();
            throw e;
        }
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public Variant variant() {
        return variant;
    }

    @Override
    public List<DeviceInfo> devices() {
        return devices;
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public synchronized List<Long> deviceBytes() {
        checkOpen();
        return session.deviceBytes();
    }

    @Override
    public synchronized void initialize(long seed) {
        checkOpen();
        timeline.during("initial values", () -> fill(seed));
    }

    private void fill(long seed) {
        InitialValues values = new InitialValues(seed);
        List<Parameter> all = parameters.all();
        List<Normals> normals = new ArrayList<>();
        for (int p = 0; p < all.size(); p++) {
            Parameter parameter = all.get(p);
            for (int column = 0; column < parameter.columns(); column++) {
                Stream stream = values.stream(p, column);
                if (parameter.initializer() instanceof Initializer.Normal(double deviation)) {
                    parameters.weightBuffers(parameter, column)
                            .forEach(buffer -> normals.add(new Normals(buffer, stream, deviation)));
                } else {
                    int elements = Math.toIntExact(parameter.elements() / parameter.columns());
                    parameters.writePart(parameter, column,
                            InitialValues.part(stream, parameter.initializer(), elements, parameters.type()));
                }
            }
        }
        session.drawState(normals).forEach(this::drawOnHost);
        parameters.clearMomentum();
    }

    private void drawOnHost(Normals normals) {
        Buffer buffer = normals.buffer();
        Tensor values = InitialValues.part(normals.stream(), new Initializer.Normal(normals.deviation()),
                Math.toIntExact(buffer.rows() * buffer.elements()), parameters.type());
        session.writeState(buffer, HostRows.of(values, buffer.elements()));
    }

    @Override
    public synchronized Tensor parameter(String name) {
        checkOpen();
        return parameters.read(parameters.named(name));
    }

    @Override
    public synchronized void setParameter(String name, Tensor value) {
        checkOpen();
        parameters.write(parameters.named(name), value);
    }

    @Override
    public synchronized Map<String, Tensor> parameters() {
        checkOpen();
        Map<String, Tensor> all = new LinkedHashMap<>();
        parameters.all().forEach(parameter -> all.put(parameter.name(), parameters.read(parameter)));
        return all;
    }

    @Override
    public synchronized Map<String, Tensor> momenta() {
        checkOpen();
        Map<String, Tensor> all = new LinkedHashMap<>();
        parameters.all().stream().filter(parameters::keepsMomentum)
                .forEach(parameter -> all.put(parameter.name(), parameters.readMomentum(parameter)));
        return all;
    }

    @Override
    public Map<String, TensorSource> parameterSources() {
        return sources(parameters.all(), parameters::read);
    }

    @Override
    public Map<String, TensorSource> momentumSources() {
        return sources(parameters.all().stream().filter(parameters::keepsMomentum).toList(),
                parameters::readMomentum);
    }

    private Map<String, TensorSource> sources(List<Parameter> of, StoredTensor.Reading reading) {
        Map<String, TensorSource> all = new LinkedHashMap<>();
        of.forEach(parameter -> all.put(parameter.name(),
                new StoredTensor(parameter, parameters.type(), (p, sink) -> read(p, reading, sink))));
        return all;
    }

    private synchronized void read(Parameter parameter, StoredTensor.Reading reading, TensorSource.Sink sink)
            throws IOException {
        checkOpen();
        reading.read(parameter, sink);
    }

    @Override
    public synchronized void setMomentum(String name, Tensor value) {
        checkOpen();
        parameters.writeMomentum(parameters.named(name), value);
    }

    @Override
    public synchronized void clearMomentum() {
        checkOpen();
        parameters.clearMomentum();
    }

    @Override
    public synchronized void setMean(Tensor value) {
        checkOpen();
        if (!value.type().isReal() || value.elements() == 0) {
            throw new IllegalArgumentException("a mean of real numbers is wanted, not " + value);
        }
        List<Buffer> means = variant.state().stream().filter(b -> b.role() instanceof Buffer.Mean).toList();
        if (means.isEmpty()) {
            throw new IllegalArgumentException("net " + program.name() + " subtracts no measured mean");
        }
        checkMean(value, means.getFirst());
        Tensor converted = value.as(parameters.type());
        for (Buffer buffer : means) {
            session.writeSized(buffer, HostRows.of(converted, converted.elements()), converted.elements());
        }
        mean = Optional.of(value);
    }

    @Override
    public synchronized Optional<Tensor> mean() {
        checkOpen();
        return mean;
    }

    @Override
    public void feed(String name, Tensor rows) {
        checkOpen();
        timeline.during("check " + name, () -> feeds.put(name, rows));
    }

    @Override
    public synchronized void compile(String function, int batch) {
        checkOpen();
        session.compile(function(function, batch));
    }

    @Override
    public Map<String, Tensor> run(String function, Scalars scalars) {
        return run(function, scalars, name -> true);
    }

    @Override
    public Map<String, Tensor> run(String function, Scalars scalars, Set<String> wanted) {
        checkKnown(function, scalars, wanted);
        return run(function, scalars, wanted::contains);
    }

    private synchronized Map<String, Tensor> run(String name, Scalars scalars, Predicate<String> wanted) {
        Function function = execute(name, scalars);
        return timeline.during("read results", () -> results.read(function, scalars.batch(), wanted));
    }

    @Override
    public synchronized void run(String name, Scalars scalars, Map<String, ByteBuffer> into) {
        checkKnown(name, scalars, into.keySet());
        results.checkRoom(function(name, scalars.batch()), scalars.batch(), into);
        Function function = execute(name, scalars);
        timeline.during("read results", () -> results.read(function, scalars.batch(), into));
    }

    /** Runs a function and leaves its results on the devices. */
    private Function execute(String name, Scalars scalars) {
        checkOpen();
        Function function = function(name, scalars.batch());
        Map<String, Feed> fed = feeds.of(function, scalars);
        checkMeanFits(function, scalars);
        session.run(function, scalars.batch(), live(scalars), fed);
        return function;
    }

    private void checkKnown(String function, Scalars scalars, Set<String> wanted) {
        Set<String> known = results.parts(function(function, scalars.batch())).keySet();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("function " + function + " has the results " + String.join(", ", known)
                    + ", not all of " + String.join(", ", wanted));
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release.clean();
        }
    }

    /** A mean image has a number a channel and pixel, a mean of channels a number a channel. */
    private void checkMean(Tensor value, Buffer buffer) {
        if (program.images() == null) {
            return;
        }
        int channels = program.images().channels();
        boolean image = buffer.elements() != channels;
        if (value.shape().size() != (image ? 3 : 1) || value.shape().get(0) != channels) {
            throw new IllegalArgumentException("a mean " + (image ? "[channels, height, width]" : "[channels]") + " of "
                    + channels + " channels is wanted, not " + value);
        }
    }

    /** A kernel reads the mean image where it reads the pixels. */
    private void checkMeanFits(Function function, Scalars scalars) {
        boolean reads = function.buffers().stream().anyMatch(Buffer::isPixels);
        if (reads && mean.isPresent() && mean.get().shape().size() == 3
                && (mean.get().shape().get(1) != scalars.height()
                        || mean.get().shape().get(2) != scalars.width())) {
            throw new IllegalArgumentException("pixels of " + scalars.height() + " x " + scalars.width()
                    + " are fed, the mean is " + mean.get());
        }
    }

    private Function function(String name, int batch) {
        return variant.function(name, batch).orElseThrow(() -> new IllegalArgumentException(
                "net " + program.name() + " has no function " + name + "; it has "
                        + variant.functions().stream().map(Function::name).distinct()
                                .collect(Collectors.joining(", "))));
    }

    private static Map<Argument.Scalar, Number> live(Scalars scalars) {
        Map<Argument.Scalar, Number> live = new EnumMap<>(Argument.Scalar.class);
        for (Argument.Scalar scalar : Argument.Scalar.values()) {
            live.put(scalar, switch (scalar) {
                case BATCH, EXAMPLES -> scalars.batch();
                case FIRST_EXAMPLE -> 0;
                case STEP -> scalars.step();
                case SEED_LOW -> (int) scalars.seed();
                case SEED_HIGH -> (int) (scalars.seed() >>> 32);
                case RATE -> scalars.rate();
                case HEIGHT -> scalars.height();
                case WIDTH -> scalars.width();
            });
        }
        return live;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the model " + program.name() + " is closed");
        }
    }
}
