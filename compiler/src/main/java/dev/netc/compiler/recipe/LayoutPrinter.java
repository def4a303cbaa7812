package dev.netc.compiler.recipe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;

/** How the values of a graph lie in memory, as text: a value a line, the outermost dimension first. */
public final class LayoutPrinter {
    private LayoutPrinter() {}

    /**
     * Prints the layouts; where a kernel reads one and writes another, it converts.
     *
     * @return {@code %conv1  [batch / 16][48, 27, 27][16]}, for every value
     */
    public static String print(Layout layout, Graph graph) {
        Stream<String> sources = graph.sources().stream().map(s -> line(s, layout));
        Stream<String> results = graph.nodes().stream().flatMap(n -> n.results().stream()).map(v -> line(v, layout));
        return Stream.concat(sources, results).collect(Collectors.joining("\n", heading(layout) + "\n\n", "\n"));
    }

    private static String heading(Layout layout) {
        return layout.target().devices() + (!layout.hasSmall()
                ? ""
                : layout.small()
                        ? ", at most " + Layout.SMALL_BATCH + " examples"
                        : ", more than " + Layout.SMALL_BATCH + " examples");
    }

    private static String line(Source source, Layout layout) {
        return line(source.value(), layout.lanes(source));
    }

    private static String line(Value value, Layout layout) {
        return line(value, layout.lanes(value));
    }

    private static String line(Value value, int lanes) {
        return value + "  " + (value.type().batched() ? batch(value.type(), lanes) : fixed(value.type(), lanes));
    }

    private static String batch(Type type, int lanes) {
        String elements = text(type.shape().dimensions());
        return lanes == 1 ? "[batch]" + elements : "[batch / " + lanes + "]" + elements + "[" + lanes + "]";
    }

    /** Filters side by side in tiles, the last of which may be filled up. */
    private static String fixed(Type type, int lanes) {
        List<Integer> dimensions = type.shape().dimensions();
        return lanes == 1
                ? text(dimensions)
                : "[" + Math.ceilDiv(dimensions.getFirst(), lanes) + "]"
                        + text(dimensions.subList(1, dimensions.size()))
                        + "[" + lanes + "]";
    }

    private static String text(List<Integer> dimensions) {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
