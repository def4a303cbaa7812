package dev.netc.cli.option;

import java.nio.file.Path;

import dev.netc.cli.output.Console;
import dev.netc.compiler.CompileOptions;
import dev.netc.program.Precision;
import picocli.CommandLine.Option;

/** How a model is compiled. */
public final class CompileArguments {
    @Option(names = "--precision", paramLabel = "f32|f64", description = "The type of every tensor; f64 is for checking.")
    private Precision precision = Precision.F32;

    @Option(names = "--no-fuse", description = "Gives every operation a kernel of its own.")
    private boolean noFuse;

    @Option(names = "--dump", paramLabel = "DIR", description = "Writes the graph after every stage as text, and how values lie in memory.")
    private Path dump;

    /** The type of every tensor. */
    public Precision precision() {
        return precision;
    }

    /** Whether operations share kernels. */
    public boolean fuses() {
        return !noFuse;
    }

    /** What was said, laid over options. */
    public CompileOptions over(CompileOptions options, Console console) {
        CompileOptions said = options.withPrecision(precision).withFuse(!noFuse);
        return dump == null ? said : said.withObserver(GraphDump.into(dump, console));
    }
}
