package dev.netc.interchange.onnx.reader;

import java.util.Collections;
import java.util.List;

import dev.netc.interchange.draft.Refusal;

/** Which operands ONNX brings to one shape, and which of them the language computes with. */
final class Broadcast {
    private Broadcast() {}

    static void checkAlike(Known.Held a, Known.Held b) {
        if (!a.example().equals(b.example()) || a.lead().size() != b.lead().size()) {
            throw new Refusal("it joins " + Dims.show(a.dims()) + " and " + Dims.show(b.dims())
                    + "; the language computes with values of one shape, and with numbers");
        }
    }

    /** Before edition 7 a constant's sizes stood at the axis named, if anywhere. */
    static Constant aligned(Node node, Constant constant, Known.Held held) {
        if (node.opset() >= 7 || !node.has("axis") || constant.dims().isEmpty()) {
            return constant;
        }
        long axis = node.whole("axis", 0);
        long after = held.dims().size() - (axis < 0 ? axis + held.dims().size() : axis) - constant.dims().size();
        if (after < 0) {
            throw new Refusal("its axis " + axis + " lies outside " + Dims.show(held.dims()));
        }
        return constant.reshaped(Dims.joined(constant.dims(), Collections.nCopies((int) after, 1L)));
    }

    /** The result has the sizes of what is computed, and no constant says a batch. */
    static void checkFits(Constant constant, Known.Held held) {
        List<Long> dims = held.dims();
        int shift = dims.size() - constant.dims().size();
        for (int i = 0; i < constant.dims().size(); i++) {
            long size = constant.dims().get(i);
            if (size != 1 && (shift + i < 0 || dims.get(shift + i) != size)) {
                throw new Refusal("it joins " + Dims.show(dims) + " and the constant " + Dims.show(constant.dims())
                        + "; the result would be larger than what is computed");
            }
        }
        if (shift < 0) {
            throw new Refusal("it joins " + Dims.show(dims) + " and the constant " + Dims.show(constant.dims())
                    + "; the result would have more dimensions");
        }
    }
}
