package dev.netc.compiler.problem;

import java.util.List;
import java.util.Optional;

/** An argument, a parameter or a number that does not fit. */
public sealed interface ArgumentProblem extends Problem {
    @Override
    default String code() {
        return "argument";
    }

    /**
     * A required argument is missing.
     *
     * @param signature how the function is called
     */
    record Missing(Place where, String function, String argument, String signature) implements ArgumentProblem {}

    /** No argument has this name. */
    record Unknown(Place where, String function, String argument, Optional<String> nearest, String signature)
            implements
                ArgumentProblem {}

    /** An argument is given twice. */
    record Repeated(Place where, String function, String argument) implements ArgumentProblem {}

    /** More positional arguments than there are. */
    record TooMany(Place where, String function, int takes, String signature) implements ArgumentProblem {}

    /** A positional argument after a named one. */
    record PositionalAfterNamed(Place where) implements ArgumentProblem {}

    /**
     * Another kind of value is needed.
     *
     * @param what whose value it is: {@code `stride`}
     * @param expected in words
     * @param found in words
     */
    record WrongKind(Place where, String what, String expected, String found) implements ArgumentProblem {}

    /** A number outside its range. */
    record OutOfRange(Place where, String what, String required, String found) implements ArgumentProblem {}

    /** An argument that says something of windows, beside {@code all}. */
    record NotWithAll(Place where, String function, String argument) implements ArgumentProblem {}

    /** A word that the argument does not know. */
    record UnknownWord(Place where, String argument, String word, List<String> words, Optional<String> nearest)
            implements
                ArgumentProblem {
        public UnknownWord {
            words = List.copyOf(words);
        }
    }

    /** Arithmetic without a finite result. */
    record NotFinite(Place where, String reason) implements ArgumentProblem {}

    /** A parameter of the net with neither a default nor a value from the command line. */
    record NoValue(Place where, String parameter) implements ArgumentProblem {}

    /** A value from the command line for a parameter that the net does not have. */
    record NoSuchParameter(Place where, String net, String parameter, Optional<String> nearest)
            implements
                ArgumentProblem {}

    /** A block or function is called without the tensor it works on. */
    record NoTensor(Place where, String function) implements ArgumentProblem {}

    /** A comparison or the like outside {@code fn}. */
    record OnlyInFunctions(Place where, String what) implements ArgumentProblem {}

    /** What works on tensors, in the body of an {@code fn}. */
    record OnlyOutsideFunctions(Place where, String what) implements ArgumentProblem {}

    /** {@code x -> relu * y}, read as a repeat count. */
    record CountIsNoNumber(Place where, String count, String function) implements ArgumentProblem {}
}
