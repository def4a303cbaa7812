package dev.netc.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.netc.compiler.FunctionKind;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.nets.Graphs;
import dev.netc.compiler.nets.NetBuilder;
import dev.netc.compiler.nets.Nets;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.operator.Copy;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static List<String> sent(Network net, FunctionKind kind) {
        return Graphs.stages(net, kind).get("place").nodes().stream().filter(n -> n.operator() instanceof Copy)
                .map(n -> n.inputs().get(0) + " to " + n.device()).toList();
    }

    @Test
    void forwardsOnlyWhatAllReadsIsSent() {
        assertThat(sent(Nets.alexNetInSmall(), FunctionKind.INFER)).containsExactlyInAnyOrder("%conv2@0 to 1",
                "%conv2@1 to 0", "%conv3@0 to 1", "%conv3@1 to 0", "%fc4@1 to 0");
    }

    @Test
    void backwardsTheGradientOfWhatWasSentIsSentBack() {
        List<String> backwards = sent(Nets.alexNetInSmall(), FunctionKind.UPDATE).stream()
                .filter(s -> s.startsWith("%d.")).toList();
        assertThat(backwards).hasSize(5);
        assertThat(backwards).filteredOn(s -> s.endsWith(" to 0")).hasSize(2);
    }

    @Test
    void aNetWithoutColumnsSendsNothing() {
        NetBuilder net = new NetBuilder("Single");
        Network.Value image = net.image(3, 5, 5);
        net.label(3);
        Network.Value logits = net.dense("fc", net.relu(net.conv("conv", image, 4, 3, 1, 1)), 3);
        net.output("logits", logits);
        Network single = net.train(logits);
        assertThat(sent(single, FunctionKind.UPDATE)).isEmpty();
        assertThat(Graphs.stages(single, FunctionKind.UPDATE).get("place").devices()).isEqualTo(1);
    }

    @Test
    void anInputIsFedToEveryColumnAndNeverSent() {
        Graph placed = Graphs.stages(Nets.alexNetInSmall(), FunctionKind.INFER).get("place");
        assertThat(placed.sources()).filteredOn(s -> s.role().equals(new dev.netc.program.Buffer.Feed("image")))
                .map(s -> s.value()).map(Value::device).containsExactly(0, 1);
    }
}
