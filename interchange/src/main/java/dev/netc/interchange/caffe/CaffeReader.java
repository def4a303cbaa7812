package dev.netc.interchange.caffe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.draft.Finished;
import dev.netc.interchange.draft.Habit;
import dev.netc.interchange.wire.Wire;

/** Reads Caffe's nets. */
public final class CaffeReader {
    private static final Habit HABIT = new Habit("scale(1 / 256)", "order(bgr), mean([104, 117, 123])");

    private CaffeReader() {}

    /**
     * Reads a net.
     *
     * @param prototxt its structure
     * @param others its weights ({@code .caffemodel}) and the mean of its images ({@code .binaryproto}), each at most once
     * @throws ImportException where a file is broken, or says what the language cannot: every such layer
     * @throws IOException where a file cannot be read
     */
    public static Imported read(Path prototxt, List<Path> others) throws IOException {
        Optional<NetParameter> weights = Optional.empty();
        Optional<BlobProto> mean = Optional.empty();
        for (Path other : others) {
            String name = other.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".caffemodel") && weights.isEmpty()) {
                weights = Optional.of(Wire.read(other, NetParameter.getDefaultInstance()));
            } else if (name.endsWith(".binaryproto") && mean.isEmpty()) {
                mean = Optional.of(Wire.read(other, BlobProto.getDefaultInstance()));
            } else {
                throw new ImportException(other.toString(),
                        "with a prototxt go one .caffemodel and one .binaryproto, a mean");
            }
        }
        return read(prototxt.toString(), Prototxt.read(prototxt), weights, mean);
    }

    /**
     * Reads a net.
     *
     * @param file where its structure is from, for messages
     * @throws ImportException as the other
     */
    public static Imported read(String file, NetParameter structure, Optional<NetParameter> weights,
            Optional<BlobProto> mean) {
        CaffeNet net = new CaffeNet(file, structure, Blobs.of(weights), mean);
        net.translate();
        if (!net.unsayable().isEmpty()) {
            throw new ImportException(file, net.unsayable());
        }
        return Finished.of(file, net.draft(), HABIT);
    }
}
