package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.function.IntFunction;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.KernelType;

/** Multiplies the columns, then the rows of a small matrix with the matrices of {@link ToomCook}, leaving out what is zero. */
final class WinogradTransform {
    /** A private array for what the columns gave. */
    private static final String COLUMNS = "columns";

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
