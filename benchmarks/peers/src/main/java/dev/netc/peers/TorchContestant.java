package dev.netc.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.netc.peers.joined.JoinedNet;
import dev.netc.program.Training;
import dev.netc.runtime.tensor.Tensor;

/**
 * PyTorch through DJL: libtorch as its makers build it, with oneDNN. Nothing records gradients but a training step. The optimizer
 * is DJL's {@code sgd} in libtorch, whose step is the paper's: v = momentum v - rate (g + decay w), w = w + v; {@code torch.optim.SGD}
 * multiplies by the rate later, which is the same while the rate stays.
 */
final class TorchContestant implements Learner {
    private final Engine engine;
    private final NDManager manager;
    private final JoinedNet net;
    private final boolean dropout;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final TorchNet atTest;
    private final Optimizer optimizer;
    private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
    private NDArray images;
    private NDArray labels;

    /**
     * Copies the parameters.
     *
     * @param dropout whether training drops
     */
    TorchContestant(JoinedNet net, Map<String, Tensor> parameters, Training training, double rate, boolean dropout,
            int threads) {
        engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
        JniUtils.setGradMode(false);
        manager = engine.newBaseManager();
        this.net = net;
        this.dropout = dropout;
        parameters.forEach((name, value) -> weights.put(name, array(value)));
        atTest = new TorchNet(net, weights, TorchNet.Mode.TEST);
        optimizer = Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) rate))
                .optMomentum((float) training.momentum()).optWeightDecays((float) training.decay()).build();
    }

    private NDArray array(Tensor tensor) {
        Shape shape = new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        return tensor.type() == Tensor.Type.F32
                ? manager.create(tensor.toFloats(), shape)
                : manager.create(tensor.as(Tensor.Type.I64).bytes().asLongBuffer(), shape);
    }

    @Override
    public String name() {
        return "PyTorch " + engine.getVersion();
    }

    @Override
    public void give(Examples examples) {
        release();
        images = array(examples.images());
        labels = array(examples.labels());
    }

    @Override
    public float[] infer() {
        try (NDManager scope = manager.newSubManager()) {
            images.tempAttach(scope);
            return atTest.probabilities(images).toFloatArray();
        }
    }

    @Override
    public double step() {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> leaves = leaves(scope);
            double loss = backward(scope, leaves);
            leaves.forEach((name, leaf) -> optimizer.update(name, weights.get(name), leaf.getGradient()));
            return loss;
        }
    }

    @Override
    public Slope slope() {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, NDArray> leaves = leaves(scope);
            double loss = backward(scope, leaves);
            Map<String, float[]> gradients = new TreeMap<>();
            leaves.forEach((name, leaf) -> gradients.put(name, leaf.getGradient().toFloatArray()));
            return new Slope(loss, gradients);
        }
    }

    /** The weights' own memory under tensors that have no gradient yet, so that none need be set to zero. */
    private Map<String, NDArray> leaves(NDManager scope) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        weights.forEach((name, weight) -> {
            NDArray leaf = weight.stopGradient();
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            leaves.put(name, leaf);
        });
        return leaves;
    }

    private double backward(NDManager scope, Map<String, NDArray> leaves) {
        images.tempAttach(scope);
        TorchNet training = new TorchNet(net, leaves,
                dropout ? TorchNet.Mode.TRAINING : TorchNet.Mode.TRAINING_WITHOUT_DROPOUT);
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray loss = crossEntropy.evaluate(new NDList(labels), new NDList(training.logits(images)));
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private void release() {
        if (images != null) {
            images.close();
            labels.close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
