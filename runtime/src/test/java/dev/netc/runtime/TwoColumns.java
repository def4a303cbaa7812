package dev.netc.runtime;

import java.util.List;

import dev.netc.program.Argument;
import dev.netc.program.Argument.Live;
import dev.netc.program.Argument.Memory;
import dev.netc.program.Argument.Scalar;
import dev.netc.program.Argument.Whole;
import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Function;
import dev.netc.program.Initializer;
import dev.netc.program.Input;
import dev.netc.program.Kernel;
import dev.netc.program.Output;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Size;
import dev.netc.program.Step;
import dev.netc.program.Target;
import dev.netc.program.Variant;
import dev.netc.program.WorkGroup;

/**
 * A net written by hand, as a compiler would write it: {@code y = dense(x, 6)} in two columns, {@code z = y + 2 · the other
 * column's y}, and a function {@code step} that moves the weights. Examples lie {@value #LANES} side by side, weights
 * {@value #WEIGHT_LANES}, neither of which divides what it holds.
 */
final class TwoColumns {
    static final int FEATURES = 5;
    static final int UNITS = 3;
    static final int LANES = 4;
    static final int WEIGHT_LANES = 2;

    private static final String DENSE = """
            // y = w x, a work-item an element; examples and weights are interleaved
            __kernel void dense(__global const REAL* x, __global const REAL* w, __global REAL* y, int units) {
              int lane = get_global_id(0) % 4, unit = get_global_id(0) / 4 % units, group = get_global_id(0) / 4 / units;
              REAL sum = 0;
              for (int i = 0; i < 5; i++)
                sum = fma(x[(group * 5 + i) * 4 + lane], w[((unit / 2) * 5 + i) * 2 + unit % 2], sum);
              y[get_global_id(0)] = sum;
            }
            """;
    private static final String COMBINE = """
            // own + 2 other: as slow as the square of `slow` makes it, so that devices run apart
            __kernel void combine(__global const REAL* own, __global const REAL* other, __global REAL* z, int slow) {
              REAL zero = 0;
              for (int i = 0; i < slow * slow; i++)
                zero += own[get_global_id(0)] * 0;
              z[get_global_id(0)] = own[get_global_id(0)] + 2 * other[get_global_id(0)] + zero;
            }
            """;
    private static final String MOVE = """
            __kernel void move_weights(__global REAL* w, __global REAL* v, REAL rate, int step, int low, int high, int batch) {
              v[get_global_id(0)] += step + low + 10 * high + 100 * batch;
              w[get_global_id(0)] += rate * v[get_global_id(0)];
            }
            """;

    private TwoColumns() {}

    static Program program() {
        return new Program(Program.VERSION, "TwoColumns",
                List.of(new Input.Tensor("x", List.of(FEATURES)), new Input.Label("label", 10)),
                List.of(new Output("z", List.of(2 * UNITS))),
                List.of(new Parameter("y.weight", List.of(2 * UNITS, FEATURES), 2, new Initializer.Normal(0.5), 1, 1)),
                null, List.of(variant(Precision.F32), variant(Precision.F64)));
    }

    /** The same with a kernel that reads one element a row too many. */
    static Program overrunning() {
        Program right = program();
        return new Program(right.version(), right.name(), right.inputs(), right.outputs(), right.parameters(), null,
                right.variants().stream()
                        .map(v -> new Variant(v.target(), v.precision(), v.lanes(), v.devices(),
                                v.kernels().stream()
                                        .map(k -> new Kernel(k.name(), k.source().replace("i < 5", "i < 6"))).toList(),
                                v.state(), v.functions()))
                        .toList());
    }

    private static Variant variant(Precision precision) {
        String real = precision == Precision.F32 ? "float" : "double";
        return new Variant(Target.PLAIN, precision, LANES, 2,
                List.of(kernel("dense", DENSE, real), kernel("combine", COMBINE, real),
                        kernel("move_weights", MOVE, real)),
                List.of(weight(0), weight(1), momentum(0), momentum(1)),
                List.of(infer("infer", 0), infer("slowly", 300), step()));
    }

    private static Kernel kernel(String name, String source, String real) {
        return new Kernel(name, source.replace("REAL", real));
    }

    /** Column 1 is the slow one; column 0's copy overwrites what column 1 reads until the end of its second launch. */
    private static Function infer(String name, int slow) {
        List<Buffer> buffers = List.of(feed("x0", 0, "x", FEATURES, Element.REAL),
                feed("x1", 1, "x", FEATURES, Element.REAL), feed("label0", 0, "label", 1, Element.INT),
                rows("y0", 0, new Buffer.Temporary(), 0, 7), rows("y1", 1, new Buffer.Temporary(), 1, 8),
                rows("early1", 1, new Buffer.Temporary(), 2, 3), rows("doubled1", 1, new Buffer.Temporary(), 3, 9),
                rows("y0at1", 1, new Buffer.Temporary(), 4, 8), rows("y1at0", 0, new Buffer.Temporary(), 5, 7),
                result("z", "z0", 0, 0), result("z", "z1", 1, 1), result("early", "z2", 1, 0, 1));
        return new Function(name, buffers,
                List.of(dense(0, "x0", "w0", "y0"), dense(1, "x1", "w1", "y1"), combine(1, "y1", "y1", "early1", slow),
                        combine(1, "early1", "y1", "doubled1", slow),
                        new Step.Copy(0, "y0", 1, "y0at1", Size.perTile(UNITS * 4L, 1)),
                        new Step.Copy(1, "y1", 0, "y1at0", Size.perTile(UNITS * 4L, 1)),
                        new Step.Wait(0, 5), combine(0, "y0", "y1at0", "z0", 0), new Step.Wait(1, 4),
                        combine(1, "y1", "y0at1", "z1", 0), combine(1, "doubled1", "y1", "z2", 0)));
    }

    private static Function step() {
        return new Function("step", List.of(), List.of(move(0), move(1)));
    }

    private static Step move(int device) {
        return new Step.Launch(device, "move_weights",
                List.of(new Memory("w" + device), new Memory("v" + device), new Live(Scalar.RATE),
                        new Live(Scalar.STEP), new Live(Scalar.SEED_LOW), new Live(Scalar.SEED_HIGH),
                        new Live(Scalar.BATCH)),
                List.of(Size.fixed(4L * FEATURES)), WorkGroup.ANY);
    }

    private static Step dense(int device, String x, String w, String y) {
        return launch(device, "dense", List.of(new Memory(x), new Memory(w), new Memory(y), new Whole(UNITS)));
    }

    private static Step combine(int device, String own, String other, String z, int slow) {
        return launch(device, "combine", List.of(new Memory(own), new Memory(other), new Memory(z), new Whole(slow)));
    }

    private static Step launch(int device, String kernel, List<Argument> arguments) {
        return new Step.Launch(device, kernel, arguments, List.of(Size.perTile((long) UNITS * LANES, LANES)),
                WorkGroup.single(1));
    }

    private static Buffer weight(int column) {
        return new Buffer("w" + column, column, Element.REAL, UNITS, FEATURES, WEIGHT_LANES,
                new Buffer.Weight("y.weight", column), 0, 0);
    }

    private static Buffer momentum(int column) {
        return new Buffer("v" + column, column, Element.REAL, UNITS, FEATURES, WEIGHT_LANES,
                new Buffer.Momentum("y.weight", column), 0, 0);
    }

    private static Buffer feed(String name, int device, String feed, int elements, Element element) {
        return new Buffer(name, device, element, Buffer.BATCH, elements, LANES, new Buffer.Feed(feed), 0, 1);
    }

    private static Buffer rows(String name, int device, Buffer.Role role, int first, int last) {
        return new Buffer(name, device, Element.REAL, Buffer.BATCH, UNITS, LANES, role, first, last);
    }

    private static Buffer result(String result, String name, int device, int column) {
        return result(result, name, device, column, 2);
    }

    private static Buffer result(String result, String name, int device, int column, int columns) {
        return rows(name, device, new Buffer.Result(result, column, columns), 6, 11);
    }
}
