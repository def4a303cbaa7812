package dev.netc.compiler.analyse;

import java.util.List;

import dev.netc.compiler.define.InitialValues;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.shape.Shape;

/** What an expression stands for. */
sealed interface Meaning {
    /** In words, after "not". */
    String words();

    /** A number. */
    record Figure(double value) implements Meaning {
        @Override
        public String words() {
            return "the number " + Numbers.show(value);
        }
    }

    /**
     * A tensor.
     *
     * @param shape of one example, in one column
     * @param group number of the {@code columns} in which it stands, or -1
     * @param columns how many columns that are, 0 outside
     */
    record Tensor(Network.Value value, Shape shape, int group, int columns) implements Meaning {
        boolean isInput() {
            return value instanceof Network.InputValue;
        }

        @Override
        public String words() {
            return "a tensor";
        }
    }

    record Label(String input, int classes) implements Meaning {
        @Override
        public String words() {
            return "a label";
        }
    }

    record Listing(List<Double> values) implements Meaning {
        public Listing {
            values = List.copyOf(values);
        }

        @Override
        public String words() {
            return "a list of " + values.size();
        }
    }

    /** {@code end(3)}. */
    record End(int pixels) implements Meaning {
        @Override
        public String words() {
            return "padding";
        }
    }

    /** {@code normal(0.01)}. */
    record Start(InitialValues values) implements Meaning {
        @Override
        public String words() {
            return "initial values";
        }
    }

    /** A word that names no value: {@code test}. */
    record Word(String word) implements Meaning {
        @Override
        public String words() {
            return "the word `" + word + "`";
        }
    }

    /** Something of which a problem says already what is wrong. */
    record Broken() implements Meaning {
        @Override
        public String words() {
            return "nothing";
        }
    }
}
