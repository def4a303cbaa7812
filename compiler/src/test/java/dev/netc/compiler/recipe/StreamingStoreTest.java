package dev.netc.compiler.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.compiler.graph.Type;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Precision;
import dev.netc.program.Target;
import org.junit.jupiter.api.Test;

class StreamingStoreTest {
    private static final Layout CPU = new Layout(Target.CPU, Precision.F32);

    @Test
    void aMegabyteOfABlockGoesPastTheCaches() {
        assertThat(StreamingStore.pays(CPU, Type.batch(Shape.of(15_624)))).isFalse();
        assertThat(StreamingStore.pays(CPU, Type.batch(Shape.of(15_625)))).isTrue();
        assertThat(StreamingStore.pays(new Layout(Target.CPU, Precision.F64), Type.batch(Shape.of(7_813)))).isTrue();
    }

    @Test
    void whereExamplesDoNotLieInLanesNothingDoes() {
        Type large = Type.batch(Shape.of(1_000_000));
        assertThat(StreamingStore.pays(CPU.forSmallBatches(), large)).isFalse();
        assertThat(StreamingStore.pays(new Layout(Target.GPU, Precision.F32), large)).isFalse();
        assertThat(StreamingStore.pays(new Layout(Target.PLAIN, Precision.F32), large)).isFalse();
    }

    @Test
    void whatIsNotOfABatchIsReadSoon() {
        assertThat(StreamingStore.pays(CPU, Type.fixed(Shape.of(1_000_000)))).isFalse();
    }
}
