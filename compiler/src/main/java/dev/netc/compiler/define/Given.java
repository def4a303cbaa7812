package dev.netc.compiler.define;

import java.util.List;

/** An argument's value, of the kind that its slot asks for. */
public sealed interface Given {
    /** For {@link Kind.Whole}. */
    record Whole(long value) implements Given {}

    /** For {@link Kind.Real}. */
    record Real(double value) implements Given {}

    /** For {@link Kind.Pair} and {@link Kind.PairOrAll}. */
    record Pair(int height, int width) implements Given {}

    /** For {@link Kind.PairOrAll}. */
    record All() implements Given {}

    /** For {@link Kind.Pad}. */
    record Pad(int top, int left, int bottom, int right) implements Given {}

    /** For {@link Kind.Start}. */
    record Start(InitialValues values) implements Given {}

    /** For {@link Kind.Word} and {@link Kind.WordOrReals}. */
    record Word(String word) implements Given {}

    /** For {@link Kind.Wholes}. */
    record Wholes(List<Integer> values) implements Given {
        public Wholes {
            values = List.copyOf(values);
        }
    }

    /** For {@link Kind.WordOrReals}. */
    record Reals(List<Double> values) implements Given {
        public Reals {
            values = List.copyOf(values);
        }
    }
}
