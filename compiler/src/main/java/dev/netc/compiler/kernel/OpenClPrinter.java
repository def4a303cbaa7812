package dev.netc.compiler.kernel;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.netc.compiler.kernel.Expr.Binary;
import dev.netc.compiler.kernel.Expr.Call;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Convert;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.Expr.Operator;
import dev.netc.compiler.kernel.Expr.Real;
import dev.netc.compiler.kernel.Expr.Whole;
import dev.netc.program.Precision;

/** Writes a kernel as OpenCL C 1.2. */
public final class OpenClPrinter {
    private final Precision precision;
    private final int lanes;
    private final StringBuilder out = new StringBuilder();

    private OpenClPrinter(Precision precision, int lanes) {
        this.precision = precision;
        this.lanes = lanes;
    }

    /**
     * The whole file of a kernel.
     *
     * @param lanes of real vectors in the kernel, for its comparisons
     */
    public static String print(KernelFunction kernel, Precision precision, int lanes) {
        return new OpenClPrinter(precision, lanes).file(kernel);
    }

    private String file(KernelFunction kernel) {
        kernel.header().forEach(line -> out.append("// ").append(line).append('\n'));
        if (precision == Precision.F64) {
            out.append("#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n");
        }
        out.append('\n');
        kernel.preamble().forEach(text -> out.append(text).append('\n'));
        if (!kernel.group().isEmpty()) {
            out.append("__attribute__((reqd_work_group_size(").append(IntStream.range(0, 3)
                    .mapToObj(d -> d < kernel.group().size() ? kernel.group().get(d).toString() : "1")
                    .collect(Collectors.joining(", "))).append(")))\n");
        }
        out.append("kernel void ").append(kernel.name()).append("(\n    ");
        out.append(kernel.parameters().stream().map(this::parameter).collect(Collectors.joining(",\n    ")));
        out.append(")\n{\n");
        statements(kernel.body(), 1);
        return out.append("}\n").toString();
    }

    private String parameter(KernelFunction.Parameter parameter) {
        return switch (parameter) {
            case KernelFunction.Pointer(String name, KernelType type, boolean written) ->
                "global " + (written ? "" : "const ") + type(type) + " *restrict " + name;
            case KernelFunction.ScalarValue(String name, KernelType type) -> "const " + type(type) + " " + name;
        };
    }

    private String type(KernelType type) {
        String base = switch (type.base()) {
            case REAL -> real();
            case INT -> "int";
            case LONG -> "long";
            case BYTE -> "uchar";
        };
        return type.lanes() == 1 ? base : base + type.lanes();
    }

    private String real() {
        return precision == Precision.F32 ? "float" : "double";
    }

    private void statements(List<Statement> statements, int depth) {
        statements.forEach(s -> statement(s, depth));
    }

    private void statement(Statement statement, int depth) {
        String indent = "    ".repeat(depth);
        switch (statement) {
            case Statement.Declare(KernelType type, String name, Expr value, boolean constant) -> line(indent,
                    (constant ? "const " : "") + type(type) + " " + name + " = " + initial(type, value) + ";");
            // Vectors that are stored among single numbers are not to lie across two lines of a cache.
            case Statement.Array(KernelType type, String name, int length) -> line(indent, type(type) + " " + name
                    + "[" + length + "]" + (type.lanes() == 1 ? " __attribute__((aligned(64)))" : "") + ";");
            case Statement.LocalArray(KernelType type, String name, int length) ->
                line(indent, "local " + type(type) + " " + name + "[" + length + "] __attribute__((aligned(32)));");
            case Statement.Barrier() -> line(indent, "barrier(CLK_LOCAL_MEM_FENCE);");
            case Statement.Assign(String name, Expr value) -> line(indent, name + " = " + expression(value) + ";");
            case Statement.Store(String pointer, Expr index, Expr value) ->
                line(indent, pointer + "[" + expression(index) + "] = " + expression(value) + ";");
            case Statement.StoreVector(int width, String array, Expr index, Expr value) -> line(indent,
                    "vstore" + width + "(" + expression(value) + ", " + expression(index) + ", " + array + ");");
            case Statement.For(KernelType type, String name, Expr from, Expr to, int step, List<Statement> body) -> {
                String advance = step == 1 ? "++" + name : name + " += " + step;
                line(indent, "for (" + type(type) + " " + name + " = " + expression(from) + "; " + name + " < "
                        + expression(to) + "; " + advance + ") {");
                statements(body, depth + 1);
                line(indent, "}");
            }
            case Statement.If(Expr condition, List<Statement> then) -> {
                line(indent, "if (" + expression(condition) + ") {");
                statements(then, depth + 1);
                line(indent, "}");
            }
            case Statement.Block(List<Statement> body) -> {
                line(indent, "{");
                statements(body, depth + 1);
                line(indent, "}");
            }
            case Statement.Invoke(Call call) -> line(indent, expression(call) + ";");
            case Statement.Comment(String text) -> line(indent, "// " + text);
            case Statement.Raw(String text) -> text.lines().forEach(l -> line(indent, l));
        }
    }

    private String initial(KernelType type, Expr value) {
        boolean literal = value instanceof Real || value instanceof Whole;
        return literal && type.lanes() > 1 ? "(" + type(type) + ")(" + expression(value) + ")" : expression(value);
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }

    private String expression(Expr e) {
        return expression(e, 0);
    }

    private String expression(Expr e, int around) {
        return switch (e) {
            case Whole(long value) ->
                value < 0 ? "(" + value + ")" : Long.toString(value) + (value > Integer.MAX_VALUE ? "L" : "");
            case Real(double value) -> literal(value);
            case Name(String name) -> name;
            case Binary(Operator o, Expr left, Expr right) -> {
                String text = expression(left, o.binding()) + " " + o.text() + " " + expression(right, o.binding() + 1);
                yield o.binding() < around ? "(" + text + ")" : text;
            }
            case Choose(Operator o, Expr left, Expr right, Expr then, Expr otherwise) ->
                choose(o, left, right, then, otherwise);
            case Call(String function, List<Expr> arguments) -> function
                    + arguments.stream().map(this::expression).collect(Collectors.joining(", ", "(", ")"));
            case Load(String pointer, Expr index) -> pointer + "[" + expression(index) + "]";
            case Expr.Lane(Name vector, int lane) -> vector.name() + ".s" + Integer.toHexString(lane);
            case Expr.Lanes(KernelType type, List<Expr> values) -> "(" + type(type) + ")"
                    + values.stream().map(this::expression).collect(Collectors.joining(", ", "(", ")"));
            case Expr.ToReal(Expr value) -> "convert_" + type(KernelType.real(lanes)) + "(" + expression(value) + ")";
            case Expr.ToWhole(KernelType.Base whole, Expr value) ->
                "convert_" + type(new KernelType(whole, lanes)) + "(" + expression(value) + ")";
            case Convert(KernelType type, Expr value) -> "(" + type(type) + ")(" + expression(value) + ")";
        };
    }

    private String choose(Operator o, Expr left, Expr right, Expr then, Expr otherwise) {
        String condition = expression(left, o.binding()) + " " + o.text() + " " + expression(right, o.binding() + 1);
        return lanes == 1
                ? "(" + condition + " ? " + expression(then) + " : " + expression(otherwise) + ")"
                : "select(" + vector(otherwise) + ", " + vector(then) + ", " + condition + ")";
    }

    private String vector(Expr e) {
        return e instanceof Real ? "(" + real() + lanes + ")(" + expression(e) + ")" : expression(e);
    }

    private String literal(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "INFINITY" : "-INFINITY";
        }
        String text = precision == Precision.F32 ? Float.toString((float) value) + "f" : Double.toString(value);
        return value < 0 ? "(" + text.toLowerCase(Locale.ROOT) + ")" : text.toLowerCase(Locale.ROOT);
    }
}
