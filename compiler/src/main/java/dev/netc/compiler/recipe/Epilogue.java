package dev.netc.compiler.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.Stage;
import dev.netc.compiler.scalar.Scalar;

/**
 * What a kernel does with each number that it has made: stores it, after the stages that were fused to it. Every recipe
 * that makes each element once ends in {@link #finish}.
 */
final class Epilogue {
    private final KernelWriter writer;
    private final List<Stage> stages;
    private final List<String> extras = new ArrayList<>();
    private final List<Value> extraValues;
    private final List<String> outputs = new ArrayList<>();
    private final boolean keepRoot;
    private final Draws draws;
    private final Node node;

    /** Where an element stands. */
    record Place(Expr block, Expr element, Expr index) {}

    private Epilogue(Node node, KernelWriter writer, List<Stage> stages, boolean keepRoot, List<Value> extraValues) {
        this.node = node;
        this.writer = writer;
        this.stages = stages;
        this.keepRoot = keepRoot;
        this.extraValues = extraValues;
        this.draws = new Draws(writer);
    }

    /** The epilogue of {@code node}; a node that is not fused stores what it makes. */
    static Epilogue of(Node node, KernelWriter writer) {
        return node.operator() instanceof Fused f
                ? new Epilogue(node, writer, f.stages(), f.keepRoot(),
                        node.inputs().subList(f.rootInputs(), node.inputs().size()))
                : new Epilogue(node, writer, List.of(), true, List.of());
    }

    /** The operator that leads. */
    static Operator root(Node node) {
        return node.operator() instanceof Fused f ? f.root() : node.operator();
    }

    /** What the leading operator reads. */
    static List<Value> rootInputs(Node node) {
        return node.operator() instanceof Fused f ? node.inputs().subList(0, f.rootInputs()) : node.inputs();
    }

    /** Adds the parameters; to be called after the root's own. */
    Epilogue declare() {
        for (int i = 0; i < extraValues.size(); i++) {
            extras.add(writer.input(extraValues.get(i), "extra" + i));
        }
        int kept = node.operator() instanceof Fused f ? f.kept() : 1;
        for (int i = 0; i < kept; i++) {
            outputs.add(writer.output(node.results().get(i), kept == 1 ? "result" : "result" + i));
        }
        for (Stage stage : stages) {
            if (stage instanceof Stage.Map(Scalar body, boolean keep)) {
                declareDraws(body);
            }
        }
        return this;
    }

    private void declareDraws(Scalar body) {
        switch (body) {
            case Scalar.Keep keep -> draws.declare(keep);
            case Scalar.Binary(Scalar.Operator o, Scalar a, Scalar b) -> {
                declareDraws(a);
                declareDraws(b);
            }
            case Scalar.Call(Scalar.Function f, Scalar a) -> declareDraws(a);
            case Scalar.Operand o -> {
            }
            case Scalar.Constant c -> {
            }
        }
    }

    /** The normalisation among the stages, for which a kernel must own all channels of a position. */
    Optional<Lrn> normalization() {
        return normalization(stages);
    }

    /** That of {@code node}. */
    static Optional<Lrn> normalization(Node node) {
        return node.operator() instanceof Fused f ? normalization(f.stages()) : Optional.empty();
    }

    private static Optional<Lrn> normalization(List<Stage> stages) {
        return stages.stream().filter(Stage.Normalize.class::isInstance).map(s -> ((Stage.Normalize) s).lrn())
                .findFirst();
    }

    /** Runs every stage on {@code value} and stores what is kept. {@code suffix} keeps variables apart in unrolled code. */
    void finish(Code code, Expr value, Place place, String suffix) {
        run(code, new Run(0, stages.size(), keepRoot, 0, false), value, place, suffix);
    }

    /** {@link #finish} through the caches, which was measured to be faster where a work-item stores one row of a plane after the other. */
    void finishThroughCaches(Code code, Expr value, Place place) {
        run(code, new Run(0, stages.size(), keepRoot, 0, true), value, place, "");
    }

    /** Runs the stages before the normalisation; what it reads is stored where {@link #normalized} names. */
    void beforeNormalization(Code code, Expr value, Place place, String suffix) {
        Expr last = run(code, new Run(0, normalizationIndex(), keepRoot, 0, true), value, place, suffix);
        if (!keptBeforeNormalization()) {
            code.store(outputs.getLast(), place.index(), last);
        }
    }

    /** Runs the stages before a normalisation that is handed their value, which is returned; what is kept is stored. */
    Expr toNormalize(Code code, Expr value, Place place, String suffix) {
        return run(code, new Run(0, normalizationIndex(), keepRoot, 0, false), value, place, suffix);
    }

    private boolean keptBeforeNormalization() {
        int at = normalizationIndex();
        return at == 0 ? keepRoot : stages.get(at - 1).keep();
    }

    /** The pointer from which the normalisation reads: what is kept before it, or else the last result's own memory. */
    String normalized() {
        return keptBeforeNormalization() ? outputs.get(keptBefore(normalizationIndex()) - 1) : outputs.getLast();
    }

    /** Runs the stages after the normalisation, whose value is {@code value}; what they store may lie where it was read. */
    void afterNormalization(Code code, Expr value, Place place, String suffix) {
        afterNormalization(code, value, place, suffix, true);
    }

    /** Runs the stages after a normalisation that read nothing from the results' memory. */
    void afterHeldNormalization(Code code, Expr value, Place place) {
        afterNormalization(code, value, place, "", false);
    }

    private void afterNormalization(Code code, Expr value, Place place, String suffix, boolean cached) {
        int at = normalizationIndex();
        run(code, new Run(at + 1, stages.size(), stages.get(at).keep(), keptBefore(at), cached), value, place, suffix);
    }

    private int normalizationIndex() {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i) instanceof Stage.Normalize) {
                return i;
            }
        }
        throw new IllegalStateException("no normalisation");
    }

    private int keptBefore(int stage) {
        return (keepRoot ? 1 : 0) + (int) stages.subList(0, stage).stream().filter(Stage::keep).count();
    }

    /**
     * Stages that follow each other.
     *
     * @param keepFirst whether what they are given is stored, too
     * @param output the first of the results that they store
     * @param cached whether what is stored is read again soon
     */
    private record Run(int from, int to, boolean keepFirst, int output, boolean cached) {}

    private Expr run(Code code, Run run, Expr value, Place place, String suffix) {
        Expr current = value;
        int next = run.output;
        if (run.keepFirst) {
            store(code, next++, place, current, run.cached);
        }
        for (int i = run.from; i < run.to; i++) {
            if (stages.get(i) instanceof Stage.Map(Scalar body, boolean keep)) {
                String name = "stage" + i + suffix;
                current = code.let(writer.vector(), name, map(code, name, body, current, place));
                if (keep) {
                    store(code, next++, place, current, run.cached);
                }
            }
        }
        return current;
    }

    private void store(Code code, int output, Place place, Expr value, boolean cached) {
        if (cached || writer.isOverwritten(outputs.get(output))) {
            code.store(outputs.get(output), place.index(), value);
        } else {
            StreamingStore.write(writer, code, node.results().get(output).type(), outputs.get(output), place.index(),
                    value);
        }
    }

    private Expr map(Code code, String name, Scalar body, Expr value, Place place) {
        return new ScalarCode(code, writer.vector(), name,
                o -> o == 0 ? value : new Load(extras.get(o - 1), place.index()),
                k -> draws.keep(k, place.block(), place.element())).of(body);
    }

}
