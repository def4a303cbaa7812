package dev.netc.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.netc.compiler.assemble.AssembleVariant;
import dev.netc.compiler.fuse.Fuse;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.graph.Verifier;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.network.Network.Named;
import dev.netc.compiler.network.Network.Operation;
import dev.netc.compiler.network.Network.ParameterSpec;
import dev.netc.compiler.pass.BuildGraph;
import dev.netc.compiler.pass.Differentiate;
import dev.netc.compiler.pass.Place;
import dev.netc.compiler.pass.PreparePixels;
import dev.netc.compiler.pass.Recompute;
import dev.netc.compiler.pass.Schedule;
import dev.netc.compiler.pass.Simplify;
import dev.netc.compiler.pass.SplitBatch;
import dev.netc.compiler.pass.Updates;
import dev.netc.compiler.recipe.Layout;
import dev.netc.program.Buffer;
import dev.netc.program.Images;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Parameter;
import dev.netc.program.Prepare;
import dev.netc.program.Program;
import dev.netc.program.Target;
import dev.netc.program.Training;
import dev.netc.program.Variant;

/** From a typed net to a program. */
public final class Compiler {
    /** A single image is a common question; a single image to train on is not. */
    private static final Set<String> SMALL = Set.of(FunctionKind.INFER.functionName(),
            FunctionKind.PREDICT.functionName());

    private final Network network;
    private final CompileOptions options;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Optional<Images> images;
    /** Columns have their devices; where there are none, a batch can have them. */
    private final int parts;

    private Compiler(Network network, CompileOptions options) {
        this.network = network;
        this.options = options;
        network.operations().forEach(o -> o.parameters().forEach(p -> parameters.put(p.name(), parameter(o, p))));
        images = images();
        parts = network.operations().stream().allMatch(o -> o.copies() == 1) ? options.parts() : 1;
    }

    /** Compiles {@code network}. */
    public static Program compile(Network network, CompileOptions options) {
        return new Compiler(network, options).program();
    }

    /** The graph of one function behind all stages, no kernel being made; the observer is shown every stage. */
    public static Graph graph(Network network, CompileOptions options, FunctionKind kind) {
        return new Compiler(network, options).graph(kind);
    }

    private Variant variant(Target target, Map<String, Graph> graphs) {
        Layout layout = new Layout(target, options.precision(), options.tuning());
        graphs.forEach((function, graph) -> {
            options.observer().laidOut(function, layout, graph);
            if (layout.hasSmall() && SMALL.contains(function)) {
                options.observer().laidOut(function, layout.forSmallBatches(), graph);
            }
        });
        return AssembleVariant.assemble(network.name(), graphs, layout, SMALL, parts);
    }

    private Program program() {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        for (FunctionKind kind : options.functions()) {
            if ((!kind.loss() || network.train() != null) && (!kind.pixels() || images.isPresent())) {
                graphs.put(kind.functionName(), graph(kind));
            }
        }
        List<Variant> variants = options.targets().stream().map(t -> variant(t, graphs)).toList();
        return new Program(Program.VERSION, network.name(), network.inputs(), outputs(),
                List.copyOf(parameters.values()),
                network.train() == null ? null : network.train().settings(), images.orElse(null), variants);
    }

    /** The whole way of one function, from the typed net to a graph whose every node becomes a kernel. */
    private Graph graph(FunctionKind kind) {
        // every operation becomes a node, in columns one a column: from here on nothing is special about columns
        Graph graph = stage(kind, "build", false, BuildGraph.build(network, kind.mode(options.dropout()),
                kind.functionName(), wanted(kind), kind.loss()));
        // gradients are more graph, and nothing is special about training
        graph = kind.updates()
                ? stage(kind, "differentiate", false, update(graph))
                : kind.gradients()
                        ? stage(kind, "differentiate", false, gradients(graph, wantedGradients(kind)))
                        : graph;
        // behind gradients and steps: all that is one for the whole batch is then known
        graph = parts > 1 ? stage(kind, "split", false, SplitBatch.apply(graph, parts)) : graph;
        graph = stage(kind, "simplify", false, Simplify.apply(graph));
        // before placement: what is copied then are the parts that are read, not what was joined of them
        graph = options.fuse() ? stage(kind, "fuse", false, Simplify.apply(Fuse.apply(graph))) : graph;
        graph = stage(kind, "place", true, Simplify.apply(Place.apply(graph)));
        // after placement: every device prepares its own image, which is cheaper than sending it
        graph = kind.pixels()
                ? stage(kind, "prepare", true, PreparePixels.apply(graph, images.orElseThrow(), steps()))
                : graph;
        // behind the rest: an optimizer step overwrites what others read
        graph = stage(kind, "schedule", true, Schedule.apply(graph));
        // last: what waits for long is known only when everything has its place
        return kind.updates() ? stage(kind, "recompute", true, Recompute.apply(graph, limits())) : graph;
    }

    private Recompute.Limits limits() {
        int batch = Math.ceilDiv(network.train().settings().batch(), parts);
        return Recompute.Limits.of(batch, options.precision());
    }

    private Graph stage(FunctionKind kind, String stage, boolean placed, Graph graph) {
        Verifier.verify(graph, stage + " of " + kind.functionName(), placed);
        options.observer().after(kind.functionName(), stage, graph);
        return graph;
    }

    private List<Named> wanted(FunctionKind kind) {
        return switch (kind) {
            case INFER -> options.allValues() ? allValues() : network.outputs();
            case PREDICT, EVALUATE, FEATURES -> network.outputs();
            case INSPECT -> allValues();
            case TRAIN, UPDATE, GRADIENTS -> List.of();
        };
    }

    private List<Named> allValues() {
        List<String> outputs = network.outputs().stream().map(Named::name).toList();
        return Stream.concat(network.outputs().stream(),
                network.bindings().stream().filter(b -> !outputs.contains(b.name()))).toList();
    }

    private Graph update(Graph graph) {
        Differentiate.Result result = Differentiate.apply(graph, learning(graph));
        return Updates.apply(result.graph(), result.gradients(), network.train().settings(), parameters);
    }

    /** Of every parameter; where a training went wrong, of those that its steps moved. */
    private Predicate<Parameter> wantedGradients(FunctionKind kind) {
        return kind == FunctionKind.INSPECT ? Parameter::learns : Parameter::trained;
    }

    private Graph gradients(Graph graph, Predicate<Parameter> wanted) {
        List<Source> sources = graph.sources().stream().filter(s -> isWeight(s, wanted)
                || (options.inputGradients() && s.role() instanceof Buffer.Feed(String name)
                        && network.input(name).filter(Input.Tensor.class::isInstance).isPresent()))
                .toList();
        Differentiate.Result result = Differentiate.apply(graph, sources.stream().map(Source::value).toList());
        GraphEditor editor = GraphEditor.from(result.graph());
        sources.forEach(s -> editor.add(new Sink(role(s), result.gradients().get(s.value()))));
        return editor.graph().withAssignments(List.of()); // gradients are of the weights as given
    }

    private Buffer.Result role(Source source) {
        return switch (source.role()) {
            case Buffer.Weight(String name, int column) ->
                new Buffer.Result("grad." + name, column, parameters.get(name).columns());
            case Buffer.Feed(String name) -> new Buffer.Result("grad." + name, 0, 1);
            case Buffer.Momentum m -> throw new IllegalStateException("the gradient of a momentum");
            case Buffer.Mean m -> throw new IllegalStateException("the gradient of a mean");
            case Buffer.Result r -> throw new IllegalStateException("a result as a source");
            case Buffer.Temporary t -> throw new IllegalStateException("a temporary as a source");
        };
    }

    private List<Value> learning(Graph graph) {
        return graph.sources().stream().filter(s -> isWeight(s, Parameter::learns)).map(Source::value).toList();
    }

    private boolean isWeight(Source source, Predicate<Parameter> wanted) {
        return source.role() instanceof Buffer.Weight(String name, int column) && wanted.test(parameters.get(name));
    }

    private List<Prepare> steps() {
        return network.train() == null ? List.of() : network.train().settings().prepare();
    }

    /** The pixels that become the net's image: what {@code resize} leaves, or the input's own size. */
    private Optional<Images> images() {
        Training training = network.train() == null ? null : network.train().settings();
        return network.inputs().stream().filter(Input.Tensor.class::isInstance).map(Input.Tensor.class::cast)
                .filter(t -> training == null || t.name().equals(training.image())).filter(t -> t.shape().size() == 3)
                .findFirst()
                .map(this::images);
    }

    private Images images(Input.Tensor image) {
        Optional<CompileOptions.ImageSize> resized = steps().stream().filter(Prepare.Resize.class::isInstance)
                .map(p -> ((Prepare.Resize) p).size()).map(n -> new CompileOptions.ImageSize(n, n)).findFirst();
        CompileOptions.ImageSize size = options.images().or(() -> resized)
                .orElse(new CompileOptions.ImageSize(image.shape().get(1), image.shape().get(2)));
        return new Images(image.name(), size.height(), size.width(), image.shape().get(0));
    }

    private List<Output> outputs() {
        return network.outputs().stream().map(o -> new Output(o.name(), shape(o.value()))).toList();
    }

    private List<Integer> shape(Network.Value value) {
        return switch (value) {
            case Network.InputValue(String name) -> switch (network.input(name).orElseThrow()) {
                case Input.Tensor t -> t.shape();
                case Input.Label l -> List.of(1);
            };
            case Network.ResultValue(int id) -> network.operations().get(id).shape().dimensions();
        };
    }

    private static Parameter parameter(Operation operation, ParameterSpec spec) {
        List<Integer> shape = new ArrayList<>(spec.shape().dimensions());
        shape.set(0, shape.get(0) * operation.copies());
        return new Parameter(spec.name(), shape, operation.copies(), spec.initializer(), spec.rate(), spec.decay(),
                spec.trained());
    }
}
