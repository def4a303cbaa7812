package dev.netc.interchange.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.netc.interchange.ImportException;
import dev.netc.interchange.Imported;
import dev.netc.interchange.caffe.CaffeReader;
import dev.netc.interchange.onnx.reader.OnnxReader;

/** Nets of other formats, by the names of their files. */
public final class Importer {
    private Importer() {}

    /**
     * Reads a net.
     *
     * @param files the model first: an {@code .onnx}, then tensors ({@code .pb}); or a {@code .prototxt}, then its
     *        {@code .caffemodel} and mean
     * @throws ImportException where a file is broken, or says what the language cannot
     * @throws IOException where a file cannot be read
     */
    public static Imported read(List<Path> files) throws IOException {
        Path model = files.getFirst();
        List<Path> others = files.subList(1, files.size());
        return switch (ending(model)) {
            case "prototxt" -> CaffeReader.read(model, others);
            case "onnx" -> OnnxReader.read(model, others);
            case String other -> throw new ImportException(model.toString(),
                    "read are .onnx, and .prototxt with .caffemodel; this ends in ." + other);
        };
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
