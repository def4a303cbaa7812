package dev.netc.interchange.onnx.reader;

import java.util.List;

import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Value;

/** What is known of an ONNX value while the nodes are gone through. */
sealed interface Known {

    /**
     * Computed for every example.
     *
     * @param value in the draft
     * @param lead the sizes of the batch, outermost first
     * @param example the sizes of one example
     */
    record Held(Value value, List<Long> lead, List<Long> example) implements Known {
        public Held {
            lead = List.copyOf(lead);
            example = List.copyOf(example);
        }

        List<Long> dims() {
            return Dims.joined(lead, example);
        }
    }

    /** The same numbers whatever is fed. */
    record Fixed(Constant constant) implements Known {}

    /** Sizes, of which that of the batch is open. */
    record Sizes(List<Long> sizes, boolean scalar) implements Known {
        /** More than any tensor has: lists that are joined with themselves would double and double. */
        static final int MOST = 64;

        public Sizes {
            checkCount(sizes.size());
            sizes = List.copyOf(sizes);
        }

        static void checkCount(int count) {
            if (count > MOST) {
                throw new Refusal("it makes a list of more than " + MOST + " sizes, and no tensor has as many");
            }
        }
    }

    /** An input of the graph that nobody has read yet: it may be data, or a weight that the file does not give. */
    record Fed(String name, List<Long> dims) implements Known {
        public Fed {
            dims = List.copyOf(dims);
        }
    }

    /** Held, with zeros to be put around it: top, left, bottom, right. */
    record Padded(Held held, List<Long> pads) implements Known {
        public Padded {
            pads = List.copyOf(pads);
        }

        /** The sizes of one example with the zeros. */
        List<Long> example() {
            List<Long> image = held.example();
            return List.of(image.get(0), sum(image.get(1), pads.get(0), pads.get(2)),
                    sum(image.get(2), pads.get(1), pads.get(3)));
        }

        private static long sum(long size, long before, long after) {
            return Math.addExact(Math.addExact(size, before), after);
        }
    }

    /**
     * Held, and meanwhile seen otherwise: equal parts of an example's channels in the places of examples, so that what looks along
     * the channels looks along those of one part; or a vector as a pixel of so many channels.
     *
     * @param whole with all its channels
     * @param seen the same value with the sizes that nodes see
     */
    record Apart(Held whole, Held seen) implements Known {

        /** Seen as it is. */
        static Apart whole(Held held) {
            return new Apart(held, held);
        }

        /** How many parts an example has. */
        int parts() {
            return Math.toIntExact(Dims.product(whole.example()) / Dims.product(seen.example()));
        }

        /** Another value of the same sizes. */
        Apart with(Value value) {
            return new Apart(new Held(value, whole.lead(), whole.example()),
                    new Held(value, seen.lead(), seen.example()));
        }

        /** What is known: what is seen as it is, is held as any other. */
        Known known() {
            return seen.equals(whole) ? whole : this;
        }

        /** Why what knows of neither cannot read it. */
        Refusal refusal() {
            String seenSo = "it reads " + Dims.show(seen.dims());
            return new Refusal(parts() == 1
                    ? seenSo + ", a vector as a pixel; the language says convolutions and LRN of one so"
                    : seenSo + ", parts of the channels of " + Dims.show(whole.dims())
                            + " in the places of examples; the language has columns, in which LRN and softmax are said"
                            + " so");
        }
    }

    /** The result of a node that could not be said. */
    record Unknown() implements Known {}
}
