package dev.netc.compiler.graph.text;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.text.Tokens;
import dev.netc.program.Buffer;

/**
 * Writes a graph as text that {@link GraphParser} reads back: what is there before, what is computed (every value with its
 * type and its device), what a caller reads, what state becomes.
 *
 * <pre>
 * graph Tiny.train {
 *   feed     %image       : real batch [3, 9, 9] on 0 = image
 *   weight   %conv.weight : real [4, 3, 3, 3]    on 0 = conv.weight column 0
 *
 *   %conv : real batch [4, 7, 7] on 0 = conv {filters: 4, kernelHeight: 3, …}(%image, %conv.weight)
 *
 *   result   loss = %loss
 *   assign   %conv.weight = %next.conv.weight
 * }
 * </pre>
 */
public final class GraphPrinter {
    /** Longer lines are broken before the operands. */
    private static final int WIDTH = 160;

    private GraphPrinter() {}

    /** The text, with a line feed at its end. */
    public static String print(Graph graph) {
        List<String> parts = new ArrayList<>();
        parts.add(sources(graph.sources()));
        parts.add(nodes(graph.nodes()));
        parts.add(ends(graph));
        parts.removeIf(String::isEmpty);
        return "graph " + Tokens.quoted(graph.name()) + " {\n" + String.join("\n", parts) + "}\n";
    }

    private static String sources(List<Source> sources) {
        Columns columns = Columns.of(sources.stream().map(Source::value).toList());
        return sources.stream()
                .map(s -> line(keyword(s.role()), columns.definition(s.value()) + " = " + name(s.role())))
                .collect(joining());
    }

    private static String keyword(Buffer.Role role) {
        return switch (role) {
            case Buffer.Feed f -> "feed";
            case Buffer.Weight w -> "weight";
            case Buffer.Momentum m -> "momentum";
            case Buffer.Mean m -> "mean";
            case Buffer.Result r -> "result";
            case Buffer.Temporary t -> throw new IllegalArgumentException("what is temporary is no source");
        };
    }

    private static String name(Buffer.Role role) {
        return switch (role) {
            case Buffer.Feed(String name) -> Tokens.quoted(name);
            case Buffer.Weight(String parameter, int column) -> Tokens.quoted(parameter) + " column " + column;
            case Buffer.Momentum(String parameter, int column) -> Tokens.quoted(parameter) + " column " + column;
            case Buffer.Mean m -> "mean";
            case Buffer.Result(String name, int column, int columns) ->
                Tokens.quoted(name) + (columns == 1 ? "" : " column " + column + " of " + columns);
            case Buffer.Temporary t -> throw new IllegalArgumentException("what is temporary has no name");
        };
    }

    private static String nodes(List<Node> nodes) {
        Columns columns = Columns.of(nodes.stream().flatMap(n -> n.results().stream()).toList());
        return nodes.stream().map(n -> node(n, columns)).collect(joining());
    }

    private static String node(Node node, Columns columns) {
        String results = node.results().stream().map(columns::definition).collect(joining(",\n  "));
        String head = "  " + results + " = " + ArgumentPrinter.print(node.operator());
        String operands = node.inputs().stream().map(Value::toString).collect(joining(", ", "(", ")"));
        int width = head.length() - head.lastIndexOf('\n') + operands.length();
        return head + (width > WIDTH ? "\n      " : "") + operands + "\n";
    }

    private static String ends(Graph graph) {
        int width = graph.sinks().stream().mapToInt(s -> name(s.role()).length()).max().orElse(0);
        return graph.sinks().stream().map(s -> sink(s, width)).collect(joining())
                + graph.assignments().stream().map(a -> line("assign", a.target() + " = " + a.value()))
                        .collect(joining());
    }

    private static String sink(Sink sink, int width) {
        return line("result", Columns.pad(name(sink.role()), width) + " = " + sink.value());
    }

    private static String line(String keyword, String rest) {
        return "  " + Columns.pad(keyword, "momentum".length()) + " " + rest + "\n";
    }

    /** The widths at which names and types stand one below another. */
    private record Columns(int name, int type) {
        /** A name longer than this sticks out, so that it does not push all others away. */
        private static final int WIDEST = 44;

        static Columns of(List<Value> values) {
            return new Columns(widest(values.stream().map(Value::toString).toList()),
                    widest(values.stream().map(v -> v.type().toString()).toList()));
        }

        private static int widest(List<String> texts) {
            return texts.stream().mapToInt(String::length).filter(w -> w <= WIDEST).max().orElse(0);
        }

        String definition(Value value) {
            return pad(value.toString(), name) + " : " + pad(value.type().toString(), type) + " on " + value.device();
        }

        static String pad(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }
}
