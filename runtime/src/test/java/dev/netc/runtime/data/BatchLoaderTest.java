package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import dev.netc.program.Augment;
import dev.netc.runtime.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // a thread that never ends would otherwise hold the whole run
class BatchLoaderTest {
    private static final int IMAGES = 23;
    private static final Preparation PREPARATION = new Preparation(3, new ImageSize(3, 3), List.of());

    private static PreparedPart part() {
        Pixels[] images = new Pixels[IMAGES];
        Arrays.setAll(images, i -> TestData.rgb(5, 5, i));
        return new PreparedPart(TestData.part("set", images), PREPARATION, new CacheRoom(1 << 20));
    }

    private static List<Batch> take(BatchLoader loader) {
        List<Batch> batches = new ArrayList<>();
        loader.forEachRemaining(batches::add);
        return batches;
    }

    @Test
    void everyImageComesInOrderAndTheLastBatchIsSmaller() {
        try (BatchLoader loader = BatchLoader.inOrder(part(), 5, new View(1, 1, false), Timeline.OFF)) {
            List<Batch> batches = take(loader);
            assertThat(batches).extracting(Batch::size).containsExactly(5, 5, 5, 5, 3);
            Batch second = batches.get(1);
            assertThat(second.labels()).containsExactly(1, 0, 1, 0, 1);
            assertThat(Arrays.copyOfRange(second.pixels(), 75, 150)).isEqualTo(TestData.rgb(5, 5, 6).values());
            assertThat(Arrays.copyOf(second.crops(), 6)).containsExactly(1, 1, 0, 1, 1, 0);
            assertThat(second.colors()).hasSize(15).containsOnly(0f);
            assertThatThrownBy(loader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void theDrawsBelongToTheImageWhereverItStands() {
        Draws draws = new Draws(3);
        PreparedPart part = part();
        ColorComponents colors = new ColorComponents(PixelStatistics.measure(part, true).covariance());
        Augmentation augmentation = Augmentation.drawn(
                List.of(new Augment.Crop(), new Augment.Flip(), new Augment.Color(0.1)), part, Optional.of(colors),
                draws, 4);
        int[] order = draws.order(4, IMAGES);
        try (BatchLoader loader = new BatchLoader(part, order, 7, 0, augmentation, Timeline.OFF)) {
            int at = 0;
            for (Batch batch : take(loader)) {
                for (int i = 0; i < batch.size(); i++, at++) {
                    View view = draws.view(4, order[at], part.stored(), PREPARATION.window(), true, true);
                    assertThat(Arrays.copyOfRange(batch.crops(), 3 * i, 3 * i + 3)).containsExactly(view.top(),
                            view.left(), view.mirrored() ? 1 : 0);
                    assertThat(Arrays.copyOfRange(batch.colors(), 3 * i, 3 * i + 3))
                            .isEqualTo(colors.shift(draws, 4, order[at], 0.1));
                }
            }
            assertThat(at).isEqualTo(IMAGES);
        }
    }

    @Test
    void aBrokenImageIsThrownWhereItsBatchIsTaken() {
        Pixels[] images = new Pixels[6];
        Arrays.setAll(images, i -> i == 4 ? TestData.rgb(9, 9, i) : TestData.rgb(5, 5, i));
        PreparedPart part = new PreparedPart(TestData.part("set", images), PREPARATION, new CacheRoom(0));
        try (BatchLoader loader = BatchLoader.inOrder(part, 2, new View(0, 0, false), Timeline.OFF)) {
            assertThat(loader.next().size()).isEqualTo(2);
            assertThat(loader.next().size()).isEqualTo(2);
            assertThatThrownBy(loader::next).isInstanceOf(DataException.class).hasMessageContaining("set/4.png");
            assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingInTheMiddleEndsTheThreads() {
        for (int i = 0; i < 20; i++) {
            BatchLoader loader = BatchLoader.inOrder(part(), 1, new View(0, 0, false), Timeline.OFF);
            if (i % 2 == 0) {
                loader.next();
            }
            loader.close();
            loader.close();
            assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("netc-batches"));
    }
}
