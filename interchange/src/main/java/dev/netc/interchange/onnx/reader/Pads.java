package dev.netc.interchange.onnx.reader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.netc.interchange.draft.Refusal;

/** The padding of a window operator: all beginnings, then all ends. */
final class Pads {
    private Pads() {}

    static List<Long> of(Node node, List<Long> image, List<Long> kernel, List<Long> strides) {
        return switch (node.word("auto_pad", "NOTSET")) {
            case "NOTSET", "" -> said(node, image.size());
            case "VALID" -> Collections.nCopies(2 * image.size(), 0L);
            case "SAME_UPPER" -> same(image, kernel, strides, false);
            case "SAME_LOWER" -> same(image, kernel, strides, true);
            case String other -> throw new Refusal("its auto_pad is " + other);
        };
    }

    private static List<Long> said(Node node, int space) {
        List<Long> pads = node.wholes("pads");
        if (pads.isEmpty()) {
            return Collections.nCopies(2 * space, 0L);
        }
        if (pads.size() != 2 * space) {
            throw new Refusal("its pads are " + pads + " over " + space + " dimensions");
        }
        return pads;
    }

    /** As many windows as strides fit into the image; an odd pixel of padding stands at the end, or first. */
    private static List<Long> same(List<Long> image, List<Long> kernel, List<Long> strides, boolean first) {
        List<Long> begins = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < image.size(); i++) {
            long stride = Math.max(1, strides.get(i));
            long windows = Math.ceilDiv(image.get(i), stride);
            long all = Math.max(0, (windows - 1) * stride + kernel.get(i) - image.get(i));
            begins.add(first ? all - all / 2 : all / 2);
            ends.add(first ? all / 2 : all - all / 2);
        }
        return Dims.joined(begins, ends);
    }
}
