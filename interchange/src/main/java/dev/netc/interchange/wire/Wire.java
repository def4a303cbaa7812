package dev.netc.interchange.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import dev.netc.interchange.ImportException;

/** Reads a message from a file. */
public final class Wire {
    /** What Java holds in one array. */
    private static final long LARGEST = Integer.MAX_VALUE - 16;

    private Wire() {}

    /**
     * Reads a message. Its bytes fields are views of the file's bytes.
     *
     * @param empty a message of the kind that the file holds
     * @throws ImportException where the file is no such message, or would take far more memory than its size
     * @throws IOException where it cannot be read
     */
    public static <M extends Message> M read(Path file, M empty) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new ImportException(file.toString(),
                    "it has " + Files.size(file) + " bytes; up to " + LARGEST + " are read");
        }
        return parse(file.toString(), Files.readAllBytes(file), empty);
    }

    /**
     * Reads a message from bytes, which must not be changed while it is in use.
     *
     * @throws ImportException as {@link #read}
     */
    @SuppressWarnings("unchecked") // a message's parser gives messages of its own kind
    public static <M extends Message> M parse(String file, byte[] bytes, M empty) {
        try {
            new Census(file).count(bytes, empty.getDescriptorForType());
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            input.enableAliasing(true);
            M message = (M) empty.getParserForType().parsePartialFrom(input);
            input.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) { // whose words speak to the library's callers
            throw new ImportException(file, "it is no whole " + empty.getDescriptorForType().getName()
                    + ": it is cut off, damaged, or of another kind", e);
        } catch (IOException e) {
            throw new ImportException(file, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
