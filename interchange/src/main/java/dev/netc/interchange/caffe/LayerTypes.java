package dev.netc.interchange.caffe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.draft.Refusal;

/** The types of layers that the language can say, at least in some of their forms. */
final class LayerTypes {
    private static final Map<String, LayerType> ALL = new HashMap<>();

    static {
        ALL.putAll(WindowLayers.all());
        ALL.putAll(NormLayers.all());
        ALL.putAll(PointwiseLayers.all());
        ALL.putAll(JoinLayers.all());
        ALL.put("Input", Inputs::ofLayer);
        ALL.put("DummyData", Inputs::ofLayer);
        List.of("Data", "ImageData", "MemoryData", "HDF5Data", "WindowData").forEach(t -> ALL.put(t, Inputs::ofData));
        ALL.put("SoftmaxWithLoss", (layer, net) -> new Training(net).loss(layer));
        ALL.put("Accuracy", (layer, net) -> net.draft().note("layer " + layer.getName()
                + " (Accuracy) is left out: netc eval and train tell the error"));
        ALL.put("Silence", (layer, net) -> net.bottom(layer, 0));
    }

    private LayerTypes() {}

    /** @throws Refusal where the language has nothing like it */
    static LayerType of(LayerParameter layer) {
        LayerType type = ALL.get(layer.getType());
        if (type == null) {
            throw new Refusal("the language has no such layer");
        }
        return type;
    }
}
