package dev.netc.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.GraphEditor;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.operator.Prepare;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Images;

/** Feeds pixels instead of the image, and prepares them on every device that reads it. */
public final class PreparePixels {
    private static final String MEAN = "prepare.mean";

    private PreparePixels() {}

    /** {@code graph}, placed, with the feed that {@code images} names replaced. */
    public static Graph apply(Graph graph, Images images, List<dev.netc.program.Prepare> steps) {
        GraphEditor editor = new GraphEditor(graph.name());
        Map<Value, Value> prepared = new HashMap<>();
        for (Source source : graph.sources()) {
            if (source.role().equals(new Buffer.Feed(images.input()))) {
                prepared.put(source.value(), prepare(editor, source.value(), images, steps));
            } else {
                editor.add(source);
            }
        }
        graph.nodes().forEach(editor::add);
        graph.sinks().forEach(editor::add);
        graph.assignments().forEach(editor::add);
        return GraphEditor.substitute(editor.graph(), prepared);
    }

    private static Value prepare(GraphEditor editor, Value image, Images images, List<dev.netc.program.Prepare> steps) {
        String name = image.name();
        int device = image.device();
        Prepare prepare = new Prepare(image.type().shape(), images.height(), images.width(), steps);
        Shape pixels = Shape.of(images.height(), images.width(), prepare.channels());
        List<Value> inputs = new ArrayList<>();
        inputs.add(editor.source(name + ".pixels", new Type(Element.BYTE, true, pixels), device,
                new Buffer.Feed(images.input() + ".pixels")));
        inputs.add(editor.source(name + ".crop", new Type(Element.INT, true, Shape.of(3)), device,
                new Buffer.Feed(images.input() + ".crop")));
        inputs.add(editor.source(name + ".color", new Type(Element.REAL, true, Shape.of(prepare.channels())), device,
                new Buffer.Feed(images.input() + ".color")));
        for (dev.netc.program.Prepare step : steps) {
            if (step instanceof dev.netc.program.Prepare.MeanImage) {
                inputs.add(mean(editor, Shape.of(prepare.channels(), images.height(), images.width()), device));
            } else if (step instanceof dev.netc.program.Prepare.MeanChannel) {
                inputs.add(mean(editor, Shape.of(prepare.channels()), device));
            }
        }
        return editor.emit(name, prepare, device, inputs).result();
    }

    private static Value mean(GraphEditor editor, Shape shape, int device) {
        return editor.source(MEAN + "@" + device, Type.fixed(shape), device, new Buffer.Mean());
    }
}
