package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizeTest {

    @Test
    void theSameSizeIsTheSameImage() {
        Pixels image = TestData.rgb(5, 5, 1);
        assertThat(Resize.toCentralSquare(image, 5).values()).isEqualTo(image.values());
    }

    @Test
    void withoutResizingTheCentralSquareIsCutOut() {
        Pixels wide = TestData.grey(new int[]{1, 2, 3, 4, 5, 6}, new int[]{7, 8, 9, 10, 11, 12});
        assertThat(Resize.toCentralSquare(wide, 2).values()).containsExactly(3, 4, 9, 10);
        Pixels tall = TestData.grey(new int[]{1}, new int[]{2}, new int[]{3});
        assertThat(Resize.toCentralSquare(tall, 1).values()).containsExactly(2);
    }

    @Test
    void halvingWeighsFourPixelsByATriangle() {
        // Output pixel 0 of 2 has its centre at 1.0 and reaches 2 pixels: heights 3/4, 3/4, 1/4 of pixels 0, 1, 2.
        Pixels image = TestData.grey(new int[]{0, 70, 140, 210}, new int[]{0, 70, 140, 210},
                new int[]{0, 70, 140, 210}, new int[]{0, 70, 140, 210});
        assertThat(Resize.toCentralSquare(image, 2).values()).containsExactly(50, (byte) 160, 50, (byte) 160);
    }

    @Test
    void doublingInterpolates() {
        Pixels image = TestData.grey(new int[]{0, 100}, new int[]{0, 100});
        Pixels larger = Resize.toCentralSquare(image, 4);
        assertThat(Arrays.copyOf(larger.values(), 4)).containsExactly(0, 25, 75, 100);
    }

    /** Pillow 12.3: {@code Image.resize((4, 6), BILINEAR).crop((0, 1, 4, 5))}. */
    @Test
    void theBytesAreThoseOfPillow() {
        int[] pillow = {135, 110, 177, 150, 120, 123, 103, 95, 95, 106, 101, 122, 130, 173, 150, 102, 119, 109, 93, 91,
            91, 128, 119, 113, 155, 158, 119, 130, 140, 96, 168, 107, 113, 139, 101, 158, 165, 178, 115, 144, 145, 131,
            161, 166, 132, 100, 128, 163};
        byte[] expected = new byte[pillow.length];
        for (int i = 0; i < pillow.length; i++) {
            expected[i] = (byte) pillow[i];
        }
        assertThat(Resize.toCentralSquare(TestData.rgb(13, 9, 5), 4).values()).isEqualTo(expected);
    }

    @Test
    void ofAnImageThatIsTwentyMillionTimesAsHighAsWideTheMiddleIsResized() {
        byte[] values = new byte[20_000_000];
        Arrays.fill(values, 9_999_990, 10_000_010, (byte) 7);
        assertThat(Resize.toCentralSquare(new Pixels(values.length, 1, 1, values), 256).values()).hasSize(256 * 256)
                .containsOnly(7);
    }

    @Test
    void aCheckerboardBecomesGreyAndNotStripes() {
        byte[] values = new byte[256 * 256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ((i / 256 + i) % 2 == 0 ? 255 : 0);
        }
        Pixels small = Resize.toCentralSquare(new Pixels(256, 256, 1, values), 20);
        for (byte value : small.values()) {
            assertThat(value & 0xff).isBetween(120, 135);
        }
    }

    @Property(tries = 100)
    void oneColourStaysThatColour(@ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int width, @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll @IntRange(max = 255) int value) {
        byte[] values = new byte[height * width * 3];
        Arrays.fill(values, (byte) value);
        Pixels resized = Resize.toCentralSquare(new Pixels(height, width, 3, values), size);
        byte[] expected = new byte[size * size * 3];
        Arrays.fill(expected, (byte) value);
        assertThat(resized.values()).isEqualTo(expected);
    }

    @Property(tries = 50)
    void mirroringBeforeIsMirroringAfter(@ForAll @IntRange(min = 4, max = 30) int side,
            @ForAll @IntRange(min = 2, max = 30) int size) {
        Pixels image = TestData.rgb(side, side, 7);
        Pixels after = mirror(Resize.toCentralSquare(image, size));
        Pixels before = Resize.toCentralSquare(mirror(image), size);
        for (int i = 0; i < after.values().length; i++) {
            // Weights of 22 bits may round a value that lies half way to either side.
            assertThat((after.values()[i] & 0xff) - (before.values()[i] & 0xff)).isBetween(-1, 1);
        }
    }

    private static Pixels mirror(Pixels image) {
        byte[] mirrored = new byte[image.values().length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    mirrored[(y * image.width() + x) * 3 + c] = (byte) image.at(y, image.width() - 1 - x, c);
                }
            }
        }
        return new Pixels(image.height(), image.width(), 3, mirrored);
    }
}
