package dev.netc.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import dev.netc.compiler.shape.Shape;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Examples EXAMPLES = Examples.draw(Shape.of(1, 2, 2), 3, 2);

    @Test
    void outputsAreComparedByTheirSpread() {
        assertThat(Agreement.ofSpread(new float[]{1, 2.5f, 3}, new float[]{1, 2, 3})).isEqualTo(0.25);
    }

    @Test
    void gradientsAreComparedByTheirLength() {
        assertThat(Agreement.ofLength(new float[]{3, 4.5f}, new float[]{3, 4})).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void anOutputThatDiffersStopsTheRunInWords() {
        assertThatThrownBy(
                () -> Agreement.ofOutputs(List.of(new Fixed("A", 1, 1), new Fixed("B", 1.001f, 1)), EXAMPLES))
                .isInstanceOf(DisagreementException.class)
                .hasMessage(
                        "B and A disagree on the output for 2 images: by a share of 0.00050, where 1e-04 is allowed");
    }

    @Test
    void anOutputThatIsNoNumberDiffers() {
        assertThatThrownBy(() -> Agreement.ofOutputs(List.of(new Fixed("A", 1, 1), new Fixed("B", Float.NaN, 1)),
                EXAMPLES)).isInstanceOf(DisagreementException.class);
    }

    @Test
    void aGradientThatDiffersStopsTheRun() {
        assertThatThrownBy(() -> Agreement.ofTraining(List.of(new Fixed("A", 1, 1), new Fixed("B", 1, 1.1f)), EXAMPLES,
                2)).isInstanceOf(DisagreementException.class).hasMessageContaining("the gradient of w");
    }

    @Test
    void thoseThatAgreeAreLetThrough() {
        assertThat(Agreement.ofTraining(List.of(new Fixed("A", 1, 1), new Fixed("B", 1, 1.001f)), EXAMPLES, 2)
                .gradients()).isEqualTo(0.001, within(1e-6));
    }

    /** Gives what it was made with. */
    private record Fixed(String name, float output, float gradient) implements Learner {
        @Override
        public void give(Examples examples) {
            assertThat(examples.batch()).isEqualTo(2);
        }

        @Override
        public float[] infer() {
            return new float[]{output, -1};
        }

        @Override
        public double step() {
            return output;
        }

        @Override
        public Slope slope() {
            return new Slope(output, Map.of("w", new float[]{gradient}));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
