package dev.netc.compiler.problem;

/** What is no error but was hardly meant. */
public sealed interface Warning extends Problem {
    @Override
    default Severity severity() {
        return Severity.WARNING;
    }

    /**
     * Something that nothing uses.
     *
     * @param what {@code binding}, {@code block}, {@code input}, {@code parameter} or {@code function}
     */
    record Unused(Place where, String what, String name) implements Warning {
        @Override
        public String code() {
            return "unused";
        }
    }

    /** A net without an output. */
    record NoOutput(Place where, String net) implements Warning {
        @Override
        public String code() {
            return "output";
        }
    }

    /** A softmax that cross entropy repeats. */
    record SoftmaxBeforeLoss(Place where) implements Warning {
        @Override
        public String code() {
            return "softmax";
        }
    }

    /** A repeat count that was surely a product. */
    record CountOfPointwise(Place where, String count, String function) implements Warning {
        @Override
        public String code() {
            return "count";
        }
    }

    /** A {@code params} whose glob names no parameter. */
    record MatchesNothing(Place where, String glob) implements Warning {
        @Override
        public String code() {
            return "params";
        }
    }
}
