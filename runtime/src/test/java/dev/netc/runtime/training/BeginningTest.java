package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

class BeginningTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void whatWasAskedForIsDoneInItsOrderWhileTheCallerGoesOn() {
        try (Beginning beginning = new Beginning(this::first)) {
            beginning.then(() -> done.add("second"));
            done.add("caller");
            go.countDown();
            beginning.await();
            assertThat(done).containsExactly("caller", "first", "second");
            beginning.await();
        }
        assertThat(done).hasSize(3);
    }

    @Test
    void whatItThrowsIsThrownWhereItIsAwaited() {
        try (Beginning beginning = new Beginning(() -> {
            throw new TrainingException("no");
        })) {
            assertThatThrownBy(beginning::await).isInstanceOf(TrainingException.class).hasMessage("no");
        }
    }

    @Test
    void closingWaitsForTheEnd() {
        try (Beginning beginning = new Beginning(this::first)) {
            beginning.then(() -> done.add("second"));
            go.countDown();
        }
        assertThat(done).containsExactly("first", "second");
    }

    private void first() {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.add("first");
    }
}
