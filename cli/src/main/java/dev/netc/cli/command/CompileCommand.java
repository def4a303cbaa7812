package dev.netc.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;

import dev.netc.cli.embed.EmbeddableNet;
import dev.netc.cli.embed.Jdk;
import dev.netc.cli.option.ClassesArgument;
import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.KernelKind;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.cli.output.Failure;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.program.Kernel;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.training.RunMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc compile}: kernels, program, and a jar to embed. Needs no device. */
@Command(name = "compile", description = {
    "Writes a model as OpenCL kernels, a program, and a jar by which Java code uses it.",
    "The jar wants netc's runtime beside it, a Java 21 and an OpenCL driver."}, footer = {"",
        "Example: a trained net as a jar",
        "  netc compile models/digits.net --weights runs/digits/best.safetensors --package net.example -o out/digits",
        "writes out/digits/digits.jar, in which net.example.Digits.load() is the net."}, sortOptions = false)
public final class CompileCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path folder;

    @Option(names = "--package", paramLabel = "NAME", description = {"The package of the Java class.",
        "Without one only classes that have none either can name it."})
    private String packageName = "";

    @Option(names = "--weights", paramLabel = "FILE", description = "Weights for the jar to carry; else it loads them from a file.")
    private Path weights;

    @Mixin
    private ClassesArgument classes;

    @Option(names = "--target", paramLabel = "cpu,gpu", split = ",", description = {
        "The kinds of devices to write kernels for; both unless said.",
        "Plain kernels, which any device runs, are always there."})
    private Set<KernelKind> targets = EnumSet.of(KernelKind.CPU, KernelKind.GPU);

    @Mixin
    private CompileArguments compile;

    public CompileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Jdk.check();
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw Failure.usage("--package " + packageName + " is no name of a Java package");
        }
        if (weights == null && classes.names().isPresent()) {
            throw Failure
                    .usage("--classes names the classes of the weights that the jar carries: --weights is missing");
        }
        ModelFile model = arguments.open(console);
        Optional<WeightFile> carried = Optional.ofNullable(weights).map(WeightFile::read);
        CompileOptions options = compile.over(CompileOptions.standard(), console).withTargets(kinds());
        Program program = Compiler.compile(model.network(),
                carried.map(file -> file.imagesOf(options)).orElse(options));
        EmbeddableNet net = new EmbeddableNet(program, packageName);
        try {
            console.answer(write(carried.map(file -> with(file, net)).orElse(net)));
        } catch (IOException e) {
            throw Failure.file(folder.toString(), "cannot be written: " + e.getMessage(), e);
        }
        return ExitStatus.DONE.code();
    }

    private EmbeddableNet with(WeightFile file, EmbeddableNet net) {
        Map<String, String> metadata = file.content().metadata();
        Optional<ClassNames> names = classes.names();
        names.ifPresent(found -> checkCount(found, net.program()));
        return net.with(file.fitting(net.program()), names.map(found -> RunMetadata.withClasses(metadata, found))
                .orElse(metadata));
    }

    private static void checkCount(ClassNames names, Program program) {
        program.classifier().map(output -> output.shape().get(0)).filter(count -> count != names.size())
                .ifPresent(count -> {
                    throw Failure.usage("--classes names " + names.size() + " classes, and net " + program.name()
                            + " tells " + count + " apart");
                });
    }

    private Set<Target> kinds() {
        Set<Target> kinds = EnumSet.of(Target.PLAIN);
        targets.forEach(target -> kinds.addAll(target.targets()));
        return kinds;
    }

    private CompileAnswer write(EmbeddableNet net) throws IOException {
        Program program = net.program();
        List<String> files = new ArrayList<>();
        List<String> holds = new ArrayList<>();
        writeKernels(program, files, holds);
        files.add("program.json");
        holds.add("buffers, offsets and steps, and the kernels once more");
        Files.writeString(folder.resolve("program.json"), ProgramJson.write(program));
        files.add(net.className() + ".java");
        holds.add("the class's source, to read");
        Files.writeString(folder.resolve(net.className() + ".java"), net.source());
        String jar = net.className().toLowerCase(Locale.ROOT) + ".jar";
        files.add(jar);
        holds.add("class " + typeName(net) + " and its program"
                + (weights == null ? ", without weights" : ", with the weights of " + weights));
        net.writeJar(folder.resolve(jar));
        return new CompileAnswer(program.name(), folder.toString(),
                program.variants().stream().mapToInt(v -> v.kernels().size()).sum(), typeName(net), files, holds);
    }

    private static String typeName(EmbeddableNet net) {
        return (net.packageName().isEmpty() ? "" : net.packageName() + ".") + net.className();
    }

    /** Kernels of the first variant lie in {@code kernels/}, those of the others in a folder named after their kind. */
    private void writeKernels(Program program, List<String> files, List<String> holds) throws IOException {
        Path kernels = folder.resolve("kernels");
        for (Variant variant : program.variants()) {
            String kind = variant.target().name().toLowerCase(Locale.ROOT);
            Path inside = files.isEmpty() ? kernels : kernels.resolve(kind);
            Files.createDirectories(inside);
            for (Kernel kernel : variant.kernels()) {
                Files.writeString(inside.resolve(kernel.name() + ".cl"), kernel.source());
            }
            files.add(folder.relativize(inside) + "/*.cl");
            holds.add(variant.kernels().size() + " kernels for " + variant.target().devices());
        }
    }
}
