package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.nets.NetBuilder;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.reference.Interpreter;
import dev.netc.compiler.reference.Results;
import dev.netc.program.Buffer;
import org.junit.jupiter.api.Test;

/** Two steps of SGD, computed by hand: two features, two classes, one example. */
class UpdatesTest {
    private static final Buffer.Role WEIGHT = new Buffer.Weight("fc.weight", 0);
    private static final Buffer.Role BIAS = new Buffer.Weight("fc.bias", 0);
    private static final double RATE = 0.5;
    private static final double[] X = {1, 2};

    private static Graph graph() {
        NetBuilder net = new NetBuilder("Two");
        Network.Value x = net.image(2);
        net.label(2);
        Network.Value logits = net.dense("fc", x, 2);
        net.output("logits", logits);
        return Graphs.stages(net.train(logits), FunctionKind.UPDATE).get("schedule");
    }

    @Test
    void momentumRateAndDecayAreThoseOfThePaper() {
        double[] w = {0.5, -0.25, 0.125, 1};
        double[] b = {0, 0.5};
        double[] v = new double[4];
        double[] vb = new double[2];
        Map<Buffer.Role, double[]> state = new HashMap<>(Map.of(WEIGHT, w.clone(), BIAS, b.clone()));
        for (int step = 0; step < 2; step++) {
            state = new HashMap<>(step(state).state());
            byHand(w, v, b, vb);
            assertThat(state.get(WEIGHT)).containsExactly(w, within(1e-14));
            assertThat(state.get(BIAS)).containsExactly(b, within(1e-14));
            assertThat(state.get(new Buffer.Momentum("fc.weight", 0))).containsExactly(v, within(1e-14));
            assertThat(state.get(new Buffer.Momentum("fc.bias", 0))).containsExactly(vb, within(1e-14));
        }
    }

    private static Results step(Map<Buffer.Role, double[]> state) {
        Map<Buffer.Role, double[]> given = new HashMap<>(state);
        given.put(new Buffer.Feed("image"), X);
        given.put(new Buffer.Feed("label"), new double[]{1});
        return new Interpreter(graph(), 1).withStep(RATE, 0, 1).run(given);
    }

    /** Momentum 0.9; the weight decays by 0.0005, the bias has twice the rate and no decay. */
    private static void byHand(double[] w, double[] v, double[] b, double[] vb) {
        double first = Math.exp(w[0] * X[0] + w[1] * X[1] + b[0]);
        double second = Math.exp(w[2] * X[0] + w[3] * X[1] + b[1]);
        double[] gradient = {first / (first + second), second / (first + second) - 1};
        for (int i = 0; i < 4; i++) {
            v[i] = 0.9 * v[i] - 0.0005 * RATE * w[i] - RATE * gradient[i / 2] * X[i % 2];
            w[i] += v[i];
        }
        for (int i = 0; i < 2; i++) {
            vb[i] = 0.9 * vb[i] - 2 * RATE * gradient[i];
            b[i] += vb[i];
        }
    }

    @Test
    void aWeightThatTheLossDoesNotReachDecaysAllTheSame() {
        NetBuilder net = new NetBuilder("Unreached");
        Network.Value x = net.image(2);
        net.label(2);
        net.dense("beside", x, 2);
        Network.Value logits = net.dense("fc", x, 2);
        Graph update = Graphs.stages(net.train(logits), FunctionKind.UPDATE).get("schedule");
        double[] w = {1, 2, 3, 4};
        Buffer.Role beside = new Buffer.Weight("beside.weight", 0);
        Map<Buffer.Role, double[]> given = new HashMap<>(Map.of(beside, w, WEIGHT, new double[4], BIAS, new double[2],
                new Buffer.Weight("beside.bias", 0), new double[2], new Buffer.Feed("image"), X,
                new Buffer.Feed("label"), new double[]{1}));
        double[] after = new Interpreter(update, 1).withStep(RATE, 0, 1).run(given).state().get(beside);
        assertThat(after).containsExactly(java.util.Arrays.stream(w).map(a -> a - 0.0005 * RATE * a).toArray(),
                within(1e-15));
    }

    @Test
    void everyWeightIsAssignedOnceWithItsMomentum() {
        assertThat(graph().assignments()).map(a -> a.target().name()).containsExactlyInAnyOrderElementsOf(
                List.of("fc.weight", "v.fc.weight", "fc.bias", "v.fc.bias"));
    }
}
