package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.caffe.schema.DataParameter;
import dev.netc.interchange.caffe.schema.ImageDataParameter;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.caffe.schema.ParamSpec;
import dev.netc.interchange.caffe.schema.TransformationParameter;
import dev.netc.interchange.caffe.schema.V1LayerParameter;
import dev.netc.interchange.caffe.schema.V1LayerParameter.LayerType;

/** Layers as files of 2014 have them, in the form of today. */
final class Upgrade {
    /** Types whose names are not simply their words. */
    private static final Map<LayerType, String> TYPES = Map.of(LayerType.RELU, "ReLU", LayerType.TANH, "TanH",
            LayerType.LRN, "LRN", LayerType.SOFTMAX_LOSS, "SoftmaxWithLoss", LayerType.ABSVAL, "AbsVal",
            LayerType.BNLL, "BNLL", LayerType.ARGMAX, "ArgMax", LayerType.MVN, "MVN", LayerType.HDF5_DATA, "HDF5Data",
            LayerType.HDF5_OUTPUT, "HDF5Output");

    private Upgrade() {}

    /** A net's layers, whatever its form. */
    static List<LayerParameter> layers(String file, NetParameter net) {
        List<LayerParameter> layers = new ArrayList<>();
        for (V1LayerParameter old : net.getLayersList()) {
            if (old.hasLayer()) {
                throw new ImportException(file, "layer " + old.getLayer().getName()
                        + " has the form of 2013: Caffe's upgrade_net_proto_text makes one of today of it");
            }
            layers.add(layer(old));
        }
        net.getLayerList().forEach(layer -> layers.add(transformed(layer)));
        return layers;
    }

    private static LayerParameter layer(V1LayerParameter old) {
        LayerParameter.Builder layer = LayerParameter.newBuilder().setName(old.getName()).setType(type(old.getType()))
                .addAllBottom(old.getBottomList()).addAllTop(old.getTopList()).addAllBlobs(old.getBlobsList())
                .addAllInclude(old.getIncludeList()).addAllExclude(old.getExcludeList());
        for (int i = 0; i < Math.max(old.getBlobsLrCount(), old.getWeightDecayCount()); i++) {
            ParamSpec.Builder spec = ParamSpec.newBuilder();
            if (i < old.getBlobsLrCount()) {
                spec.setLrMult(old.getBlobsLr(i));
            }
            if (i < old.getWeightDecayCount()) {
                spec.setDecayMult(old.getWeightDecay(i));
            }
            layer.addParam(spec);
        }
        settings(old, layer);
        return transformed(layer.build());
    }

    private static void settings(V1LayerParameter old, LayerParameter.Builder layer) {
        if (old.hasConcatParam()) {
            layer.setConcatParam(old.getConcatParam());
        }
        if (old.hasTransformParam()) {
            layer.setTransformParam(old.getTransformParam());
        }
        layer.setConvolutionParam(old.getConvolutionParam()).setDropoutParam(old.getDropoutParam())
                .setInnerProductParam(old.getInnerProductParam()).setLrnParam(old.getLrnParam())
                .setPoolingParam(old.getPoolingParam()).setPowerParam(old.getPowerParam())
                .setEltwiseParam(old.getEltwiseParam()).setReluParam(old.getReluParam())
                .setSoftmaxParam(old.getSoftmaxParam()).setExpParam(old.getExpParam());
        if (old.hasDataParam()) {
            layer.setDataParam(old.getDataParam());
        }
        if (old.hasImageDataParam()) {
            layer.setImageDataParam(old.getImageDataParam());
        }
        if (old.hasMemoryDataParam()) {
            layer.setMemoryDataParam(old.getMemoryDataParam());
        }
    }

    /** {@code INNER_PRODUCT} is {@code InnerProduct}. */
    private static String type(LayerType old) {
        StringBuilder words = new StringBuilder();
        for (String word : Pattern.compile("_").splitAsStream(old.name()).toList()) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return TYPES.getOrDefault(old, words.toString());
    }

    /** What was done to images stood among the settings of the data once. */
    private static LayerParameter transformed(LayerParameter layer) {
        if (layer.hasTransformParam()) {
            return layer;
        }
        DataParameter data = layer.getDataParam();
        ImageDataParameter images = layer.getImageDataParam();
        TransformationParameter.Builder transform = TransformationParameter.newBuilder();
        if (layer.hasDataParam() && (data.hasScale() || data.hasMeanFile() || data.hasCropSize() || data.hasMirror())) {
            transform.setScale(data.getScale()).setMeanFile(data.getMeanFile()).setCropSize(data.getCropSize())
                    .setMirror(data.getMirror());
        } else if (layer.hasImageDataParam() && (images.hasScale() || images.hasMeanFile() || images.hasCropSize()
                || images.hasMirror())) {
            transform.setScale(images.getScale()).setMeanFile(images.getMeanFile()).setCropSize(images.getCropSize())
                    .setMirror(images.getMirror());
        } else {
            return layer;
        }
        return layer.toBuilder().setTransformParam(transform).build();
    }
}
