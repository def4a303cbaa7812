package dev.netc.compiler.fuse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.graph.Node;
import dev.netc.compiler.operator.Contraction;
import dev.netc.compiler.operator.Fused;
import dev.netc.compiler.operator.Lrn;
import dev.netc.compiler.operator.Stage;

/** {@code lrn(relu(conv(x)))  =>  fused}: the kernel owns every channel of its column at a position. */
final class FuseLrn implements Rule {
    /** So many channels of a position a kernel holds in private memory. */
    private static final int CHANNELS = 1024;

    @Override
    public Optional<Rewrite> apply(Node node, Surroundings surroundings) {
        if (!(node.operator() instanceof Lrn lrn)) {
            return Optional.empty();
        }
        return surroundings.maker(node.inputs().get(0)).filter(FuseLrn::ownsChannels)
                .filter(m -> node.result().type().shape().channels() <= CHANNELS)
                .filter(m -> Fused.last(m).equals(node.inputs().get(0)))
                .filter(m -> Epilogues.canLead(m, node, surroundings))
                .flatMap(m -> Epilogues.append(m, node, List.of(), first -> new Stage.Normalize(lrn, true),
                        surroundings));
    }

    private static boolean ownsChannels(Node maker) {
        return switch (maker.operator()) {
            case Contraction c -> true;
            case Fused f ->
                f.root() instanceof Contraction && f.stages().stream().noneMatch(Stage.Normalize.class::isInstance);
            default -> false;
        };
    }
}
