package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.max;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;

/** The taps from {@code from} to {@code to} of one row of the window, over a group of rows. */
final class WeightGradientRows {
    private final WeightGradientOperands o;
    private final Geometry g;
    private final WeightGradientCut cut;
    private final VectorParts parts;
    private final Tile t;
    private final int from;
    private final int to;
    private final Expr block;
    private final Expr ky;
    private final Expr number;
    private final Name[][][] sums;

    /** @param number which part of the vectors */
    WeightGradientRows(WeightGradientOperands operands, WeightGradientCut cut, Tile t, int from, int to, Expr block,
            Expr ky,
            Expr number) {
        o = operands;
        g = operands.g;
        parts = VectorParts.of(operands.writer.layout());
        this.cut = cut;
        this.t = t;
        this.from = from;
        this.to = to;
        this.block = block;
        this.ky = ky;
        this.number = number;
        this.sums = new Name[t.filters][t.channels][to - from];
    }

    /**
     * A register tile.
     *
     * @param s segment of the image
     * @param filter number of the first filter
     * @param channel number of the first channel within its filter's part of the segment
     * @param plane number of the first channel within the segment
     * @param firstTotal where its totals begin
     */
    record Tile(int s, int filters, int channels, Expr filter, Expr channel, Expr plane, Expr firstTotal) {}

    void write(Code code, Expr row) {
        String suffix = "_" + from;
        eachSum((f, c, k) -> sums[f][c][k] = code.variable(parts.type(),
                "sum" + f + "_" + c + "_" + (from + k), real(0)));
        Expr first = max(row,
                divide(add(max(whole(0), subtract(whole(g.padTop()), ky)), whole(g.strideHeight() - 1L)),
                        whole(g.strideHeight())));
        Expr end = min(min(add(row, whole(cut.rowsOfGroup())), whole(g.outHeight())),
                divide(subtract(whole(g.height() - 1L + g.padTop() + g.strideHeight()), ky),
                        whole(g.strideHeight())));
        code.loop("y" + suffix, first, end, 1, (inner, y) -> row(inner, y));
        eachSum((f, c, k) -> {
            Expr tap = add(cut.oneRow() ? whole(0) : multiply(ky, whole(g.kernelWidth())), whole(from + k));
            Expr at = parts.at(add(cut.total(t.firstTotal, f, c), tap), number);
            code.store("totals", at, add(new Load("totals", at), sums[f][c][k]));
        });
    }

    private interface EachSum {
        void at(int f, int c, int k);
    }

    private void eachSum(EachSum each) {
        for (int f = 0; f < t.filters; f++) {
            for (int c = 0; c < t.channels; c++) {
                for (int k = 0; k < to - from; k++) {
                    each.at(f, c, k);
                }
            }
        }
    }

    private void row(Code code, Expr y) {
        Expr inY = subtract(add(multiply(y, whole(g.strideHeight())), ky), whole(g.padTop()));
        Expr in = code.let(KernelType.LONG, "image_row", parts.at(Blocks.index(block, o.elements(t.s),
                multiply(add(multiply(t.plane, whole(g.height())), inY), whole(g.width()))), number));
        Expr out = code.let(KernelType.LONG, "incoming_row", parts.at(Blocks.index(block, o.outElements(),
                multiply(add(multiply(t.filter, whole(g.outHeight())), y), whole(g.outWidth()))), number));
        int low = Math.min(g.outWidth(), Math.ceilDiv(Math.max(0, g.padLeft() - from), g.strideWidth()));
        int high = Math.max(low,
                Math.min(g.outWidth(), Math.floorDiv(g.width() - to + g.padLeft(), g.strideWidth()) + 1));
        int written = (high - low) / cut.positions() * cut.positions();
        edge(code, in, out, 0, low);
        code.loop("x", whole(low), whole((long) low + written), cut.positions(), (inner, x) -> {
            for (int i = 0; i < cut.positions(); i++) {
                Expr at = add(x, whole(i));
                inner.block(position -> new Position(in, out, at, -1).write(position));
            }
        });
        edge(code, in, out, low + written, g.outWidth());
    }

    private void edge(Code code, Expr in, Expr out, int first, int end) {
        for (int x = first; x < end; x++) {
            Position position = new Position(in, out, whole(x), x);
            code.block(position::write);
        }
    }

    /** One position of a row. */
    private final class Position {
        private final Expr in;
        private final Expr out;
        private final Expr x;
        private final int known;

        /** @param known its number where it stands outside of the loop, else -1 */
        Position(Expr in, Expr out, Expr x, int known) {
            this.in = in;
            this.out = out;
            this.x = x;
            this.known = known;
        }

        /** What is fewer stays in registers, numbers of the incoming gradient or of the image, while the others are taken one by one. */
        void write(Code code) {
            if (t.filters <= t.channels * (to - from)) {
                List<Name> incoming = IntStream.range(0, t.filters).mapToObj(f -> incoming(code, f)).toList();
                eachValue((c, k) -> {
                    Name value = value(code, c, k);
                    for (int f = 0; f < t.filters; f++) {
                        code.assign(sums[f][c][k], call("fma", incoming.get(f), value, sums[f][c][k]));
                    }
                });
            } else {
                eachValue((c, k) -> value(code, c, k));
                for (int f = 0; f < t.filters; f++) {
                    Name incoming = incoming(code, f);
                    Name[][] mine = sums[f];
                    eachValue((c, k) -> code.assign(mine[c][k],
                            call("fma", incoming, name(c, k), mine[c][k])));
                }
            }
        }

        private interface EachValue {
            void at(int c, int k);
        }

        private void eachValue(EachValue each) {
            for (int c = 0; c < t.channels; c++) {
                for (int k = 0; k < to - from; k++) {
                    if (known < 0 || inside(known * g.strideWidth() + offset(k))) {
                        each.at(c, k);
                    }
                }
            }
        }

        private int offset(int k) {
            return from + k - g.padLeft();
        }

        private Name incoming(Code code, int f) {
            return code.let(parts.type(), "incoming" + f,
                    parts.load(o.incoming, out, add(whole((long) f * g.outPlane()), x)));
        }

        private Name name(int c, int k) {
            return new Name("value" + c + "_" + k);
        }

        private Name value(Code code, int c, int k) {
            return code.let(parts.type(), name(c, k).name(), parts.load(o.images.get(t.s), in,
                    add(whole((long) c * g.plane() + offset(k)), multiply(x, whole(g.strideWidth())))));
        }
    }

    private boolean inside(int x) {
        return x >= 0 && x < g.width();
    }
}
