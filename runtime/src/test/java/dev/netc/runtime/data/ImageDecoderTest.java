package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    @ParameterizedTest
    @CsvSource({"png,0", "bmp,0", "gif,0", "jpg,3"})
    void everyFormatGivesItsColours(String format, int tolerance) {
        Pixels pixels = ImageDecoder.decode(TestData.image(format, 3, 5, 0xc86432), "a file");
        assertThat(pixels.height()).isEqualTo(3);
        assertThat(pixels.width()).isEqualTo(5);
        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.at(2, 4, 0)).isBetween(200 - tolerance, 200 + tolerance);
        assertThat(pixels.at(2, 4, 1)).isBetween(100 - tolerance, 100 + tolerance);
        assertThat(pixels.at(2, 4, 2)).isBetween(50 - tolerance, 50 + tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void greyStaysGreyAndAsBrightAsItWas(String format) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        fill(image.getRaster(), 100);
        Pixels pixels = ImageDecoder.decode(TestData.encode(format, image), "a file");
        assertThat(pixels.channels()).isEqualTo(1);
        assertThat(pixels.at(3, 3, 0)).isEqualTo(100);
    }

    @Test
    void sixteenBitsLoseTheLowerEight() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
        fill(image.getRaster(), 0x64ff);
        assertThat(ImageDecoder.decode(TestData.encode("png", image), "a file").at(0, 0, 0)).isEqualTo(0x64);
    }

    @Test
    void blackAndWhiteIsBlackAndWhite() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSample(1, 0, 0, 1);
        Pixels pixels = ImageDecoder.decode(TestData.encode("png", image), "a file");
        assertThat(pixels.at(0, 0, 0)).isZero();
        assertThat(pixels.at(0, 1, 0)).isEqualTo(255);
    }

    private static void fill(WritableRaster raster, int value) {
        for (int i = 0; i < raster.getWidth() * raster.getHeight(); i++) {
            raster.setSample(i % raster.getWidth(), i / raster.getWidth(), 0, value);
        }
    }

    @Test
    void whatIsTransparentLiesOnWhite() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x80ff0000);
        Pixels pixels = ImageDecoder.decode(TestData.encode("png", image), "a file");
        assertThat(pixels.at(0, 0, 1)).isEqualTo(255);
        assertThat(pixels.at(0, 1, 0)).isEqualTo(255);
        assertThat(pixels.at(0, 1, 1)).isEqualTo(127);
    }

    @Test
    void cmykJpegsAreReadAsRgb() {
        Pixels pixels = ImageDecoder.decode(TestData.cmyk(16, 0, 255, 255, 0), "a file");
        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.at(8, 8, 0)).isGreaterThan(150); // no cyan, all magenta and yellow: a red
        assertThat(pixels.at(8, 8, 1)).isLessThan(90);
        assertThat(pixels.at(8, 8, 2)).isLessThan(90);
    }

    @Test
    void whatIsNoImageIsAnErrorThatNamesTheFile() {
        assertThatThrownBy(() -> ImageDecoder.decode(TestData.text("hello, world"), "cat.jpg"))
                .isInstanceOf(DataException.class).hasMessage("cat.jpg: is no JPEG, PNG, BMP or GIF image");
        assertThatThrownBy(() -> ImageDecoder.decode(new byte[0], "cat.jpg")).isInstanceOf(DataException.class)
                .hasMessage("cat.jpg: is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void anImageThatEndsEarlyIsAnErrorWhereverItEnds(String format) {
        byte[] whole = TestData.noisy(format, 40, 40);
        for (int percent : new int[]{2, 10, 30, 50, 70, 90, 97}) {
            byte[] part = Arrays.copyOf(whole, Math.max(9, whole.length * percent / 100));
            assertThatThrownBy(() -> ImageDecoder.decode(part, "cat.img")).as("%s cut at %d%%", format, percent)
                    .isInstanceOf(DataException.class).hasMessageStartingWith("cat.img: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"60000,60000", "10000,10000", "2147483647,2147483647"})
    void aPngThatClaimsMoreThanItsBytesStandForIsAnErrorBeforeItIsDecoded(int height, int width) {
        byte[] bomb = TestData.image("png", 8, 8, 0);
        ByteBuffer.wrap(bomb).putInt(16, width).putInt(20, height);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> ImageDecoder.decode(bomb, "cat.png")).isInstanceOf(DataException.class)
                .hasMessage(
                        "cat.png: claims to be " + width + " x " + height + " pixels, in " + bomb.length + " bytes");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Test
    void theJpegPluginIsThere() {
        assertThat(ImageIO.getImageReadersByFormatName("JPEG").next().getClass().getName())
                .contains("twelvemonkeys");
    }
}
