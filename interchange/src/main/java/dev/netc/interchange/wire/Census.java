package dev.netc.interchange.wire;

import java.io.IOException;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.netc.interchange.ImportException;

/**
 * Counts the objects that a message would become, before it becomes them: one of two bytes takes a hundred in memory, so that a
 * file of some megabytes could fill it.
 */
final class Census {
    private static final int MOST = 2_000_000;
    /** Protocol buffers' own limit on messages inside messages. */
    private static final int DEEPEST = 100;

    private final String file;
    private int objects;

    Census(String file) {
        this.file = file;
    }

    void count(byte[] bytes, Descriptor message) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        count(input, message, 0);
        input.checkLastTagWas(0);
    }

    private void count(CodedInputStream input, Descriptor message, int depth) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_END_GROUP) {
                return;
            }
            FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                input.skipField(tag);
                objects += field == null ? 1 : 0; // an unknown field is kept
            } else if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < DEEPEST) {
                int limit = input.pushLimit(input.readRawVarint32());
                count(input, field.getMessageType(), depth + 1);
                input.checkLastTagWas(0);
                input.popLimit(limit);
                objects++;
            } else {
                input.skipField(tag);
                objects += field != null && field.isPackable() ? 0 : 1;
            }
            if (objects > MOST) {
                throw new ImportException(file,
                        "it holds more than " + MOST + " messages and texts; no net is as large");
            }
        }
    }
}
