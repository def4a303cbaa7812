package dev.netc.compiler.operator;

import java.util.List;

import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Reference;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;

/**
 * Mean and biased variance of each channel over the whole batch, of what its parts know (Chan, Golub and LeVeque, "Updating
 * formulae and a pairwise algorithm for computing sample variances", 1979): the distances from the common mean are those
 * from a part's, and the part's from it. Inputs: {@code part_moments} of each part. Results: mean, variance.
 */
public record JoinedMoments() implements Operator {
    @Override
    public String name() {
        return "joined_moments";
    }

    @Override
    public List<Type> infer(List<Type> inputs) {
        inputs.forEach(i -> Types.same(i.shape(), inputs.get(0).shape(), "a part"));
        Type perChannel = Type.fixed(Shape.of(inputs.get(0).shape().channels() / 3));
        return List.of(perChannel, perChannel);
    }

    @Override
    public void reference(Reference r) {
        int channels = r.result(0).length;
        for (int c = 0; c < channels; c++) {
            double count = 0;
            double sum = 0;
            for (int part = 0; part < r.inputs(); part++) {
                count += r.input(part)[c];
                sum += r.input(part)[c] * r.input(part)[channels + c];
            }
            double mean = sum / count;
            double squares = 0;
            for (int part = 0; part < r.inputs(); part++) {
                double apart = r.input(part)[channels + c] - mean;
                squares += r.input(part)[2 * channels + c] + r.input(part)[c] * apart * apart;
            }
            r.result(0)[c] = mean;
            r.result(1)[c] = squares / count;
        }
    }
}
