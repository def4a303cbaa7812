package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;

/** Register tiles of filters by channels for one product of a weight's gradient: sums over tiles and examples, whose lanes are added in the end. */
final class WinogradGradientRegisters {
    /** Filters whose lanes are added together. */
    static final int ADDED_TOGETHER = 4;

    private final KernelWriter writer;
    private final VectorParts parts;
    private final WinogradOperand.Apart incoming;
    private final WinogradOperand.Apart image;
    private final String totals;
    private final boolean slots;

    /** @param slots whether the totals of every four filters of a tile fill a slot of four */
    WinogradGradientRegisters(KernelWriter writer, WinogradOperand.Apart incoming, WinogradOperand.Apart image,
            String totals, boolean slots) {
        this.writer = writer;
        this.parts = VectorParts.of(writer.layout());
        this.incoming = incoming;
        this.image = image;
        this.totals = totals;
        this.slots = slots;
    }

    /**
     * A register tile.
     *
     * @param filter its first filter, among those that the work-item owns
     * @param channel its first channel, likewise
     */
    record Tile(int filters, int channels, Expr filter, Expr channel) {}

    /** Says where the total of a filter and a channel of the tile is. */
    interface Total {
        Expr at(int filter, int channel);
    }

    /**
     * Sums {@code length} parts of vectors for product {@code product} of a row, and adds what they come to to the totals. Of filters and channels
     * the fewer stay in registers while the others are taken one by one.
     */
    void write(Code code, Expr product, Tile tile, Expr length, Total total) {
        Name[][] sums = new Name[tile.filters][tile.channels];
        for (int f = 0; f < tile.filters; f++) {
            for (int c = 0; c < tile.channels; c++) {
                sums[f][c] = code.variable(parts.type(), "sum" + f + "_" + c, real(0));
            }
        }
        Expr ofFilter = code.let(writer.index(), "of_filter", first(incoming, product, tile.filter));
        Expr ofChannel = code.let(writer.index(), "of_channel", first(image, product, tile.channel));
        code.loop(writer.index(), "t", whole(0), length, 1, (inner, t) -> {
            IntFunction<Name> filters = f -> number(inner, incoming, ofFilter, f, t);
            IntFunction<Name> channels = c -> number(inner, image, ofChannel, c, t);
            if (tile.filters <= tile.channels) {
                List<Name> held = IntStream.range(0, tile.filters).mapToObj(filters).toList();
                for (int c = 0; c < tile.channels; c++) {
                    Name value = channels.apply(c);
                    for (int f = 0; f < tile.filters; f++) {
                        inner.assign(sums[f][c], call("fma", held.get(f), value, sums[f][c]));
                    }
                }
            } else {
                List<Name> held = IntStream.range(0, tile.channels).mapToObj(channels).toList();
                for (int f = 0; f < tile.filters; f++) {
                    Name value = filters.apply(f);
                    for (int c = 0; c < tile.channels; c++) {
                        inner.assign(sums[f][c], call("fma", value, held.get(c), sums[f][c]));
                    }
                }
            }
        });
        for (int c = 0; c < tile.channels; c++) {
            int channel = c;
            addLanes(code, IntStream.range(0, tile.filters).mapToObj(f -> sums[f][channel]).toList(),
                    f -> total.at(f, channel));
        }
    }

    /** Where the tiles of a plane begin. */
    private static Expr first(WinogradOperand.Apart apart, Expr product, Expr plane) {
        return multiply(add(multiply(product, whole(apart.planes())), plane), whole(apart.pitch()));
    }

    private Name number(Code code, WinogradOperand.Apart apart, Expr first, int plane, Expr t) {
        return code.let(parts.type(), apart.array() + plane,
                new Load(apart.array(), add(add(first, whole((long) plane * apart.pitch())), t)));
    }

    /** Adds the lanes of neighbouring filters' sums to their totals. */
    private void addLanes(Code code, List<Name> sums, IntFunction<Expr> total) {
        int added = 0;
        for (; slots && added + ADDED_TOGETHER <= sums.size(); added += ADDED_TOGETHER) {
            Expr slot = divide(total.apply(added), whole(ADDED_TOGETHER));
            code.storeVector(ADDED_TOGETHER, totals, slot,
                    add(call("vload" + ADDED_TOGETHER, slot, new Name(totals)),
                            LaneSum.ofFour(writer, parts.type(), sums.subList(added, added + ADDED_TOGETHER))));
        }
        for (; added < sums.size(); added++) {
            Expr at = total.apply(added);
            code.store(totals, at, add(new Load(totals, at), LaneSum.of(writer, parts.type(), sums.get(added))));
        }
    }
}
