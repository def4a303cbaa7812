package dev.netc.compiler.fuse;

import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.operator.InputGradient;
import dev.netc.compiler.operator.Slice;

/** {@code slice(input_gradient(dy, w))  =>  input_gradient(dy, w)} of those channels, where nothing reads the whole and
 * no group of channels could be cut. */
final class AbsorbSlice implements Rule {
    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Slice(int from, int to))) {
            return Optional.empty();
        }
        return surroundings.maker(node.inputs().get(0), InputGradient.class)
                .filter(whole -> ((InputGradient) whole.operator()).of().groups() == 1)
                .filter(whole -> surroundings.readers(whole.result()).stream()
                        .filter(r -> r.operator() instanceof Slice).count() == surroundings.uses(whole.result()))
                .flatMap(whole -> Rewrite.of(new Node(part((InputGradient) whole.operator(), from, to), whole.inputs(),
                        node.results())));
    }

    private static InputGradient part(InputGradient whole, int from, int to) {
        return new InputGradient(whole.of(), whole.input(), whole.from() + from, whole.from() + to);
    }
}
