package dev.netc.compiler.recipe;

import static dev.netc.compiler.kernel.Exprs.call;
import static dev.netc.compiler.kernel.Exprs.multiply;
import static dev.netc.compiler.kernel.Exprs.whole;

import java.util.List;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.kernel.Code;
import dev.netc.compiler.kernel.Expr;
import dev.netc.compiler.kernel.Expr.Load;
import dev.netc.compiler.kernel.Expr.Name;
import dev.netc.compiler.kernel.KernelType;
import dev.netc.compiler.operator.Sgd;
import dev.netc.compiler.operator.WeightGradient;
import dev.netc.compiler.operator.WeightStep;

/** Where a weight's gradient goes, number by number or a vector of a tile's filters at a time. */
sealed interface WeightSink {
    /** The gradient's memory, or the step that is part of the node. */
    static WeightSink of(Node node, KernelWriter writer) {
        return node.operator() instanceof WeightStep(WeightGradient gradient, Sgd sgd)
                ? new Step(writer, sgd, node.results())
                : new Memory(writer, node.result());
    }

    /** Takes one number. */
    void put(Code code, Expr index, Expr value);

    /** Takes the {@code slot}-th vector of so many numbers. */
    void putVector(Code code, int lanes, Expr slot, Expr value);

    /** Asks for what {@link #putVector} is going to read. */
    void askFor(Code code, int lanes, Expr slot);

    /** Whether what fills up the last tile of filters has to be put, too: zeros. */
    boolean wantsPadding();

    /** Into memory of its own. */
    final class Memory implements WeightSink {
        private final String result;

        Memory(KernelWriter writer, Value result) {
            this.result = writer.output(result, "result");
        }

        @Override
        public void put(Code code, Expr index, Expr value) {
            code.store(result, index, value);
        }

        @Override
        public void putVector(Code code, int lanes, Expr slot, Expr value) {
            code.storeVector(lanes, result, slot, value);
        }

        @Override
        public boolean wantsPadding() {
            return true;
        }

        @Override
        public void askFor(Code code, int lanes, Expr slot) {
            // nothing is read
        }

        /** What was put as the {@code slot}-th vector. */
        Expr vector(int lanes, Expr slot) {
            return call("vload" + lanes, slot, new Name(result));
        }
    }

    /** Into an optimizer step, done at once: weight and momentum change, where they lie. */
    final class Step implements WeightSink {
        private final KernelWriter writer;
        private final OptimizerStep step;
        private final String weight;
        private final String momentum;

        /** {@code results} lie where weight and momentum did. */
        Step(KernelWriter writer, Sgd sgd, List<Value> results) {
            this.writer = writer;
            weight = writer.output(results.get(0), "weight");
            momentum = writer.output(results.get(1), "momentum");
            step = new OptimizerStep(sgd, writer);
        }

        @Override
        public void put(Code code, Expr index, Expr value) {
            Expr at = code.let(KernelType.LONG, "at", index);
            OptimizerStep.Next next = step.next(code, KernelType.REAL, new Load(weight, at), new Load(momentum, at),
                    value);
            code.store(momentum, at, next.momentum());
            code.store(weight, at, next.weight());
        }

        @Override
        public void putVector(Code code, int lanes, Expr slot, Expr value) {
            Expr at = code.let(KernelType.LONG, "at", slot);
            String load = "vload" + lanes;
            OptimizerStep.Next next = step.next(code, KernelType.real(lanes), call(load, at, new Name(weight)),
                    call(load, at, new Name(momentum)), value);
            code.storeVector(lanes, momentum, at, next.momentum());
            code.storeVector(lanes, weight, at, next.weight());
        }

        @Override
        public void askFor(Code code, int lanes, Expr slot) {
            Expr first = multiply(slot, whole(lanes));
            Fetch.askFor(writer, code, weight, first);
            Fetch.askFor(writer, code, momentum, first);
        }

        @Override
        public boolean wantsPadding() {
            return false;
        }
    }
}
