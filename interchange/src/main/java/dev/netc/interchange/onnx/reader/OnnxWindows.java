package dev.netc.interchange.onnx.reader;

import java.util.Collections;
import java.util.List;

import dev.netc.compiler.problem.Windows;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.SlidingWindow;

/** Windows as ONNX's attributes tell them. A line is an image of one row. */
final class OnnxWindows {
    private OnnxWindows() {}

    /**
     * The windows of a node.
     *
     * @param lead sizes of the batch
     * @param image sizes of one example
     * @param kernel sizes of a window
     * @throws Refusal where the language has no such windows
     */
    static SlidingWindow of(Node node, List<Long> lead, List<Long> image, List<Long> kernel) {
        int space = image.size() - 1;
        if (lead.size() != 1 || space < 1 || space > 2) {
            throw new Refusal("it slides over " + Dims.show(Dims.joined(lead, image))
                    + "; the language has images, [batch, channels, height, width]");
        }
        List<Long> strides = sizes(node, "strides", space);
        if (kernel.size() != space || (node.has("kernel_shape") && !node.wholes("kernel_shape").equals(kernel))) {
            throw new Refusal("its kernel is " + (node.has("kernel_shape") ? node.wholes("kernel_shape") : kernel)
                    + " over an image of " + Dims.show(image));
        }
        List<Long> dilations = sizes(node, "dilations", space);
        for (int i = 0; i < space; i++) {
            if (dilations.get(i) != 1 && kernel.get(i) != 1) {
                throw new Refusal("its kernel has gaps (dilations " + dilations + "), which the language has not");
            }
        }
        List<Long> pads = Pads.of(node, image.subList(1, space + 1), kernel, strides);
        Windows across = SlidingWindow.along(image.get(space), pads.get(space - 1), pads.get(2 * space - 1),
                kernel.get(space - 1), strides.get(space - 1));
        Windows down = space == 1
                ? new Windows(1, 0, 0, 1, 1)
                : SlidingWindow.along(image.get(1), pads.get(0), pads.get(2), kernel.get(0), strides.get(0));
        return new SlidingWindow(down, across, node.whole("ceil_mode", 0) != 0);
    }

    private static List<Long> sizes(Node node, String name, int space) {
        List<Long> sizes = node.has(name) && !node.wholes(name).isEmpty()
                ? node.wholes(name)
                : Collections.nCopies(space, 1L);
        if (sizes.size() != space) {
            throw new Refusal("its " + name + " are " + sizes + " over " + space + " dimensions");
        }
        return sizes;
    }

    /** The sizes of an example of the result. */
    static List<Long> result(SlidingWindow window, Known.Held image, long channels) {
        return image.example().size() == 3
                ? List.of(channels, window.rows(), window.columns())
                : List.of(channels, window.columns());
    }
}
