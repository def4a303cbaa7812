package dev.netc.interchange.caffe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.caffe.schema.V1LayerParameter;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Weight;
import dev.netc.runtime.tensor.Tensor;

/** The weights of a net: the blobs of each layer, by its name. */
final class Blobs {
    private final Map<String, List<BlobProto>> byLayer = new HashMap<>();

    static Blobs of(Optional<NetParameter> net) {
        Blobs blobs = new Blobs();
        net.ifPresent(n -> {
            for (V1LayerParameter layer : n.getLayersList()) {
                blobs.byLayer.put(layer.getName(), layer.getBlobsList());
            }
            for (LayerParameter layer : n.getLayerList()) {
                blobs.byLayer.put(layer.getName(), layer.getBlobsList());
            }
        });
        return blobs;
    }

    /** A layer's blob; absent where no weights were given. */
    Optional<BlobProto> find(LayerParameter layer, int index) {
        List<BlobProto> blobs = byLayer.getOrDefault(layer.getName(), layer.getBlobsList());
        return Optional.of(index).filter(i -> i < blobs.size()).map(blobs::get);
    }

    /**
     * A layer's blob as a parameter.
     *
     * @param shape in the language; old files have more dimensions of 1
     * @throws Refusal where it holds other numbers than so many
     */
    Weight weight(String role, LayerParameter layer, int index, long... shape) {
        String from = layer.getName() + "[" + index + "]";
        return find(layer, index).map(blob -> weight(role, from, tensor(from, blob, shape)))
                .orElseGet(() -> Weight.missing(role, from));
    }

    static Weight weight(String role, String from, Tensor tensor) {
        return Weight.of(role, from, tensor);
    }

    /** A blob's numbers in a shape of as many. */
    static Tensor tensor(String from, BlobProto blob, long... shape) {
        long wanted = 1;
        try {
            for (long size : shape) {
                wanted = Math.multiplyExact(wanted, size);
            }
        } catch (ArithmeticException e) {
            throw new Refusal("its weights " + from + " would be too large");
        }
        boolean doubles = blob.getDoubleDataCount() > 0;
        int count = doubles ? blob.getDoubleDataCount() : blob.getDataCount();
        if (count != wanted || LongStream.concat(Arrays.stream(shape), sizes(blob).stream().mapToLong(size -> size))
                .anyMatch(size -> size < 0)) {
            throw new Refusal("its blob " + from + " holds " + count + " numbers " + sizes(blob) + ", not "
                    + Arrays.toString(shape));
        }
        return Tensor.of(Tensor.Type.F32, Arrays.stream(shape).boxed().toList(),
                i -> doubles ? blob.getDoubleData(i) : blob.getData(i));
    }

    /** The sizes that it says to have, whatever the form of the file. */
    static List<Long> sizes(BlobProto blob) {
        return blob.hasShape()
                ? blob.getShape().getDimList()
                : List.of((long) blob.getNum(), (long) blob.getChannels(), (long) blob.getHeight(),
                        (long) blob.getWidth());
    }
}
