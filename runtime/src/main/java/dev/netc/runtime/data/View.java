package dev.netc.runtime.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The window of a stored image that a net looks at.
 *
 * @param top row of the stored image that becomes the first
 * @param left column that becomes the first, before mirroring
 * @param mirrored whether the window is turned left to right
 */
public record View(int top, int left, boolean mirrored) {

    /**
     * The central window; where it cannot be central the extra row or column lies at the end.
     *
     * @param stored of the images
     * @param window that the net reads, no larger
     */
    public static View center(ImageSize stored, ImageSize window) {
        return new View((stored.height() - window.height()) / 2, (stored.width() - window.width()) / 2, false);
    }

    /**
     * The four corners and the centre, then the same mirrored: the ten crops over which Krizhevsky, Sutskever and Hinton
     * (2012) average predictions.
     */
    public static List<View> tenCrops(ImageSize stored, ImageSize window) {
        int bottom = stored.height() - window.height();
        int right = stored.width() - window.width();
        List<View> views = new ArrayList<>(List.of(new View(0, 0, false), new View(0, right, false),
                new View(bottom, 0, false), new View(bottom, right, false), center(stored, window)));
        for (View view : List.copyOf(views)) {
            views.add(new View(view.top(), view.left(), true));
        }
        return List.copyOf(views);
    }
}
