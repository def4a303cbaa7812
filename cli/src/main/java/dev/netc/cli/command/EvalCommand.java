package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;

import dev.netc.cli.option.CompileArguments;
import dev.netc.cli.option.DataArguments;
import dev.netc.cli.option.DeviceArguments;
import dev.netc.cli.option.ModelArguments;
import dev.netc.cli.option.ModelFile;
import dev.netc.cli.option.PositiveNumber;
import dev.netc.cli.option.TraceFile;
import dev.netc.cli.option.WeightFile;
import dev.netc.cli.output.Console;
import dev.netc.cli.output.ExitStatus;
import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.FunctionKind;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.data.CacheRoom;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.training.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netc eval}. */
@Command(name = "eval", description = "Measures the top-1 and top-5 error of weights on the test part of labelled images.", footer = {
    "", "Example: the digits that were held back from training",
    "  netc eval models/digits.net --weights runs/digits/best.safetensors --data digits"}, sortOptions = false)
public final class EvalCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ModelArguments arguments;

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The weights.")
    private Path weights;

    @Mixin
    private DataArguments data;

    @Option(names = "--ten-crop", description = "Averages over corners and centre, as they are and mirrored, as the paper does.")
    private boolean tenCrop;

    @Option(names = "--batch", paramLabel = "N", converter = PositiveNumber.class, description = "Images at once; else the model's.")
    private Integer batch;

    @Mixin
    private DeviceArguments devices;

    @Mixin
    private CompileArguments compile;

    public EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelFile model = arguments.open(console);
        WeightFile trained = WeightFile.read(weights);
        ImageInput.warnUnprepared(model, trained, console);
        Dataset images = data.open(trained.classes());
        console.say(images.description());
        Program program = Compiler.compile(model.network(), options(model, trained, images));
        int atOnce = model.batch(batch);
        try (TraceFile trace = devices.trace();
                Model loaded = Model.load(program, devices.over(ModelOptions.DEFAULT, compile.precision())
                        .withBatch(atOnce).withTimeline(trace.timeline()))) {
            Placement.say(loaded, console);
            trained.into(loaded);
            // every image is looked at once: there is nothing to keep
            PreparedPart part = new PreparedPart(images.test(), Preparation.of(program), new CacheRoom(0));
            Evaluator evaluator = new Evaluator(loaded, atOnce);
            checkClasses(images, evaluator);
            console.answer(
                    EvalAnswer.of(tenCrop ? evaluator.evaluateTenCrops(part) : evaluator.evaluate(part)));
        }
        return ExitStatus.DONE.code();
    }

    private CompileOptions options(ModelFile model, WeightFile trained, Dataset images) {
        FunctionKind function = model.network().train() == null ? FunctionKind.PREDICT : FunctionKind.EVALUATE;
        CompileOptions options = compile.over(devices.over(CompileOptions.standard(), console)
                .withFunctions(EnumSet.of(function)), console);
        return trained.imagesOf(ImageInput.sizedFor(options, model, images.test()));
    }

    private void checkClasses(Dataset images, Evaluator evaluator) {
        images.checkClasses(evaluator.classes()).ifPresent(warning -> console.warn("data", warning));
    }
}
