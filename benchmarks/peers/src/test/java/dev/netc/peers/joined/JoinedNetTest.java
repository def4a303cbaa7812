package dev.netc.peers.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.shape.Shape;
import org.junit.jupiter.api.Test;

class JoinedNetTest {
    private static Network network(String text) {
        return Frontend.analyse(new SourceText("test.net", text), Map.of()).network().orElseThrow();
    }

    @Test
    void alexNetIsWhatItsAuthorsPublishedForOneTower() throws IOException {
        JoinedNet net = JoinedNet.of(network(Files.readString(Path.of("../../models/alexnet.net"))));

        assertThat(net.steps().stream().map(JoinedNet.Step::layer).filter(Layer.Conv.class::isInstance)
                .map(l -> ((Layer.Conv) l).groups())).containsExactly(1, 2, 1, 2, 2);
        assertThat(net.steps().stream().map(JoinedNet.Step::layer).filter(Layer.Lrn.class::isInstance)
                .map(l -> ((Layer.Lrn) l).columns())).containsExactly(2, 2);
        assertThat(net.steps().getFirst().shape()).isEqualTo(Shape.of(96, 55, 55));
        assertThat(net.shapeOf(net.logits())).isEqualTo(Shape.of(1000));
        assertThat(net.probabilities()).isEqualTo(net.logits() + 1).isEqualTo(net.steps().size());
    }

    @Test
    void whatGroupsDoNotSayIsRefused() {
        for (String layers : List.of("a = image -> dense(4)\nb = a -> dense(4)",
                "b = image -> conv(4, 1, groups: 2)", "a = image -> conv(4, 1)\nb = a + a",
                "a = image -> conv(4, 1)\nc = all(a) -> relu\nb = all(c) -> conv(4, 1)")) {
            Network network = network("net N {\ninput image: [2, 4, 4]\ninput label: class(3)\ncolumns 2 {\n" + layers
                    + "\n}\nl = all(b) -> dense(3)\noutput p = softmax(l)\n"
                    + "train {\nloss cross_entropy(l, label)\noptimizer sgd(rate: 0.1)\n}\n}");
            assertThatThrownBy(() -> JoinedNet.of(network)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no joined form of");
        }
    }
}
