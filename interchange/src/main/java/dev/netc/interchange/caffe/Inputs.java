package dev.netc.interchange.caffe;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.MemoryDataParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.caffe.schema.Phase;
import dev.netc.interchange.draft.Refusal;

/** What a net is fed with. The first size of a blob is the batch. */
final class Inputs {
    private static final int SIZES = 4;

    private Inputs() {}

    /** The inputs that the net itself names: a shape each, or in old files four sizes each. */
    static void ofNet(NetParameter structure, CaffeNet net) {
        for (int i = 0; i < structure.getInputCount(); i++) {
            List<Long> sizes = i < structure.getInputShapeCount()
                    ? structure.getInputShape(i).getDimList()
                    : IntStream.range(i * SIZES, Math.min((i + 1) * SIZES, structure.getInputDimCount()))
                            .mapToObj(d -> (long) structure.getInputDim(d)).toList();
            net.input(structure.getInput(i), shape(sizes));
        }
    }

    static void ofLayer(LayerParameter layer, CaffeNet net) {
        int shapes = layer.getInputParam().getShapeCount();
        for (int i = 0; i < layer.getTopCount(); i++) {
            if (shapes == 0) {
                throw new Refusal("it does not say its shape");
            }
            net.input(layer.getTop(i), shape(layer.getInputParam().getShape(Math.min(i, shapes - 1)).getDimList()));
        }
    }

    /** Images and their labels; how large the images are is said by their crop alone. */
    static void ofData(LayerParameter layer, CaffeNet net) {
        MemoryDataParameter memory = layer.getMemoryDataParam();
        if (layer.hasMemoryDataParam()) {
            net.input(layer.getTop(0), shape(List.of((long) memory.getBatchSize(), (long) memory.getChannels(),
                    (long) memory.getHeight(), (long) memory.getWidth())));
            return;
        }
        long crop = layer.getTransformParam().getCropSize();
        if (crop == 0) {
            throw new Refusal(
                    "the file does not say how large its images are: import the prototxt for deployment, whose"
                            + " input has a shape");
        }
        net.input(layer.getTop(0), shape(List.of(1L, channels(layer, net), crop, crop)));
    }

    /** As many as the first convolution's weights see, else as there are means. */
    private static long channels(LayerParameter data, CaffeNet net) {
        for (LayerParameter layer : net.layers(Phase.TEST)) {
            if (layer.getType().equals("Convolution") && layer.getBottomList().contains(data.getTop(0))) {
                List<Long> sizes = net.blobs().find(layer, 0).map(Blobs::sizes).orElse(List.of());
                if (sizes.size() == SIZES) {
                    return Math.multiplyExact((long) sizes.get(1).intValue(), layer.getConvolutionParam().getGroup());
                }
            }
        }
        int means = data.getTransformParam().getMeanValueCount();
        return means == 1 || data.getTransformParam().getForceGray()
                ? 1
                : net.mean().map(BlobProto::getChannels).filter(c -> c > 0).orElse(3);
    }

    private static Shape shape(List<Long> sizes) {
        List<Long> example = sizes.isEmpty() ? sizes : sizes.subList(1, sizes.size());
        if ((example.size() != 1 && example.size() != 3)
                || example.stream().anyMatch(s -> s < 1 || s > Integer.MAX_VALUE)) {
            throw new Refusal(
                    "its shape is " + sizes + "; the language has [batch, features] and [batch, channels, height,"
                            + " width]");
        }
        return new Shape(example.stream().map(Math::toIntExact).toList());
    }
}
