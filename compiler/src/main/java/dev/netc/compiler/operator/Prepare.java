package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Element;

/**
 * From fed pixels to the net's image: cuts the window that {@code crop} names, mirrored if it says so, adds {@code color} to
 * each pixel's channels, then does the model's {@code prepare}. Inputs: pixels [height, width, channels] as bytes, crop
 * [top, left, mirrored], color [channels], and the measured mean if a step subtracts it.
 *
 * @param image the net's input
 * @param height of the fed pixels
 * @param width of the fed pixels
 */
public record Prepare(Shape image, int height, int width, List<dev.netc.program.Prepare> steps) implements Operator {
    public Prepare {
        steps = List.copyOf(steps);
    }

    @Override
    public String name() {
        return "prepare";
    }

    public int channels() {
        return image.channels();
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        Types.require(inputs.get(0).element() == Element.BYTE, "pixels are bytes");
        Types.same(inputs.get(0).shape(), Shape.of(height, width, channels()), "pixels");
        return List.of(Type.batch(image));
    }

    @Override
    public void reference(Reference r) {
        int pixel = height * width * channels();
        for (int n = 0; n < r.batch(); n++) {
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    int row = (int) r.input(1)[n * 3] + y;
                    int column = (int) r.input(1)[n * 3 + 1] + (r.input(1)[n * 3 + 2] == 1 ? image.width() - 1 - x : x);
                    double[] channels = new double[channels()];
                    for (int c = 0; c < channels.length; c++) {
                        channels[c] = r.input(0)[n * pixel + (row * width + column) * channels() + c]
                                + r.input(2)[n * channels() + c];
                    }
                    put(r, n, y, x, steps(r, channels, row, column));
                }
            }
        }
    }

    private double[] steps(Reference r, double[] channels, int row, int column) {
        double[] values = channels;
        for (dev.netc.program.Prepare step : steps) {
            double[] next = new double[values.length];
            for (int c = 0; c < next.length; c++) {
                next[c] = switch (step) {
                    case dev.netc.program.Prepare.Resize s -> values[c];
                    case dev.netc.program.Prepare.MeanImage m ->
                        values[c] - r.input(3)[(c * height + row) * width + column];
                    case dev.netc.program.Prepare.MeanChannel m -> values[c] - r.input(3)[c];
                    case dev.netc.program.Prepare.MeanValues(List<Double> means) -> values[c] - means.get(c);
                    case dev.netc.program.Prepare.Scale(double factor) -> values[c] * factor;
                    case dev.netc.program.Prepare.OrderBgr o -> values[values.length - 1 - c];
                };
            }
            values = next;
        }
        return values;
    }

    private void put(Reference r, int n, int y, int x, double[] channels) {
        for (int c = 0; c < channels.length; c++) {
            r.result(0)[((n * channels() + c) * image.height() + y) * image.width() + x] = channels[c];
        }
    }
}
