package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.InitialValues;
import dev.netc.compiler.define.Kind;
import dev.netc.compiler.define.Range;
import dev.netc.compiler.problem.ArgumentProblem;
import dev.netc.compiler.problem.Nearest;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.program.Initializer;

/**
 * Turns what an argument's expression stands for into what its slot takes, or tells why it cannot.
 *
 * @param what the argument in words, {@code `stride` of `conv`}
 */
record ArgumentValue(String what, String name, Place where, Consumer<Problem> problems) {

    /** Larger sides, strides and paddings than that no image has. */
    private static final long LARGEST_SIDE = 1 << 24;

    Optional<Given> of(Kind kind, Meaning meaning) {
        if (meaning instanceof Meaning.Broken) {
            return Optional.empty();
        }
        return switch (kind) {
            case Kind.Whole(long least) -> whole(kind, meaning, least, Integer.MAX_VALUE).map(Given.Whole::new);
            case Kind.Real(Range range) -> real(kind, meaning, range);
            case Kind.Pair(int least) -> pair(kind, meaning, least);
            case Kind.PairOrAll(int least) -> meaning.equals(new Meaning.Word("all"))
                    ? Optional.of(new Given.All())
                    : pair(kind, meaning, least);
            case Kind.Pad p -> pad(kind, meaning);
            case Kind.Start(boolean orNone) -> start(kind, meaning, orNone);
            case Kind.Word(List<String> words) -> word(kind, meaning, words);
            case Kind.Wholes(long least) -> wholes(kind, meaning, least);
            case Kind.WordOrReals(List<String> words) -> meaning instanceof Meaning.Listing(List<Double> values)
                    ? Optional.of(new Given.Reals(values))
                    : word(kind, meaning, words);
        };
    }

    private <T> Optional<T> wrong(Kind kind, Meaning found) {
        problems.accept(new ArgumentProblem.WrongKind(where, what, kind.expected(), found.words()));
        return Optional.empty();
    }

    private Optional<Long> whole(Kind kind, Meaning meaning, long least, long most) {
        return meaning instanceof Meaning.Figure(double value)
                ? whole(kind, value, least, most)
                : wrong(kind, meaning);
    }

    private Optional<Long> whole(Kind kind, double value, long least, long most) {
        if (value != Math.rint(value)) {
            return wrong(kind, new Meaning.Figure(value));
        }
        if (value < least || value > most) {
            problems.accept(new ArgumentProblem.OutOfRange(where, what,
                    value < least ? "at least " + least : "at most " + "%,d".formatted(most), Numbers.show(value)));
            return Optional.empty();
        }
        return Optional.of((long) value);
    }

    private Optional<Given> real(Kind kind, Meaning meaning, Range range) {
        if (!(meaning instanceof Meaning.Figure(double value))) {
            return wrong(kind, meaning);
        }
        if (!range.contains(value)) {
            problems.accept(new ArgumentProblem.OutOfRange(where, what, range.words(), Numbers.show(value)));
            return Optional.empty();
        }
        return Optional.of(new Given.Real(value));
    }

    private Optional<Given> pair(Kind kind, Meaning meaning, int least) {
        return switch (meaning) {
            case Meaning.Figure(double side) -> sides(kind, List.of(side, side), least)
                    .map(s -> new Given.Pair(s.get(0), s.get(1)));
            case Meaning.Listing(List<Double> values) when values.size() == 2 -> sides(kind, values, least)
                    .map(s -> new Given.Pair(s.get(0), s.get(1)));
            default -> wrong(kind, meaning);
        };
    }

    private Optional<Given> pad(Kind kind, Meaning meaning) {
        return switch (meaning) {
            case Meaning.End(int pixels) -> Optional.of(new Given.Pad(0, 0, pixels, pixels));
            case Meaning.Figure(double side) -> sides(kind, List.of(side), 0)
                    .map(s -> new Given.Pad(s.get(0), s.get(0), s.get(0), s.get(0)));
            case Meaning.Listing(List<Double> values) when values.size() == 4 -> sides(kind, values, 0)
                    .map(s -> new Given.Pad(s.get(0), s.get(1), s.get(2), s.get(3)));
            default -> wrong(kind, meaning);
        };
    }

    private Optional<List<Integer>> sides(Kind kind, List<Double> values, int least) {
        List<Integer> sides = new ArrayList<>();
        for (double value : values) {
            Optional<Long> side = whole(kind, value, least, LARGEST_SIDE);
            if (side.isEmpty()) {
                return Optional.empty();
            }
            sides.add(side.get().intValue());
        }
        return Optional.of(sides);
    }

    private Optional<Given> wholes(Kind kind, Meaning meaning, long least) {
        if (!(meaning instanceof Meaning.Listing(List<Double> values))) {
            return wrong(kind, meaning);
        }
        return sides(kind, values, (int) least).map(Given.Wholes::new);
    }

    private Optional<Given> start(Kind kind, Meaning meaning, boolean orNone) {
        return switch (meaning) {
            case Meaning.Start(InitialValues values) -> Optional.of(new Given.Start(values));
            case Meaning.Figure(double value) ->
                Optional.of(new Given.Start(new InitialValues.Said(new Initializer.Constant(value))));
            case Meaning.Word(String word) when word.equals("he") ->
                Optional.of(new Given.Start(new InitialValues.He()));
            case Meaning.Word(String word) when word.equals("xavier") ->
                Optional.of(new Given.Start(new InitialValues.Xavier()));
            case Meaning.Word(String word) when orNone && word.equals("none") ->
                Optional.of(new Given.Start(new InitialValues.None()));
            default -> wrong(kind, meaning);
        };
    }

    private Optional<Given> word(Kind kind, Meaning meaning, List<String> words) {
        if (!(meaning instanceof Meaning.Word(String word))) {
            return wrong(kind, meaning);
        }
        if (!words.contains(word)) {
            problems.accept(
                    new ArgumentProblem.UnknownWord(where, name, word, words, Nearest.to(word, words)));
            return Optional.empty();
        }
        return Optional.of(new Given.Word(word));
    }
}
