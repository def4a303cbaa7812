package dev.netc.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.netc.cli.output.Console;
import dev.netc.cli.output.Failure;
import dev.netc.cli.output.Failures;
import dev.netc.compiler.StageObserver;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.text.GraphPrinter;
import dev.netc.compiler.recipe.Layout;
import dev.netc.compiler.recipe.LayoutPrinter;

/**
 * Writes the graph of every function after every stage: {@code 03-train-simplify.txt}, numbered in order. Where a stage
 * changed nothing the file says {@code (unchanged)}. Behind them, where kernels are made, how values lie in memory:
 * {@code 61-infer-layout-cpu-small.txt}.
 */
final class GraphDump implements StageObserver {
    private final Path folder;
    private final Map<String, String> before = new HashMap<>();
    private int number;

    private GraphDump(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder ready.
     *
     * @throws Failure where it cannot be made
     */
    static GraphDump into(Path folder, Console console) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Failures.of(folder, e);
        }
        console.say("the graph after every stage: " + folder);
        return new GraphDump(folder);
    }

    @Override
    public void after(String function, String stage, Graph graph) {
        String text = GraphPrinter.print(graph);
        write(function + "-" + stage, text.equals(before.put(function, text)) ? "(unchanged)\n" : text);
    }

    @Override
    public void laidOut(String function, Layout layout, Graph graph) {
        String kind = layout.target().name().toLowerCase(Locale.ROOT) + (layout.small() ? "-small" : "");
        write(function + "-layout-" + kind, LayoutPrinter.print(layout, graph));
    }

    private void write(String name, String text) {
        number++;
        Path file = folder.resolve(String.format(Locale.ROOT, "%02d-%s.txt", number, name));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }
}
