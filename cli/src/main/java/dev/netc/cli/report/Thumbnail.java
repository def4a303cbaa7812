package dev.netc.cli.report;

import static dev.netc.cli.report.Html.element;

import java.awt.image.BufferedImage;

import dev.netc.cli.report.Html.Element;
import dev.netc.runtime.data.Pixels;

/**
 * An image on a page.
 *
 * @param picture as an address
 * @param small whether it is to be enlarged
 */
record Thumbnail(String picture, boolean small) {
    /** A picture of fewer pixels a side is shown enlarged, pixel by pixel. */
    private static final int SMALL = 100;

    static Thumbnail of(Pixels pixels) {
        BufferedImage image = DataUri.image(pixels);
        boolean small = Math.max(pixels.height(), pixels.width()) < SMALL;
        return new Thumbnail(small ? DataUri.png(image) : DataUri.jpeg(image), small);
    }

    /** In its frame. */
    Element html(String name, String entry) {
        return element("div", element("img").with("src", picture).with("alt", name).with("title", entry)
                .as(small ? "pixels" : "photo")).as("frame");
    }
}
