package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.host.HostClass;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc compile}: kernels, program and host class as files. Needs no device. */
@Command(name = "compile", description = "Writes a model as OpenCL kernels, a program and a Java class to call it by.", footer = {
    "", "Example: AlexNet as files, its class in a package",
    "  netc compile models/alexnet.net -o build/alexnet --package net.example"}, sortOptions = false)
public final class CompileCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path folder;

    @Option(names = "--package", paramLabel = "NAME", description = "The package of the Java class.")
    private String packageName = "";

    @Option(names = "--target", paramLabel = "cpu,gpu", split = ",", description = {
        "The kinds of devices to write kernels for; both unless said.",
        "Plain kernels, which any device runs, are always there."})
    private Set<Target> targets = EnumSet.of(Target.CPU, Target.GPU);

    @Option(names = "--weights", paramLabel = "FILE", description = "Weights to carry in a jar. Not there yet.")
    private Path weights;

    @Mixin
    private CompileArguments compile;

    public CompileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (weights != null) {
            throw Failure.notYet("compile --weights is not there yet: the class loads them from a safetensors file");
        }
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw Failure.usage("--package " + packageName + " is no name of a Java package");
        }
        ModelFile model = arguments.open(console);
        Program program = Compiler.compile(model.network(),
                compile.over(CompileOptions.standard(), console).withTargets(kinds()));
        try {
            console.answer(write(program));
        } catch (IOException e) {
            throw Failure.file(folder.toString(), "cannot be written: " + e.getMessage(), e);
        }
        return ExitStatus.DONE.code();
    }

    private Set<Target> kinds() {
        Set<Target> kinds = EnumSet.of(Target.PLAIN);
        kinds.addAll(targets);
        return kinds;
    }

    /** Kernels of the first variant lie in {@code kernels/}, those of the others in a folder named after their kind. */
    private CompileAnswer write(Program program) throws IOException {
        List<String> files = new ArrayList<>();
        Path kernels = folder.resolve("kernels");
        for (Variant variant : program.variants()) {
            Path inside = files.isEmpty() ? kernels : kernels.resolve(variant.target().name().toLowerCase(Locale.ROOT));
            Files.createDirectories(inside);
            for (Kernel kernel : variant.kernels()) {
                Files.writeString(inside.resolve(kernel.name() + ".cl"), kernel.source());
            }
            files.add(folder.relativize(inside) + "/*.cl");
        }
        files.add("program.json");
        Files.writeString(folder.resolve("program.json"), ProgramJson.write(program));
        String type = HostClass.className(program) + ".java";
        Files.writeString(folder.resolve(type), HostClass.write(program, packageName));
        files.add(type);
        return new CompileAnswer(program.name(), folder.toString(),
                program.variants().stream().mapToInt(v -> v.kernels().size()).sum(), files);
    }
}
