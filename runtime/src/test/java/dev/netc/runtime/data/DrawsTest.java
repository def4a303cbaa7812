package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final ImageSize STORED = new ImageSize(10, 12);
    private static final ImageSize WINDOW = new ImageSize(8, 8);

    @Property(tries = 50)
    void everyEpochTakesEveryImageOnce(@ForAll long seed, @ForAll @IntRange(max = 300) int count) {
        int[] order = new Draws(seed).order(3, count);
        Arrays.sort(order);
        for (int i = 0; i < count; i++) {
            assertThat(order[i]).isEqualTo(i);
        }
    }

    @Test
    void epochsAndSeedsHaveOrdersOfTheirOwn() {
        Draws draws = new Draws(1);
        assertThat(draws.order(0, 100)).isEqualTo(new Draws(1).order(0, 100)).isNotEqualTo(draws.order(1, 100))
                .isNotEqualTo(new Draws(2).order(0, 100));
    }

    @Test
    void windowsReachEveryPlaceAndNoOther() {
        Set<View> views = new HashSet<>();
        for (int image = 0; image < 2000; image++) {
            views.add(new Draws(1).view(0, image, STORED, WINDOW, true, true));
        }
        assertThat(views).hasSize(3 * 5 * 2)
                .allMatch(v -> v.top() >= 0 && v.top() <= 2 && v.left() >= 0 && v.left() <= 4);
    }

    @Test
    void withoutCropAndFlipTheWindowIsTheCentre() {
        assertThat(new Draws(1).view(5, 6, STORED, WINDOW, false, false)).isEqualTo(new View(1, 2, false))
                .isEqualTo(View.center(STORED, WINDOW));
    }

    @Test
    void aboutHalfAreMirrored() {
        int mirrored = 0;
        for (int image = 0; image < 10_000; image++) {
            mirrored += new Draws(9).view(1, image, STORED, WINDOW, false, true).mirrored() ? 1 : 0;
        }
        assertThat(mirrored).isBetween(4800, 5200);
    }

    @Test
    void tenCropsAreCornersAndCentreAndTheirMirrorImages() {
        assertThat(View.tenCrops(STORED, WINDOW)).containsExactly(new View(0, 0, false), new View(0, 4, false),
                new View(2, 0, false), new View(2, 4, false), new View(1, 2, false), new View(0, 0, true),
                new View(0, 4, true), new View(2, 0, true), new View(2, 4, true), new View(1, 2, true));
    }
}
