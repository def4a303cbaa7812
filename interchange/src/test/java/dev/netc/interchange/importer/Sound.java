package dev.netc.interchange.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.onnx.reader.ModelBuilder;
import dev.netc.interchange.onnx.schema.ModelProto;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;

/** A file of each kind that is imported, small, with which there is nothing wrong. */
enum Sound {
    ONNX("net.onnx") {
        @Override
        Message message() {
            return model(new ModelBuilder(13).input("x", -1, 3, 8, 8).weight("w", 4, 3, 3, 3).weight("b", 4)
                    .node("Conv", List.of("x", "w", "b"), "1", Map.of("pads", List.of(1L, 1L, 1L, 1L), "group", 1L))
                    .node("Relu", List.of("1"), "2")
                    .node("LRN", List.of("2"), "3", Map.of("size", 3L, "alpha", 0.1f))
                    .node("MaxPool", List.of("3"), "4",
                            Map.of("kernel_shape", List.of(3L, 3L), "strides", List.of(2L, 2L)))
                    .wholes("shape", 0, -1).node("Reshape", List.of("4", "shape"), "5").weight("fc", 36, 5)
                    .node("MatMul", List.of("5", "fc"), "6").node("Softmax", List.of("6"), "y", Map.of("axis", 1L)));
        }
    },
    /** Sizes that are computed, constants made of sizes, numbers a channel, values joined. */
    ONNX_SIZES("net.onnx") {
        @Override
        Message message() {
            return model(new ModelBuilder(17).input("x", -1, 4, 6, 6).wholes("pads", 0, 0, 1, 1, 0, 0, 0, 2)
                    .node("Pad", List.of("x", "pads"), "p").wholes("kernel", 4, 4, 3, 3)
                    .node("ConstantOfShape", List.of("kernel"), "w", Map.of("value", ModelBuilder.number(0.5f)))
                    .node("Conv", List.of("p", "w"), "c",
                            Map.of("auto_pad", "SAME_UPPER", "strides", List.of(2L, 2L)))
                    .weight("mean", 4, 1, 1).node("Sub", List.of("c", "mean"), "s").node("Mul", List.of("s", "c"), "m")
                    .node("Max", List.of("m", "c"), "max")
                    .node("Concat", List.of("max", "c"), "cat", Map.of("axis", 1L))
                    .node("GlobalAveragePool", List.of("cat"), "g").node("Shape", List.of("g"), "sizes").wholes("0", 0)
                    .node("Gather", List.of("sizes", "0"), "batch").wholes("-1", -1)
                    .node("Concat", List.of("batch", "-1"), "target", Map.of("axis", 0L))
                    .node("Reshape", List.of("g", "target"), "y"));
        }
    },
    TENSOR("w.pb") {
        @Override
        Message message() {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(DataType.FLOAT_VALUE)
                    .addDims(3)
                    .addDims(2);
            for (int i = 0; i < 6; i++) {
                tensor.addFloatData(i);
            }
            return tensor.build();
        }

        @Override
        List<Path> files(Path folder, byte[] bytes) throws IOException {
            byte[] model = new ModelBuilder(13).input("x", -1, 3).input("w", 3, 2)
                    .node("MatMul", List.of("x", "w"), "y")
                    .bytes();
            return List.of(Files.write(folder.resolve("net.onnx"), model), Files.write(folder.resolve(file()), bytes));
        }
    },
    PROTOTXT("net.prototxt") {
        @Override
        Message message() {
            return net(TODAY);
        }

        @Override
        byte[] bytes(Message message) {
            return text(message);
        }
    },
    PROTOTXT_OF_2014("net.prototxt") {
        @Override
        Message message() {
            return net(
                    """
                            name: "old" input: "data" input_dim: 1 input_dim: 3 input_dim: 12 input_dim: 12
                            layers { name: "conv" type: CONVOLUTION bottom: "data" top: "conv" blobs_lr: 1 blobs_lr: 2
                                     weight_decay: 1 weight_decay: 0 convolution_param { num_output: 4 kernel_size: 3 } }
                            layers { name: "relu" type: RELU bottom: "conv" top: "conv" }
                            layers { name: "pool" type: POOLING bottom: "conv" top: "pool" pooling_param { kernel_size: 3 stride: 2 } }
                            layers { name: "fc" type: INNER_PRODUCT bottom: "pool" top: "fc" inner_product_param { num_output: 5 } }
                            layers { name: "prob" type: SOFTMAX bottom: "fc" top: "prob" }
                            """);
        }

        @Override
        byte[] bytes(Message message) {
            return text(message);
        }
    },
    CAFFEMODEL("net.caffemodel") {
        @Override
        Message message() {
            return NetParameter.newBuilder().addLayer(layer("conv", 4 * 27, 4)).addLayer(layer("fc", 5 * 36, 5))
                    .build();
        }

        @Override
        List<Path> files(Path folder, byte[] bytes) throws IOException {
            return List.of(Files.writeString(folder.resolve("net.prototxt"), TODAY),
                    Files.write(folder.resolve(file()), bytes));
        }
    },
    MEAN("mean.binaryproto") {
        @Override
        Message message() {
            BlobProto.Builder mean = BlobProto.newBuilder().setNum(1).setChannels(3).setHeight(2).setWidth(2);
            for (int i = 0; i < 12; i++) {
                mean.addData(i);
            }
            return mean.build();
        }

        @Override
        List<Path> files(Path folder, byte[] bytes) throws IOException {
            return List.of(Files.writeString(folder.resolve("net.prototxt"), TRAINED),
                    Files.write(folder.resolve(file()), bytes));
        }
    };

    private static final String TODAY = """
            name: "net"
            input: "data" input_shape { dim: 1 dim: 3 dim: 12 dim: 12 }
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" param { lr_mult: 1 } param { lr_mult: 2 }
                    convolution_param { num_output: 4 kernel_size: 3 pad: 1 stride: 2 group: 1 } }
            layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
            layer { name: "norm" type: "LRN" bottom: "conv" top: "norm" lrn_param { local_size: 5 alpha: 0.0001 } }
            layer { name: "pool" type: "Pooling" bottom: "norm" top: "pool" pooling_param { pool: AVE kernel_size: 3 stride: 2 } }
            layer { name: "fc" type: "InnerProduct" bottom: "pool" top: "fc" inner_product_param { num_output: 5 } }
            layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }
            """;
    private static final String TRAINED = """
            name: "net"
            layer { name: "data" type: "Data" top: "data" top: "label"
                    transform_param { crop_size: 2 mirror: true mean_file: "mean.binaryproto" } data_param { batch_size: 2 } }
            layer { name: "fc" type: "InnerProduct" bottom: "data" top: "fc" inner_product_param { num_output: 5 } }
            layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" }
            """;

    private final String file;

    Sound(String file) {
        this.file = file;
    }

    /** What the file says. */
    abstract Message message();

    /** How it says it. */
    byte[] bytes(Message message) {
        return message.toByteArray();
    }

    /** Files to import, of which one has these bytes. */
    List<Path> files(Path folder, byte[] bytes) throws IOException {
        return List.of(Files.write(folder.resolve(file), bytes));
    }

    String file() {
        return file;
    }

    private static Message model(ModelBuilder builder) {
        try {
            return ModelProto.parseFrom(builder.bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message net(String prototxt) {
        NetParameter.Builder net = NetParameter.newBuilder();
        try {
            TextFormat.merge(prototxt, net);
        } catch (TextFormat.ParseException e) {
            throw new IllegalStateException(e);
        }
        return net.build();
    }

    private static byte[] text(Message message) {
        return TextFormat.printer().printToString(message).getBytes(StandardCharsets.UTF_8);
    }

    private static LayerParameter layer(String name, int... blobs) {
        LayerParameter.Builder layer = LayerParameter.newBuilder().setName(name);
        for (int count : blobs) {
            BlobProto.Builder blob = layer.addBlobsBuilder();
            for (int i = 0; i < count; i++) {
                blob.addData(i);
            }
        }
        return layer.build();
    }
}
