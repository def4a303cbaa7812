package dev.netc.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Figures;
import dev.netc.cli.output.Table;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.training.Neighbour;
import dev.netc.runtime.training.Neighbours;

/**
 * The images that are nearest to others.
 *
 * @param layer whose values are compared
 * @param features how many they are
 * @param data where the images were searched
 * @param part of it
 * @param searched how many images it has
 * @param images those that were asked about, in their order
 */
record SimilarAnswer(String layer, int features, String data, String part, int searched, List<Asked> images)
        implements
            Answer {

    /**
     * An image that was asked about.
     *
     * @param same the images of the same pixels: it itself, where it is among those that were searched
     */
    record Asked(String file, List<Found> same, List<Found> nearest) {}

    /**
     * An image that was found.
     *
     * @param rank 1 for the nearest
     * @param index in the part
     * @param label its class's index
     * @param name its class
     * @param file where it comes from
     */
    record Found(int rank, double distance, int index, int label, String name, String file) {}

    static List<Asked> asked(List<Neighbours> all, Part part, ClassNames classes) {
        return all.stream().map(one -> new Asked(one.file(), found(one.same(), part, classes),
                found(one.nearest(), part, classes))).toList();
    }

    private static List<Found> found(List<Neighbour> neighbours, Part part, ClassNames classes) {
        return IntStream.range(0, neighbours.size()).mapToObj(i -> {
            Neighbour neighbour = neighbours.get(i);
            return new Found(i + 1, neighbour.distance(), neighbour.index(), neighbour.label(),
                    classes.shown().get(neighbour.label()), part.entry(neighbour.index()));
        }).toList();
    }

    /** What was compared with what, in a line. */
    String about() {
        return "By the distance of " + layer + " (" + Figures.count(features, "value") + "), from "
                + Figures.count(searched, "image") + " of `" + part + "` in " + data;
    }

    /** That an image is among those that were searched, where it is. */
    static String same(Asked image) {
        return image.same().isEmpty()
                ? ""
                : "it is itself " + image.same().stream().map(found -> found.file() + " (" + found.name() + ")")
                        .collect(Collectors.joining(", and "));
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(about()).append(":\n");
        for (Asked image : images) {
            text.append('\n').append(image.file()).append('\n');
            text.append(image.same().isEmpty() ? "" : "  " + same(image) + "\n").append(table(image));
        }
        return text.toString();
    }

    private static String table(Asked image) {
        Table table = new Table().figures("").figures("").words("").words("");
        image.nearest().forEach(found -> table.row("  " + found.rank(), distance(found.distance()), found.name(),
                found.file()));
        return table.text();
    }

    static String distance(double distance) {
        return String.format(Locale.ROOT, "%.4g", distance);
    }
}
