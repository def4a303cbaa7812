package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.netc.compiler.fuse.Fuse;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.AvgPool;
import dev.netc.compiler.operator.AvgPoolGradient;
import dev.netc.compiler.operator.MaxPool;
import dev.netc.compiler.operator.MaxPoolGradient;
import dev.netc.compiler.operator.MaxPoolTraining;
import dev.netc.compiler.operator.Pointwise;
import dev.netc.compiler.pass.Simplify;
import dev.netc.compiler.scalar.ScalarParser;
import dev.netc.compiler.shape.Padding;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;

/** Pools and their gradients: windows that overlap, stand apart, are clipped on each side, rectangular, of the whole image. */
final class PoolGraphs {
    private static final Shape IMAGE = Shape.of(7, 9, 6);
    private static final Shape WIDE = Shape.of(3, 8, 37);
    private static final MaxPool OVERLAPPING = new MaxPool(3, 3, 2, 2, Padding.NONE);

    private PoolGraphs() {}

    static void add(List<Graph> graphs) {
        MaxPool clipped = new MaxPool(2, 3, 1, 2, new Padding(1, 1, 0, 1));
        MaxPool apart = new MaxPool(2, 1, 2, 5, Padding.NONE);
        MaxPool whole = new MaxPool(8, 37, 1, 1, Padding.NONE);
        MaxPool wide = new MaxPool(3, 4, 2, 3, new Padding(1, 0, 3, 2));
        for (MaxPool pool : List.of(OVERLAPPING, clipped)) {
            graphs.add(ConformanceGraphs.of("maxpool", pool, Type.batch(IMAGE)));
            graphs.add(ties("maxpool_training", pool, IMAGE));
        }
        for (MaxPool pool : List.of(OVERLAPPING, wide, apart, whole)) {
            graphs.add(ConformanceGraphs.of("maxpool_wide", pool, Type.batch(WIDE)));
            graphs.add(ties("maxpool_training_wide", pool, WIDE));
        }
        MaxPool column = new MaxPool(2, 1, 1, 1, Padding.NONE);
        graphs.add(ConformanceGraphs.of("maxpool_narrow", column, Type.batch(Shape.of(5, 4, 1))));
        graphs.add(ConformanceGraphs.pointwiseBehind("maxpool", OVERLAPPING, Type.batch(WIDE)));
        graphs.add(fusedInTraining());
        for (AvgPool pool : List.of(new AvgPool(3, 3, 2, 2, Padding.NONE, false),
                new AvgPool(3, 3, 2, 2, new Padding(0, 0, 1, 1), false),
                new AvgPool(2, 3, 1, 2, new Padding(1, 1, 0, 1), false),
                new AvgPool(2, 1, 3, 4, new Padding(0, 0, 1, 0), false), AvgPool.all(9, 6))) {
            Type out = pool.infer(List.of(Type.batch(IMAGE))).get(0);
            graphs.add(ConformanceGraphs.of("avgpool", pool, Type.batch(IMAGE)));
            graphs.add(ConformanceGraphs.of("avgpool_gradient", new AvgPoolGradient(pool, IMAGE), out));
        }
        graphs.add(ConformanceGraphs.pointwiseBehind("avgpool",
                new AvgPool(3, 3, 2, 2, new Padding(0, 0, 1, 1), false), Type.batch(IMAGE)));
        graphs.add(ConformanceGraphs.pointwiseBehind("avgpool_gradient", new AvgPoolGradient(AvgPool.all(9, 6), IMAGE),
                Type.batch(Shape.of(7))));
    }

    /** Of an image in which many numbers are alike: the first of a window gets the gradient. */
    private static Graph ties(String name, MaxPool pool, Shape shape) {
        GraphEditor editor = new GraphEditor(name);
        Value image = editor.emit("image", pointwise("max($0, 0.5)"), 0,
                ConformanceGraphs.sources(editor, Type.batch(shape))).result();
        return trained(editor, pool, image);
    }

    /** A pool in training and its gradient, of an image that is fed as {@code x0}. */
    static Graph trained(String name, MaxPool pool, Shape shape) {
        GraphEditor editor = new GraphEditor(name);
        return trained(editor, pool, ConformanceGraphs.sources(editor, Type.batch(shape)).get(0));
    }

    private static Graph trained(GraphEditor editor, MaxPool pool, Value image) {
        List<Value> pooled = editor.emit("y", new MaxPoolTraining(pool), 0, List.of(image)).results();
        Value incoming = editor.source("dy", pooled.get(0).type(), 0, new Buffer.Feed("dy"));
        Value gradient = editor
                .emit("dx", new MaxPoolGradient(pool, image.type().shape()), 0, List.of(pooled.get(1), incoming))
                .result();
        result(editor, pooled.get(0));
        result(editor, gradient);
        return editor.graph();
    }

    /** Both with a pointwise function fused to them; what the pool itself gives is kept besides. */
    private static Graph fusedInTraining() {
        GraphEditor editor = new GraphEditor("fused_maxpool_training");
        Value image = ConformanceGraphs.sources(editor, Type.batch(WIDE)).get(0);
        List<Value> pooled = editor.emit("y", new MaxPoolTraining(OVERLAPPING), 0, List.of(image)).results();
        Value relu = editor.emit("r", pointwise("max($0, 0)"), 0, List.of(pooled.get(0))).result();
        Value incoming = editor.emit("dy", pointwise("$0 * $1"), 0, List.of(pooled.get(0), relu)).result();
        Value gradient = editor
                .emit("dx", new MaxPoolGradient(OVERLAPPING, WIDE), 0, List.of(pooled.get(1), incoming)).result();
        Value times = editor.emit("times", pointwise("$0 * $1"), 0, List.of(gradient, image)).result();
        result(editor, relu);
        result(editor, times);
        Graph fused = Simplify.apply(Fuse.apply(editor.graph()));
        assertThat(fused.nodes()).map(Node::operator).extracting(o -> o.name()).containsExactly("fused", "pointwise",
                "fused");
        return fused;
    }

    private static Pointwise pointwise(String body) {
        return new Pointwise("pointwise", ScalarParser.parse(body));
    }

    private static void result(GraphEditor editor, Value value) {
        editor.add(new Sink(new Buffer.Result(value.name(), 0, 1), value));
    }
}
