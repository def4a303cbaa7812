package dev.netc.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Input;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.tensor.Tensor;

/**
 * Runs any {@code program.json} that {@code netc compile} has written, without the class that is made for it: what a service does
 * that is given its nets while it runs. It needs {@code netc-runtime} alone. Without an argument it writes a program first.
 */
public final class RunProgram {
    private static final String SUMS = """
            net Sums {
              input x: [3]
              output y = x -> dense(2, weight: 1, bias: 0.5)
            }
            """;

    private RunProgram() {}

    public static void main(String[] args) throws IOException {
        Path file = args.length > 0 ? Path.of(args[0]) : compiled();
        try (InputStream json = Files.newInputStream(file);
                Model model = Model.load(ProgramJson.read(json), ModelOptions.DEFAULT)) {
            model.initialize(1); // weights of a file would be read by Safetensors, fitted by Weights.of, and set one by one
            System.out.println(model.program().name() + " on " + model.devices().getFirst().device());
            for (Input input : model.program().inputs()) {
                if (input instanceof Input.Tensor tensor) {
                    model.feed(tensor.name(), ones(tensor));
                }
            }
            model.run("infer", Scalars.batch(1)).forEach(
                    (name, output) -> System.out.println(name + " = " + Arrays.toString(output.toFloats())));
        }
    }

    /** One example of an input, all ones. */
    private static Tensor ones(Input.Tensor input) {
        LongStream shape = input.shape().stream().mapToLong(Integer::longValue);
        float[] values = new float[input.shape().stream().reduce(1, Math::multiplyExact)];
        Arrays.fill(values, 1);
        return Tensor.of(values, LongStream.concat(LongStream.of(1), shape).toArray());
    }

    private static Path compiled() throws IOException {
        Program program = Compiler.compile(
                Frontend.analyse(new SourceText("sums.net", SUMS), Map.of()).network().orElseThrow(),
                CompileOptions.standard());
        Path file = Files.createTempFile("sums", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, ProgramJson.write(program));
    }
}
