package dev.netc.interchange.onnx.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import com.google.protobuf.ByteString;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.onnx.schema.TensorProto;
import dev.netc.interchange.onnx.schema.TensorProto.DataLocation;
import dev.netc.interchange.onnx.schema.TensorProto.DataType;
import dev.netc.runtime.tensor.Tensor;

/** Reads tensors as the format holds them, and believes none of their sizes. */
final class Constants {
    private Constants() {}

    /**
     * A tensor's numbers: real ones as F32 or F64, whole ones as I32 or I64.
     *
     * @throws Refusal where sizes and numbers do not fit each other, or the numbers are of another kind or in another file
     */
    static Constant read(String name, TensorProto proto) {
        List<Long> dims = proto.getDimsList();
        if (dims.stream().anyMatch(d -> d < 0)) {
            throw new Refusal("tensor `" + name + "` has the sizes " + dims);
        }
        if (proto.getDataLocation() == DataLocation.EXTERNAL || proto.getExternalDataCount() > 0) {
            throw new Refusal("tensor `" + name
                    + "` keeps its numbers in another file, which is not read: save the model with its"
                    + " tensors inside (onnx.save_model(model, file, save_as_external_data=False))");
        }
        long elements = Dims.product(dims);
        DataType type = DataType.forNumber(proto.getDataType());
        return Constant.of(name,
                proto.hasRawData() ? raw(name, proto, elements, type) : typed(name, proto, type));
    }

    private static Tensor raw(String name, TensorProto proto, long elements, DataType type) {
        int bytes = bytes(name, type);
        ByteString raw = proto.getRawData();
        if (raw.size() != elements * bytes || elements > Integer.MAX_VALUE) {
            throw new Refusal("tensor `" + name + "` of " + Dims.show(proto.getDimsList()) + " has " + raw.size()
                    + " bytes, not " + elements + " times " + bytes);
        }
        ByteBuffer data = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        List<Long> dims = proto.getDimsList();
        return switch (type) {
            case FLOAT -> Tensor.of(Tensor.Type.F32, dims, data);
            case DOUBLE -> Tensor.of(Tensor.Type.F64, dims, data);
            case INT32 -> Tensor.of(Tensor.Type.I32, dims, data);
            case INT64 -> Tensor.of(Tensor.Type.I64, dims, data);
            case BOOL, UINT8 -> Tensor.of(Tensor.Type.U8, dims, data);
            case FLOAT16 -> reals(Tensor.Type.F32, dims, elements, i -> Float.float16ToFloat(data.getShort(i * 2)));
            case BFLOAT16 ->
                reals(Tensor.Type.F32, dims, elements, i -> Float.intBitsToFloat(data.getShort(i * 2) << 16));
            default -> throw other(name, type);
        };
    }

    private static int bytes(String name, DataType type) {
        return switch (type) {
            case null -> throw new Refusal("tensor `" + name + "` holds numbers of a kind that is not known");
            case FLOAT, INT32 -> 4;
            case DOUBLE, INT64 -> 8;
            case FLOAT16, BFLOAT16 -> 2;
            case BOOL, UINT8 -> 1;
            default -> throw other(name, type);
        };
    }

    private static Tensor typed(String name, TensorProto proto, DataType type) {
        List<Long> dims = proto.getDimsList();
        return switch (type) {
            case FLOAT ->
                reals(Tensor.Type.F32, dims, checked(name, proto, proto.getFloatDataCount()), proto::getFloatData);
            case DOUBLE ->
                reals(Tensor.Type.F64, dims, checked(name, proto, proto.getDoubleDataCount()), proto::getDoubleData);
            case INT32, BOOL, UINT8 ->
                longs(dims, checked(name, proto, proto.getInt32DataCount()), proto::getInt32Data);
            case INT64 -> longs(dims, checked(name, proto, proto.getInt64DataCount()), proto::getInt64Data);
            case FLOAT16 -> reals(Tensor.Type.F32, dims, checked(name, proto, proto.getInt32DataCount()),
                    i -> Float.float16ToFloat((short) proto.getInt32Data(i)));
            case BFLOAT16 -> reals(Tensor.Type.F32, dims, checked(name, proto, proto.getInt32DataCount()),
                    i -> Float.intBitsToFloat(proto.getInt32Data(i) << 16));
            case null -> throw new Refusal("tensor `" + name + "` holds numbers of a kind that is not known");
            default -> throw other(name, type);
        };
    }

    private static Refusal other(String name, DataType type) {
        return new Refusal("tensor `" + name + "` holds " + type + "; the language computes with real numbers");
    }

    private static long checked(String name, TensorProto proto, int count) {
        if (count != Dims.product(proto.getDimsList())) {
            throw new Refusal(
                    "tensor `" + name + "` of " + Dims.show(proto.getDimsList()) + " has " + count + " numbers");
        }
        return count;
    }

    private interface LongAt {
        long at(int index);
    }

    private static Tensor reals(Tensor.Type type, List<Long> dims, long count, IntToDoubleFunction value) {
        checkRoom(type, count);
        return Tensor.of(type, dims, value);
    }

    private static Tensor longs(List<Long> dims, long count, LongAt value) {
        checkRoom(Tensor.Type.I64, count);
        ByteBuffer bytes = Tensor.allocate(Tensor.Type.I64, count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(i * Long.BYTES, value.at(i));
        }
        return Tensor.of(Tensor.Type.I64, dims, bytes);
    }

    private static void checkRoom(Tensor.Type type, long count) {
        if (count > Integer.MAX_VALUE / type.bytes()) {
            throw new Refusal("a tensor of " + count + " numbers is too large");
        }
    }
}
