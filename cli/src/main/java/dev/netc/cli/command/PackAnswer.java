package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.runtime.data.Packer;

/**
 * What {@code netc data pack} wrote.
 *
 * @param sizes to which the images were resized, one after the other
 * @param packed what was done to the images, in words
 * @param classes of all parts together
 * @param bytes of the file
 */
record PackAnswer(String file, List<Part> parts, int classes, List<Integer> sizes, String packed, long bytes,
        double seconds) implements Answer {
    /** Images of a part. */
    record Part(String name, int images) {}

    static PackAnswer of(Path file, Packer.Result result, double seconds) {
        return new PackAnswer(file.toString(),
                result.parts().stream().map(part -> new Part(part.name(), part.images())).toList(), result.classes(),
                result.packing().resizes(), result.packing().inWords(), result.bytes(), seconds);
    }

    @Override
    public String text() {
        String images = parts.stream().map(part -> Figures.count(part.images(), "image") + " in `" + part.name() + "`")
                .collect(Collectors.joining(", "));
        return file + ": " + images + ", packed " + packed + "\n" + Figures.mebibytes(bytes) + " in "
                + Figures.seconds(seconds) + "; --data " + file + " reads them\n";
    }
}
