package dev.netc.cli.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.netc.program.Buffer;
import dev.netc.program.Function;
import dev.netc.program.Images;
import dev.netc.program.Input;
import dev.netc.program.Program;
import dev.netc.runtime.Model;
import dev.netc.runtime.tensor.Tensor;

/**
 * Inputs that are as much work as real ones: pixels of every value, crops all over the image, every class, normal numbers for
 * tensors. Drawn from a seed, so that everyone measures the same.
 */
final class MadeUpFeeds {
    private final Program program;
    private final int batch;
    private final Random random;

    private MadeUpFeeds(Program program, int batch, long seed) {
        this.program = program;
        this.batch = batch;
        this.random = new Random(seed);
    }

    /** All that a function reads, by feed name. */
    static Map<String, Tensor> of(Model model, Function function, int batch, long seed) {
        MadeUpFeeds feeds = new MadeUpFeeds(model.program(), batch, seed);
        Map<String, Tensor> made = new HashMap<>();
        for (Buffer buffer : function.buffers()) {
            if (buffer.role() instanceof Buffer.Feed(String name)) {
                made.computeIfAbsent(name, n -> feeds.feed(n, buffer));
            }
        }
        return made;
    }

    private Tensor feed(String name, Buffer buffer) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pixels" -> pixels();
            case "crop" -> crops();
            case "color" -> Tensor.of(new float[batch * (int) buffer.elements()], batch, buffer.elements());
            default -> input(name);
        };
    }

    private Tensor pixels() {
        Images images = program.images();
        byte[] values = new byte[batch * images.height() * images.width() * images.channels()];
        random.nextBytes(values);
        return Tensor.of(values, batch, images.height(), images.width(), images.channels());
    }

    private Tensor crops() {
        Images images = program.images();
        List<Integer> shape = program.inputs().stream().filter(i -> i.name().equals(images.input()))
                .map(i -> ((Input.Tensor) i).shape()).findFirst().orElseThrow();
        int[] crops = new int[3 * batch];
        for (int i = 0; i < batch; i++) {
            crops[3 * i] = random.nextInt(images.height() - shape.get(1) + 1);
            crops[3 * i + 1] = random.nextInt(images.width() - shape.get(2) + 1);
            crops[3 * i + 2] = random.nextInt(2);
        }
        return Tensor.of(crops, batch, 3);
    }

    private Tensor input(String name) {
        Input input = program.inputs().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
        return switch (input) {
            case Input.Label(String label, int classes) ->
                Tensor.of(random.ints(batch, 0, classes).toArray(), batch);
            case Input.Tensor(String tensor, List<Integer> shape) -> {
                float[] values = new float[shape.stream().reduce(batch, Math::multiplyExact)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                long[] dimensions = new long[shape.size() + 1];
                dimensions[0] = batch;
                for (int i = 0; i < shape.size(); i++) {
                    dimensions[i + 1] = shape.get(i);
                }
                yield Tensor.of(values, dimensions);
            }
        };
    }
}
