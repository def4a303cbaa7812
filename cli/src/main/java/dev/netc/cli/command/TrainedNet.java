package dev.netc.cli.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.output.Console;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.timeline.Timeline;
import dev.netc.runtime.training.Terms;

/**
 * A net as a command has it trained: how it is compiled and where it runs.
 *
 * @param parameters what the command set the net's to
 */
record TrainedNet(ModelFile file, Map<String, Double> parameters, CompileArguments compile, DeviceArguments devices,
        Console console) {

    /** Compiled to be trained with these images, whose size is compiled in. */
    Program compile(Part images) {
        return compile(images, EnumSet.of(FunctionKind.TRAIN, FunctionKind.EVALUATE));
    }

    /** Compiled to be looked at while it is trained with these images. */
    Program inspected(Part images) {
        return compile(images, EnumSet.of(FunctionKind.INSPECT));
    }

    private Program compile(Part images, Set<FunctionKind> functions) {
        CompileOptions standard = devices.over(CompileOptions.standard(), console).withFunctions(functions);
        return Compiler.compile(file.network(),
                ImageInput.sizedFor(compile.over(standard, console), file, images));
    }

    /** A program of this net on its devices. */
    Model load(Program program, int batch, Timeline timeline) {
        return Model.load(program,
                devices.over(ModelOptions.DEFAULT, precision()).withBatch(batch).withTimeline(timeline));
    }

    Precision precision() {
        return compile.precision();
    }

    /** What bits depend on, as the command says it, beside the model's text: part of the {@link Terms}. */
    Map<String, String> settings() {
        return Map.of("parameters", parameters.isEmpty() ? "none" : new TreeMap<>(parameters).toString(), "precision",
                precision().name().toLowerCase(Locale.ROOT), "kernels fused", Boolean.toString(compile.fuses()));
    }

    /** What else may not change while a training rests. */
    Map<String, String> terms() {
        Map<String, String> terms = new TreeMap<>(settings());
        terms.put("model", file.text());
        return terms;
    }
}
