package dev.netc.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.netc.cli.report.NeighbourPage;
import dev.netc.cli.report.NeighbourPage.Row;
import dev.netc.cli.report.NeighbourPage.Shown;
import dev.netc.runtime.data.Part;
import dev.netc.runtime.data.Preparation;
import dev.netc.runtime.training.ImageFiles;

/**
 * The pictures of an answer, as the net is fed them.
 *
 * @param net its name
 * @param part that was searched
 * @param preparation of an image that is not packed
 */
record SimilarPictures(String net, Part part, Preparation preparation) {

    /** The page of {@code netc similar -o}. */
    String page(SimilarAnswer answer) {
        List<Row> rows = answer.images().stream().map(this::row).toList();
        return NeighbourPage.of(net, answer.about() + ".", rows);
    }

    private Row row(SimilarAnswer.Asked image) {
        Shown asked = new Shown(image.file(), name(image.file()), SimilarAnswer.same(image),
                preparation.toFeed(ImageFiles.read(Path.of(image.file())), image.file()));
        List<Shown> nearest = new ArrayList<>();
        Preparation left = preparation.after(part);
        for (SimilarAnswer.Found found : image.nearest()) {
            nearest.add(new Shown(found.file(), found.name(),
                    found.rank() + ".  " + SimilarAnswer.distance(found.distance()),
                    left.toFeed(part.image(found.index()), found.file())));
        }
        return new Row(asked, nearest);
    }

    private static String name(String file) {
        return Path.of(file).getFileName().toString();
    }
}
