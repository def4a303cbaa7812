package dev.netc.compiler.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Gradients;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.graph.text.GraphParser;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.operator.Samples.Sample;
import dev.netc.compiler.reference.GradientCheck;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every operator of the list; a new one is taken up through its {@link Samples sample}. */
class ConformanceTest {
    /** Made by passes behind differentiation, results that no loss reads, or what begins or ends a graph. */
    private static final Set<String> WITHOUT_GRADIENT = Set.of("all", "avgpool_gradient",
            "batchnorm_gradient", "batchnorm_input_gradient", "batchnorm_sums", "bias_gradient", "copy",
            "cross_entropy", "cross_entropy_gradient", "dropout",
            "fused",
            "input_gradient", "joined_moments", "log_softmax_gradient", "lrn_gradient", "lrn_within_gradient",
            "lrn_within_product",
            "maxpool", "maxpool_gradient", "part_moments", "parts_sum", "pick", "pick_gradient", "prepare", "rank",
            "running_moments", "sgd", "slice", "weight_step",
            "softmax_gradient", "weight_gradient", "zeros");

    /** At test time its moments are given and no function of anything: {@code HeldTest} proves the gradients of the rest. */
    private static final String WITH_GIVEN_MOMENTS = "batchnorm";

    static List<Sample> samples() {
        return Samples.all();
    }

    static List<Sample> samplesWithGradient() {
        return samples().stream().filter(s -> !WITHOUT_GRADIENT.contains(s.operator().name())
                && !s.operator().name().equals(WITH_GIVEN_MOMENTS)).toList();
    }

    @Test
    void everyOperatorIsInTheListUnderItsOwnName() throws IOException, URISyntaxException {
        List<Class<?>> listed = Operators.names().stream().<Class<?>>map(n -> Operators.named(n).orElseThrow())
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(operatorsOfThePackage());
    }

    @Test
    void everyOperatorHasASample() {
        assertThat(samples()).map(s -> s.operator().name()).containsExactlyInAnyOrderElementsOf(Operators.names());
        assertThat(samples()).allSatisfy(
                s -> assertThat(Operators.named(s.operator().name()).orElseThrow()).isEqualTo(s.operator().getClass()));
    }

    @Test
    void everyOperatorHasAGradientRuleOrIsKnownToHaveNone() {
        assertThat(samples()).filteredOn(s -> !hasRule(s.operator())).map(s -> s.operator().name())
                .containsExactlyInAnyOrderElementsOf(WITHOUT_GRADIENT);
    }

    @ParameterizedTest
    @MethodSource("samplesWithGradient")
    void itsGradientIsThatOfFiniteDifferences(Sample sample) {
        GradientCheck check = new GradientCheck(2);
        Value[] inputs = sample.inputs().stream().map(t -> source(check, t)).toArray(Value[]::new);
        check.holdsFor(check.apply(sample.operator(), inputs));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsTextReadsBack(Sample sample) {
        GraphEditor editor = new GraphEditor("sample");
        List<Value> inputs = sample.inputs().stream()
                .map(t -> editor.source("in", t, 0, new Buffer.Feed(editor.fresh("feed")))).toList();
        editor.emit("out", sample.operator(), 0, inputs);
        Graph graph = editor.graph();
        assertThat(GraphParser.parse(GraphPrinter.print(graph))).isEqualTo(graph);
    }

    /** Counted by the loops of the reference, which leave out products with padding. */
    @ParameterizedTest
    @MethodSource("samples")
    void itsMultiplyAddsAreTheProductsThatTheReferenceAdds(Sample sample) {
        assertThat(sample.operator().multiplyAdds(sample.inputs()))
                .isEqualTo(products(sample.operator(), sample.inputs()));
    }

    private static long products(Operator operator, List<Type> inputs) {
        return switch (operator) {
            case Contraction forward ->
                products(forward, Contraction.joined(inputs.subList(0, forward.segments(inputs.size()))));
            case WeightGradient gradient ->
                products(gradient.of(), Contraction.joined(inputs.subList(0, inputs.size() - 1)));
            case WeightStep step -> products(step.gradient(), inputs.subList(0, inputs.size() - 2));
            case InputGradient gradient -> products(gradient.of(), gradient.input())
                    * (gradient.to() - gradient.from()) / gradient.input().channels();
            case Fused fused -> products(fused.root(), inputs.subList(0, fused.rootInputs()));
            default -> 0;
        };
    }

    private static long products(Contraction contraction, Shape image) {
        AtomicLong count = new AtomicLong();
        new ContractionLoops(contraction, image, 1).each((x, w, y) -> count.incrementAndGet());
        return count.get();
    }

    private static Value source(GradientCheck check, Type type) {
        int[] dimensions = type.shape().dimensions().stream().mapToInt(Integer::intValue).toArray();
        return type.batched() ? check.image(dimensions) : check.weight(dimensions);
    }

    /** A loss begins the gradients itself, and Pick's rule says only that. */
    private static boolean hasRule(Operator operator) {
        try {
            return !operator.getClass().getMethod("differentiate", Gradients.class).getDeclaringClass()
                    .equals(Operator.class) && !(operator instanceof Pick);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> operatorsOfThePackage() throws IOException, URISyntaxException {
        Path classes = Path.of(Operators.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String folder = Operators.class.getPackageName();
        try (Stream<Path> files = Files.list(classes.resolve(folder.replace('.', '/')))) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".class"))
                    .<Class<?>>map(f -> load(folder + "." + f.substring(0, f.length() - ".class".length())))
                    .filter(c -> Operator.class.isAssignableFrom(c) && c.isRecord()).toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
