package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.min;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelFunction;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.program.Argument;
import dev.netc.program.Element;
import dev.netc.program.Size;
import dev.netc.program.WorkGroup;

/** A kernel in the making: its parameters with what is passed for them, its work-items and its body. */
final class KernelWriter {
    /** The work-item's number in its work-group. */
    static final Name ITEM = new Name("item");

    private final Layout layout;
    private final String name;
    private final List<String> header = new ArrayList<>();
    private final List<KernelFunction.Parameter> parameters = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Size> global = new ArrayList<>();
    private final Set<String> preamble = new LinkedHashSet<>();
    private final Map<Argument.Scalar, Name> live = new HashMap<>();
    private final List<Lowered.Scratch> scratch = new ArrayList<>();
    private final Set<String> overwritten = new HashSet<>();
    private final Code code = new Code();
    private int items;
    private int localBytes;
    private Optional<TileKey> tiling = Optional.empty();
    private OptionalLong multiplyAdds = OptionalLong.empty();

    KernelWriter(Layout layout, String name) {
        this.layout = layout;
        this.name = layout.odd() ? name + "_odd" : name;
    }

    Layout layout() {
        return layout;
    }

    Code code() {
        return code;
    }

    /** The kernel's tile. */
    Tile tile(TileKind kind, Geometry g) {
        TileKind mine = layout.odd() ? kind.odd(layout.target()).orElse(kind) : kind;
        return tile(new TileKey(mine, g.key(), layout.precision(), layout.target(),
                mine.candidates(layout.target(), g)));
    }

    /** The tile of a kernel that makes a correlation of a layer. */
    Tile tile(TileKind kind, Geometry g, Correlation correlation) {
        return tile(new TileKey(kind, correlation.key(), layout.precision(), layout.target(),
                kind.candidates(layout.target(), g)));
    }

    private Tile tile(TileKey key) {
        tiled(key);
        return layout.tile(key);
    }

    /** The kernel's tile goes by this key. */
    void tiled(TileKey key) {
        tiling = Optional.of(key);
    }

    /** The type of a batch's elements: a vector of lanes. */
    KernelType vector() {
        return KernelType.real(layout.lanes());
    }

    /**
     * The type of what an inner loop computes indices from. A processor adds what is known of such an index as it loads, where
     * it need not be widened first; on GPUs wide integers cost.
     */
    KernelType index() {
        return layout.coarse() ? KernelType.LONG : KernelType.INT;
    }

    /** The smaller of an index and a bound. */
    Expr within(Expr index, long bound) {
        return index instanceof Expr.Whole
                ? min(index, whole(bound))
                : min(index, new Expr.Convert(index(), whole(bound))); // OpenCL C has no min of an int and a long
    }

    /** A pointer to read {@code value}: to vectors of lanes for a batch, to single numbers for a weight. */
    String input(Value value, String parameter) {
        return pointer(value.name(), parameter, type(value), false);
    }

    /** A pointer to write {@code value}; what it points to may be read too. Where that is an input's memory it is the input's pointer. */
    String output(Value value, String parameter) {
        int input = arguments.indexOf(new Argument.Memory(value.name()));
        if (input < 0) {
            return pointer(value.name(), parameter, type(value), true);
        }
        String shared = parameters.get(input).name();
        if (!parameters.get(input).equals(new KernelFunction.Pointer(shared, type(value), false))) {
            throw new IllegalStateException(value + " would lie where something else than it was read");
        }
        parameters.set(input, new KernelFunction.Pointer(shared, type(value), true));
        overwritten.add(shared);
        describe("the result lies where " + shared + " lay");
        return shared;
    }

    /** Whether what is written there lies where the same work-item just read. */
    boolean isOverwritten(String pointer) {
        return overwritten.contains(pointer);
    }

    /** A pointer to {@code value} as something else than it would be. */
    String pointer(String buffer, String parameter, KernelType type, boolean written) {
        parameters.add(new KernelFunction.Pointer(parameter, type, written));
        arguments.add(new Argument.Memory(buffer));
        return parameter;
    }

    private KernelType type(Value value) {
        return new KernelType(base(value.type().element()), value.type().batched() ? layout.lanes() : 1);
    }

    private static KernelType.Base base(Element element) {
        return switch (element) {
            case REAL -> KernelType.Base.REAL;
            case INT -> KernelType.Base.INT;
            case BYTE -> KernelType.Base.BYTE;
        };
    }

    /** An int that is passed when the kernel is launched, the same every time. */
    Expr number(String parameter, int value) {
        parameters.add(new KernelFunction.ScalarValue(parameter, KernelType.INT));
        arguments.add(new Argument.Whole(value));
        return new Name(parameter);
    }

    /** A number that is known only when the step runs. */
    Expr live(Argument.Scalar scalar) {
        return live.computeIfAbsent(scalar, s -> {
            String parameter = s.name().toLowerCase(java.util.Locale.ROOT);
            parameters.add(new KernelFunction.ScalarValue(parameter,
                    s == Argument.Scalar.RATE ? KernelType.REAL : KernelType.INT));
            arguments.add(new Argument.Live(s));
            return new Name(parameter);
        });
    }

    /** Says how many multiply-adds the kernel does for an example, where that is not what its operator needs done directly. */
    void multiplyAdds(long count) {
        multiplyAdds = OptionalLong.of(count);
    }

    /** Adds a line to what a reader should know first. */
    void describe(String line) {
        header.add(line);
    }

    /** Adds a function to the kernel's preamble. */
    void define(String text) {
        preamble.add(text);
    }

    /** A dimension of the launch; its index becomes a constant: a work-item's, or a group's where the first has groups. */
    Expr dimension(String index, Size extent) {
        int number = global.size();
        global.add(extent);
        return code.let(KernelType.INT, index, call(items == 0 ? "get_global_id" : "get_group_id", whole(number)));
    }

    Expr dimension(String index, long extent) {
        return dimension(index, Size.fixed(extent));
    }

    /**
     * The first dimension of a launch in work-groups: so many groups of {@code items} work-items; the other dimensions
     * count groups. The group's number becomes a constant, and so does {@code item}, the work-item's among its fellows.
     */
    Expr groups(String index, Size groups, int count) {
        items = count;
        global.add(groups.times(count));
        code.let(KernelType.INT, ITEM.name(), call("get_local_id", whole(0)));
        return code.let(KernelType.INT, index, call("get_group_id", whole(0)));
    }

    /** An array that the work-group shares. */
    void localArray(KernelType type, String array, int length) {
        code.localArray(type, array, length);
        localBytes += length * type.lanes() * Element.REAL.bytes(layout.precision());
    }

    /** A pointer to real numbers that live while the node is computed. */
    String scratch(Lowered.Scratch memory, String parameter) {
        return scratch(memory, parameter, KernelType.REAL);
    }

    /** The same as vectors. */
    String scratch(Lowered.Scratch memory, String parameter, KernelType type) {
        scratch.add(memory);
        return pointer(memory.name(), parameter, type, true);
    }

    /** A dimension over groups of {@code blocks} times lanes examples. */
    Expr blocks(String index, int blocks) {
        return dimension(index, Size.perTile(1, layout.lanes() * blocks));
    }

    /** A dimension where a work-item does one element; a loop in {@code body} where it does a row. */
    void over(Code at, String index, long extent, Code.Loop body) {
        if (layout.coarse()) {
            at.loop(index, extent, body);
        } else {
            body.write(at, dimension(index, extent));
        }
    }

    Lowered done() {
        return done(layout.coarse());
    }

    /** The kernel; {@code single} says whether a work-group is one work-item, where it is nothing else. */
    Lowered done(boolean single) {
        checkPointers();
        WorkGroup group = group(single);
        KernelFunction function = new KernelFunction(name, header, List.copyOf(preamble), parameters,
                code.statements(), group.size());
        return new Lowered(function, arguments, global, group, scratch, tiling, multiplyAdds);
    }

    /** A compiler may take it that what a pointer leads to is reached by no other, where one of them writes. */
    private void checkPointers() {
        for (int i = 0; i < arguments.size(); i++) {
            boolean written = parameters.get(i) instanceof KernelFunction.Pointer p && p.written();
            if (written && Collections.frequency(arguments, arguments.get(i)) > 1) {
                throw new IllegalStateException(name + " would have another pointer to what it writes: " + arguments);
            }
        }
    }

    private WorkGroup group(boolean single) {
        if (items == 0) {
            return single ? WorkGroup.single(global.size()) : WorkGroup.ANY;
        }
        List<Integer> size = new ArrayList<>(WorkGroup.single(global.size()).size());
        size.set(0, items);
        return new WorkGroup(size, localBytes);
    }
}
