package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.add;
import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.divide;
import static dev.netc.compiler.kernel.Exprs.real;
import static dev.netc.compiler.kernel.Exprs.subtract;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Choose;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.CrossEntropy;
import dev.netc.compiler.operator.CrossEntropyGradient;
import dev.netc.compiler.operator.Pick;
import dev.netc.compiler.operator.PickGradient;
import dev.netc.compiler.operator.Rank;
import dev.netc.program.Argument;

/**
 * What reads a label: a work-item owns a block of examples. Examples beyond the batch, which fill up the last block, get a
 * gradient of zero, so that nothing of them reaches a weight.
 */
final class LossRecipe implements Recipe {
    @Override
    public Lowered lower(Node node, Layout layout) {
        return new Form(node, layout).lower();
    }

    private static final class Form {
        private final KernelWriter writer;
        private final Operator operator;
        private final int classes;
        private final String values;
        private final String result;
        private final Expr block;
        private final Expr label;

        Form(Node node, Layout layout) {
            operator = node.operator();
            writer = new KernelWriter(layout, operator.name());
            classes = node.inputs().get(0).type().shape().channels();
            values = writer.input(node.inputs().get(0), "values");
            String labels = writer.input(node.inputs().get(1), "labels");
            result = writer.output(node.result(), "result");
            block = writer.blocks("block", 1);
            label = writer.code().let(writer.vector(), "label", new Expr.ToReal(new Load(labels, block)));
        }

        Lowered lower() {
            Code code = writer.code();
            switch (operator) {
                case Pick p -> code.store(result, block, call("-", own(code)));
                case PickGradient p -> each(code,
                        c -> beyondBatchZero(new Choose(Expr.Operator.EQUAL, label, vector(c), real(-1), real(0))));
                case CrossEntropy e -> {
                    Expr largest = Largest.of(code, writer, classes, this::value);
                    Expr total = total(code, largest);
                    // in this order: a small loss of large logits keeps its digits
                    code.store(result, block, add(subtract(largest, own(code)), call("log", total)));
                }
                case CrossEntropyGradient e -> {
                    Expr largest = Largest.of(code, writer, classes, this::value);
                    Expr total = total(code, largest);
                    each(code, c -> beyondBatchZero(subtract(divide(call("exp", subtract(value(c), largest)), total),
                            new Choose(Expr.Operator.EQUAL, label, vector(c), real(1), real(0)))));
                }
                case Rank r -> rank(code);
                default -> throw new IllegalStateException(operator.name());
            }
            return writer.done();
        }

        private Expr value(Expr c) {
            return new Load(values, at(c));
        }

        private Expr at(Expr c) {
            return Blocks.index(block, classes, c);
        }

        private Expr vector(Expr c) {
            return new Expr.Convert(writer.vector(), c);
        }

        private Expr own(Code code) {
            Name own = code.variable(writer.vector(), "own", real(0));
            code.loop("c", classes,
                    (inner, c) -> inner.assign(own, new Choose(Expr.Operator.EQUAL, label, vector(c), value(c), own)));
            return own;
        }

        private Expr total(Code code, Expr largest) {
            Name total = code.variable(writer.vector(), "total", real(0));
            code.loop("c", classes,
                    (inner, c) -> inner.assign(total, add(total, call("exp", subtract(value(c), largest)))));
            return total;
        }

        private interface OfClass {
            Expr gradient(Expr c);
        }

        /** Stores a gradient for every class, divided by the examples of the whole batch. */
        private void each(Code code, OfClass each) {
            Expr batch = writer.live(Argument.Scalar.EXAMPLES);
            Expr share = code.let(writer.vector(), "share", divide(real(1), new Expr.Convert(writer.vector(), batch)));
            code.let(writer.vector(), "counts",
                    Examples.within(writer, block, share, new Expr.Convert(writer.vector(), real(0))));
            code.loop("c", classes, (inner, c) -> inner.store(result, at(c), each.gradient(c)));
        }

        private Expr beyondBatchZero(Expr gradient) {
            return new Expr.Binary(Expr.Operator.MULTIPLY, gradient, new Name("counts"));
        }

        private void rank(Code code) {
            Expr own = own(code);
            Name before = code.variable(writer.vector(), "before", real(0));
            code.loop("c", classes, (inner, c) -> {
                Expr other = inner.let(writer.vector(), "other", value(c));
                Expr tied = new Choose(Expr.Operator.LESS_EQUAL, label, vector(c), real(0), real(1));
                Expr behind = inner.let(writer.vector(), "at_tie", new Choose(Expr.Operator.EQUAL, other, own,
                        tied, new Expr.Convert(writer.vector(), real(1))));
                inner.assign(before, add(before, new Choose(Expr.Operator.LESS, other, own,
                        new Expr.Convert(writer.vector(), real(0)), behind)));
            });
            // what is not a number is neither less nor equal, and counts its own class too
            Expr isNumber = new Choose(Expr.Operator.EQUAL, own, own, new Expr.Convert(writer.vector(), real(0)),
                    new Expr.Convert(writer.vector(), real(1)));
            code.store(result, block, new Expr.ToWhole(KernelType.Base.INT, subtract(before, isNumber)));
        }
    }
}
