package dev.netc.compiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import dev.netc.compiler.ModelFiles;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.report.LayerTable.Layer;
import dev.netc.compiler.shape.Shape;
import org.junit.jupiter.api.Test;

class LayerTableTest {

    /** Krizhevsky, Sutskever and Hinton, 2012, counted by hand. */
    @Test
    void alexNetHasTheLayersOfThePaper() {
        LayerTable table = LayerTable.of(network("alexnet.net"));
        assertThat(table.layers()).containsExactly(
                new Layer("conv1", "conv", 2, Shape.of(96, 55, 55), 34_944, 105_415_200),
                new Layer("conv1", "lrn", 2, Shape.of(96, 55, 55), 0, 0),
                new Layer("conv1", "maxpool", 2, Shape.of(96, 27, 27), 0, 0),
                new Layer("conv2", "conv", 2, Shape.of(256, 27, 27), 307_456, 223_948_800),
                new Layer("conv2", "lrn", 2, Shape.of(256, 27, 27), 0, 0),
                new Layer("conv2", "maxpool", 2, Shape.of(256, 13, 13), 0, 0),
                new Layer("conv3", "conv", 2, Shape.of(384, 13, 13), 885_120, 149_520_384),
                new Layer("conv4", "conv", 2, Shape.of(384, 13, 13), 663_936, 112_140_288),
                new Layer("conv5", "conv", 2, Shape.of(256, 13, 13), 442_624, 74_760_192),
                new Layer("conv5", "maxpool", 2, Shape.of(256, 6, 6), 0, 0),
                new Layer("fc6", "dense", 2, Shape.of(4096), 37_752_832, 37_748_736),
                new Layer("fc7", "dense", 2, Shape.of(4096), 16_781_312, 16_777_216),
                new Layer("fc8", "dense", 0, Shape.of(1000), 4_097_000, 4_096_000));
        assertThat(table.parameters()).isEqualTo(60_965_224);
        assertThat(table.multiplyAdds()).isEqualTo(724_406_816);
    }

    @Test
    void theOtherModelsKeepToTheirSize() {
        assertThat(LayerTable.of(network("cifar10-columns.net")).multiplyAdds()).isBetween(11_450_000L, 11_550_000L);
        assertThat(LayerTable.of(network("digits.net")).parameters()).isLessThan(250_000);
        assertThat(LayerTable.of(network("mnist.net")).multiplyAdds()).isLessThan(5_000_000);
    }

    private static Network network(String model) {
        return Frontend.analyse(ModelFiles.model(model), Map.of()).network().orElseThrow();
    }
}
