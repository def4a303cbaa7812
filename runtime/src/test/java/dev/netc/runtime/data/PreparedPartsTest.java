package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.netc.program.Prepare;
import dev.netc.runtime.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreparedPartsTest {
    private static final Preparation PREPARATION = new Preparation(3, new ImageSize(4, 4),
            List.of(new Prepare.Resize(4)));

    /** Four images of which the last is broken; counts how often each was decoded, and says when one is about to be. */
    private static final class Watched implements Part {
        private final AtomicIntegerArray decoded = new AtomicIntegerArray(4);
        private final CountDownLatch[] begun = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1),
            new CountDownLatch(1)};

        @Override
        public String name() {
            return "set";
        }

        @Override
        public int size() {
            return 4;
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public Pixels image(int index) {
            decoded.incrementAndGet(index);
            begun[index].countDown();
            if (index == 3) {
                throw new DataException(entry(index), "is broken");
            }
            return TestData.rgb(5, 6, index);
        }

        @Override
        public String entry(int index) {
            return "set/" + index + ".png";
        }

        @Override
        public boolean decoded() {
            return false;
        }
    }

    @Test
    void aPartIsPreparedOnceForAllWhoAsk() {
        Watched part = new Watched();
        try (PreparedParts parts = new PreparedParts(1 << 20)) {
            parts.of(part, PREPARATION).pixels(1);
            parts.of(part, new Preparation(3, new ImageSize(4, 4), List.of(new Prepare.Resize(4)))).pixels(1);
        }
        assertThat(part.decoded.get(1)).isEqualTo(1);
    }

    @Test
    void imagesReadAheadAreNotDecodedAgain() throws InterruptedException {
        Watched part = new Watched();
        try (PreparedParts parts = new PreparedParts(1 << 20)) {
            parts.readAhead(part, PREPARATION, new int[]{2, 1}, Timeline.OFF);
            part.begun[1].await();
            parts.stopReading(); // waits for the one that is being decoded
            assertThat(parts.of(part, PREPARATION).pixels(1)).hasSize(4 * 4 * 3);
            parts.of(part, PREPARATION).pixels(2);
        }
        assertThat(part.decoded.get(1)).isEqualTo(1);
        assertThat(part.decoded.get(2)).isEqualTo(1);
        assertThat(part.decoded.get(0)).as("asked for by nobody: its size is known without it").isZero();
    }

    @Test
    void aBrokenImageIsToldToThoseWhoAskForIt() throws InterruptedException {
        Watched part = new Watched();
        try (PreparedParts parts = new PreparedParts(1 << 20)) {
            parts.readAhead(part, PREPARATION, new int[]{3}, Timeline.OFF);
            part.begun[3].await();
            parts.stopReading();
            PreparedPart prepared = parts.of(part, PREPARATION);
            assertThatThrownBy(() -> prepared.pixels(3)).isInstanceOf(DataException.class)
                    .hasMessageContaining("set/3.png").hasMessageContaining("is broken");
        }
    }
}
