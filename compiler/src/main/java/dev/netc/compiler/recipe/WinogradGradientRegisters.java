package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.program.Target;

/** Register tiles of filters by planes of the image for one product of a weight's gradient, whose lanes are filters: sums over tiles and examples. */
record WinogradGradientRegisters(KernelWriter writer, VectorParts parts, WinogradApart image, WinogradApart incoming,
        int ofTile, int ofPlane, String totals) {

    /**
     * A register tile.
     *
     * @param filters how many tiles of sixteen filters
     * @param planes how many planes
     * @param filter its first tile of filters, among those that the work-item owns
     * @param plane its first plane, likewise
     */
    record Tile(int filters, int planes, Expr filter, Expr plane) {}

    /** Says where the totals of a tile of filters and a plane of the register tile are, in vectors of sixteen. */
    interface Total {
        Expr at(int filter, int plane);
    }

    /** Sums so many numbers for product {@code product}, and adds what they come to to the totals. */
    void write(Code code, Expr product, Tile tile, Expr length, Total total) {
        int held = Math.min(parts.count(), heldParts());
        code.loop("first_part", whole(0), whole(parts.count()), held,
                (inner, first) -> write(inner, product, tile, length, total, first, held));
    }

    /** Parts of a vector for which a register tile has registers: tiles are made for single precision. */
    private int heldParts() {
        return writer.layout().target() == Target.CPU_NARROW ? 2 : 1;
    }

    private void write(Code code, Expr product, Tile tile, Expr length, Total total, Expr firstPart, int held) {
        Name[][][] sums = new Name[tile.filters][tile.planes][held];
        for (int f = 0; f < tile.filters; f++) {
            for (int c = 0; c < tile.planes; c++) {
                for (int p = 0; p < held; p++) {
                    sums[f][c][p] = code.variable(parts.type(), "sum" + f + "_" + c + "_" + p, real(0));
                }
            }
        }
        int lanes = writer.layout().lanes();
        Expr filters = code.let(writer.index(), "filters",
                add(incoming.at(product, multiply(tile.filter, whole(ofTile)), parts.count()), firstPart));
        Expr planes = code.let(writer.index(), "planes",
                image.at(product, multiply(tile.plane, whole(ofPlane)), lanes));
        code.loop(writer.index(), "t", whole(0), length, 1, (inner, t) -> {
            Expr at = add(filters, multiply(t, whole(parts.count())));
            Name[][] factors = new Name[tile.filters][held];
            for (int f = 0; f < tile.filters; f++) {
                for (int p = 0; p < held; p++) {
                    factors[f][p] = inner.let(parts.type(), "filters" + f + "_" + p, new Load(incoming.array(),
                            add(at, whole((long) f * ofTile * parts.count() + p))));
                }
            }
            for (int c = 0; c < tile.planes; c++) {
                Name value = inner.let(parts.type(), "plane" + c, new Expr.Convert(parts.type(),
                        new Load(image.array(), add(add(planes, t), whole((long) c * ofPlane * lanes)))));
                for (int f = 0; f < tile.filters; f++) {
                    for (int p = 0; p < held; p++) {
                        inner.assign(sums[f][c][p], call("fma", factors[f][p], value, sums[f][c][p]));
                    }
                }
            }
        });
        for (int f = 0; f < tile.filters; f++) {
            for (int c = 0; c < tile.planes; c++) {
                Expr first = total.at(f, c);
                for (int p = 0; p < held; p++) {
                    Expr at = add(add(multiply(first, whole(parts.count())), firstPart), whole(p));
                    code.store(totals, at, add(new Load(totals, at), sums[f][c][p]));
                }
            }
        }
    }
}
