package dev.netc.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import dev.netc.compiler.FunctionKind;
import dev.netc.program.Input;
import dev.netc.runtime.Model;
import dev.netc.runtime.tensor.Tensor;

/** Inputs that are made up. */
final class Feeds {
    private Feeds() {}

    /** Feeds every input with normal draws, and labels, where the model trains, with classes drawn alike. */
    static void noise(Model model, int batch) {
        model.program().inputs().forEach(input -> feed(model, input, batch));
    }

    private static void feed(Model model, Input input, int batch) {
        Random random = new Random(1);
        switch (input) {
            case Input.Tensor(String name, List<Integer> shape) -> model.feed(name, draws(random, batch, shape));
            case Input.Label(String name, int classes) -> {
                if (model.variant().function(FunctionKind.UPDATE.functionName()).isPresent()) {
                    model.feed(name, Tensor.of(random.ints(batch, 0, classes).toArray(), batch));
                }
            }
        }
    }

    private static Tensor draws(Random random, int batch, List<Integer> shape) {
        List<Long> sizes = LongStream.concat(LongStream.of(batch), shape.stream().mapToLong(Integer::longValue)).boxed()
                .toList();
        ByteBuffer values = Tensor.allocate(Tensor.Type.F32, sizes.stream().reduce(1L, Math::multiplyExact));
        while (values.hasRemaining()) {
            values.putFloat((float) random.nextGaussian());
        }
        return Tensor.of(Tensor.Type.F32, sizes, values.flip());
    }
}
