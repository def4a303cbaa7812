package dev.netc.interchange.onnx.writer;

import com.google.protobuf.ByteString;
import dev.netc.compiler.operator.Window;
import dev.netc.compiler.shape.Padding;
import dev.netc.interchange.onnx.schema.AttributeProto;
import dev.netc.interchange.onnx.schema.AttributeProto.AttributeType;

/** What a node is told. */
final class Attributes {
    private Attributes() {}

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF((float) value).build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)).build();
    }

    static AttributeProto axis(int axis) {
        return integer("axis", axis);
    }

    static AttributeProto kernel(Window window) {
        return integers("kernel_shape", window.height(), window.width());
    }

    static AttributeProto strides(Window window) {
        return integers("strides", window.strideHeight(), window.strideWidth());
    }

    static AttributeProto pads(Padding pad) {
        return integers("pads", pad.top(), pad.left(), pad.bottom(), pad.right());
    }
}
