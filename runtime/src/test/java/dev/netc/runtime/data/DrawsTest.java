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

    /** The paper draws a window, its mirroring and a colour for every image each time that it is used. */
    @Test
    void everyUseOfEveryImageIsDrawnAnew() {
        Draws draws = new Draws(4);
        ImageSize stored = new ImageSize(256, 256);
        ImageSize window = new ImageSize(224, 224);
        Set<View> views = new HashSet<>();
        Set<Double> colors = new HashSet<>();
        for (int use = 0; use < 10; use++) {
            for (int image = 0; image < 10; image++) {
                views.add(draws.view(use, image, stored, window, true, true));
                colors.add(draws.color(use, image, 0));
            }
        }
        assertThat(views).hasSizeGreaterThan(90); // of 2,178 that there are
        assertThat(colors).hasSize(100);
    }

    @Test
    void coloursAreDrawnFromTheStandardNormalDistribution() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int image = 0; image < 20_000; image++) {
            for (int component = 0; component < 3; component++, count++) {
                double draw = new Draws(2).color(1, image, component);
                sum += draw;
                squares += draw * draw;
            }
        }
        assertThat(sum / count).isBetween(-0.02, 0.02);
        assertThat(squares / count).isBetween(0.97, 1.03);
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
