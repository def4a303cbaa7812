package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;

/** Multiplies the columns, then the rows of a small matrix with the matrices of {@link ToomCook}, leaving out what is zero. */
final class WinogradTransform {
    /** A private array for what the columns gave. */
    static final String COLUMNS = "columns";

    private WinogradTransform() {}

    /** Gives a row of a matrix. */
    interface Rows {
        double[] row(int number);
    }

    /** Takes an element of the result. */
    interface Sink {
        void put(Code code, Expr row, int column, Expr value);
    }

    /** Gives an element of what is transformed. */
    interface Source {
        Expr at(int row, Expr column);
    }

    /** A matrix and how many rows it has. */
    record Matrix(int count, Rows rows) {}

    /** Gives {@code sink} every element of down x source x across', where the source has so many {@code columns}. */
    static void write(Code code, KernelType type, Matrix down, Matrix across, int columns, Source source, Sink sink) {
        code.array(type, COLUMNS, down.count() * columns);
        code.loop("column", columns, (inner, column) -> {
            for (int i = 0; i < down.count(); i++) {
                inner.store(COLUMNS, add(whole((long) i * columns), column),
                        combination(type, down.rows().row(i), k -> source.at(k, column)));
            }
        });
        code.loop("line", down.count(), (inner, line) -> {
            for (int j = 0; j < across.count(); j++) {
                sink.put(inner, line, j, combination(type, across.rows().row(j),
                        k -> new Load(COLUMNS, add(multiply(line, whole(columns)), whole(k)))));
            }
        });
    }

    /** Makes room for what the columns give. */
    static void room(Code code, KernelType type, Matrix down, int columns) {
        code.array(type, COLUMNS, down.count() * columns);
    }

    /** Multiplies column {@code column} of so many by {@code down}, sharing sums as {@link #rows} does. */
    static void column(Code code, KernelType type, Matrix down, int columns, Expr column,
            IntFunction<? extends Expr> values) {
        rows(code, type, down, values,
                (row, value) -> code.store(COLUMNS, add(whole((long) row * columns), column), value));
    }

    /** Takes a product of a tile. */
    interface Products {
        void put(Code code, Expr product, Expr value);
    }

    /** Multiplies what the columns gave by {@code across}, a line after the other, sharing sums likewise. */
    static void lines(Code code, KernelType type, int lines, Matrix across, int columns, Products sink) {
        code.loop("line", lines, (inner, line) -> rows(inner, type, across,
                k -> inner.let(type, "column" + k,
                        new Load(COLUMNS, add(multiply(line, whole(columns)), whole(k)))),
                (product, value) -> sink.put(inner,
                        add(multiply(line, whole(across.count())), whole(product)), value)));
    }

    /** Takes a number for each row of a matrix. */
    interface EachRow {
        void take(int row, Expr value);
    }

    /**
     * Gives {@code sink} the sum of every row of a matrix times values. Two rows that differ in the signs of every other factor share their
     * sums of even and of odd factors: those of two points that differ in their sign do.
     *
     * @param values made once each, before the sums
     */
    static void rows(Code code, KernelType type, Matrix matrix, IntFunction<? extends Expr> values, EachRow sink) {
        List<Expr> made = new ArrayList<>();
        for (int k = 0; k < matrix.rows().row(0).length; k++) {
            made.add(values.apply(k));
        }
        Set<Integer> done = new HashSet<>();
        for (int row = 0; row < matrix.count(); row++) {
            if (done.add(row)) {
                double[] factors = matrix.rows().row(row);
                double[] even = everyOther(factors, 0);
                double[] odd = everyOther(factors, 1);
                OptionalInt twin = IntStream.range(row + 1, matrix.count())
                        .filter(other -> mirrors(even, odd, matrix.rows().row(other), 1)
                                || mirrors(even, odd, matrix.rows().row(other), -1))
                        .findFirst();
                if (twin.isEmpty()) {
                    sink.take(row, combination(type, factors, made::get));
                    continue;
                }
                int other = twin.getAsInt();
                done.add(other);
                Expr ofEven = code.let(type, "even" + row, combination(type, even, made::get));
                Expr ofOdd = code.let(type, "odd" + row, combination(type, odd, made::get));
                sink.take(row, add(ofEven, ofOdd));
                sink.take(other, mirrors(even, odd, matrix.rows().row(other), 1)
                        ? subtract(ofEven, ofOdd)
                        : subtract(ofOdd, ofEven));
            }
        }
    }

    private static double[] everyOther(double[] factors, int first) {
        double[] some = new double[factors.length];
        for (int i = first; i < some.length; i += 2) {
            some[i] = factors[i];
        }
        return some;
    }

    /** Whether {@code other} is the even factors less the odd ones, times {@code sign}, and there are some of both. */
    private static boolean mirrors(double[] even, double[] odd, double[] other, int sign) {
        return Arrays.stream(even).anyMatch(f -> f != 0) && Arrays.stream(odd).anyMatch(f -> f != 0)
                && IntStream.range(0, other.length).allMatch(i -> other[i] == sign * (even[i] - odd[i]));
    }

    /** The sum of values times factors; what has the factor one comes first, and what has zero not at all. */
    static Expr combination(KernelType type, double[] factors, IntFunction<Expr> values) {
        Expr sum = null;
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] == 1) {
                sum = sum == null ? values.apply(i) : add(sum, values.apply(i));
            }
        }
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] == -1 && sum != null) {
                sum = subtract(sum, values.apply(i));
            } else if (factors[i] != 0 && factors[i] != 1) {
                sum = sum == null
                        ? multiply(real(factors[i]), values.apply(i))
                        : call("fma", new Expr.Convert(type, real(factors[i])), values.apply(i), sum);
            }
        }
        return sum;
    }
}
