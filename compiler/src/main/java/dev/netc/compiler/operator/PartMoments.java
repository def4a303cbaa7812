package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * What a part of the batch knows of each channel's mean and variance, over its examples and all positions. Input: x. Result:
 * how many numbers a channel has, then every channel's mean, then the sum of its squared distances from that.
 */
public record PartMoments() implements Operator {
    @Override
    public String name() {
        return "part_moments";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        return List.of(Type.fixed(Shape.of(3 * inputs.get(0).shape().channels())));
    }

    @Override
    public void reference(Reference r) {
        Shape shape = r.inputType(0).shape();
        ChannelsOfBatch.each(shape, r.counted(), (c, channel) -> {
            double mean = channel.sum(i -> r.input(0)[i]) / Math.max(1, channel.count());
            r.result(0)[c] = channel.count();
            r.result(0)[shape.channels() + c] = mean;
            r.result(0)[2 * shape.channels() + c] = channel.sum(i -> Math.pow(r.input(0)[i] - mean, 2));
        });
    }
}
