package dev.netc.cli.report;

import dev.netc.cli.output.Figures;
import dev.netc.runtime.data.Part;

/**
 * The images that the schedule watches.
 *
 * @param images how many
 * @param part what they are called
 * @param test whether they are those that the result is told for
 */
record Watched(int images, String part, boolean test) {
    static Watched of(Part part, boolean test) {
        return new Watched(part.size(), part.name(), test);
    }

    /** {@code the 360 images of `test`}. */
    String text() {
        return "the " + Figures.count(images, "image") + " of `" + part + "`";
    }
}
