package dev.netc.compiler.operator;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/** The plain loops over every product of a contraction, for the references of it and of its gradients. */
record ContractionLoops(Contraction contraction, Shape image, int batch) {

    /** Is handed each product's places in image, weight and output. */
    interface Product {
        void at(int image, int weight, int output);
    }

    static ContractionLoops of(Contraction contraction, Reference r, int segments) {
        List<Type> types = IntStream.range(0, segments).mapToObj(r::inputType).toList();
        return new ContractionLoops(contraction, Contraction.joined(types), r.batch());
    }

    Shape output() {
        return window().over(image, contraction.filters());
    }

    private Window window() {
        return contraction.window(image);
    }

    long positions() {
        return (long) output().height() * output().width();
    }

    /** The segments as one image. */
    double[] join(Reference r, int segments) {
        double[] joined = new double[(int) (batch * image.elements())];
        int at = 0;
        for (int s = 0; s < segments; s++) {
            int length = (int) r.inputType(s).shape().elements();
            for (int n = 0; n < batch; n++) {
                System.arraycopy(r.input(s), n * length, joined, (int) (n * image.elements()) + at, length);
            }
            at += length;
        }
        return joined;
    }

    void each(Product product) {
        Shape out = output();
        int filtersOfGroup = contraction.filters() / contraction.groups();
        for (int n = 0; n < batch; n++) {
            for (int f = 0; f < out.channels(); f++) {
                for (int y = 0; y < out.height(); y++) {
                    for (int x = 0; x < out.width(); x++) {
                        int to = ((n * out.channels() + f) * out.height() + y) * out.width() + x;
                        window(n, f, f / filtersOfGroup, y, x, to, product);
                    }
                }
            }
        }
    }

    private void window(int n, int filter, int group, int outY, int outX, int to, Product product) {
        Window w = window();
        int channels = image.channels() / contraction.groups();
        int first = contraction.shared() ? filter : (filter * output().height() + outY) * output().width() + outX;
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < w.height(); ky++) {
                for (int kx = 0; kx < w.width(); kx++) {
                    int y = outY * w.strideHeight() + ky - w.pad().top();
                    int x = outX * w.strideWidth() + kx - w.pad().left();
                    if (y >= 0 && y < image.height() && x >= 0 && x < image.width()) {
                        int from = ((n * image.channels() + group * channels + c) * image.height() + y) * image.width()
                                + x;
                        product.at(from, ((first * channels + c) * w.height() + ky) * w.width() + kx, to);
                    }
                }
            }
        }
    }
}
