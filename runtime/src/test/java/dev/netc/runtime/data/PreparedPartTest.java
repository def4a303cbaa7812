package dev.netc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import dev.netc.program.Prepare;
import dev.netc.runtime.error.NetcException;
import org.junit.jupiter.api.Test;

class PreparedPartTest {
    private static final ImageSize FOUR = new ImageSize(4, 4);

    private static PreparedPart prepared(int channels, List<Prepare> steps, Pixels... images) {
        return new PreparedPart(TestData.part("set", images), new Preparation(channels, FOUR, steps),
                new CacheRoom(1 << 20));
    }

    @Test
    void imagesOfAnySizeBecomeOne() {
        PreparedPart part = prepared(3, List.of(new Prepare.Resize(6)), TestData.rgb(7, 9, 1), TestData.rgb(30, 8, 2));
        assertThat(part.stored()).isEqualTo(new ImageSize(6, 6));
        assertThat(part.pixels(1)).hasSize(6 * 6 * 3);
    }

    @Test
    void greyIsCopiedToThreeChannelsAndColourBecomesLuma() {
        Pixels grey = new Pixels(1, 2, 1, new byte[]{5, (byte) 250});
        assertThat(grey.withChannels(3).values()).containsExactly(5, 5, 5, (byte) 250, (byte) 250, (byte) 250);
        Pixels color = new Pixels(1, 2, 3, new byte[]{(byte) 255, 0, 0, 10, 10, 10});
        assertThat(color.withChannels(1).values()).containsExactly(76, 10); // 0.299 * 255 = 76.2
    }

    @Test
    void withoutResizeTwoSizesAreAnErrorThatNamesBothFiles() {
        PreparedPart part = prepared(3, List.of(), TestData.rgb(5, 5, 1), TestData.rgb(5, 6, 2));
        assertThatThrownBy(() -> part.pixels(1)).isInstanceOf(DataException.class).hasMessageContaining("set/1.png")
                .hasMessageContaining("5 x 6").hasMessageContaining("set/0.png").hasMessageContaining("5 x 5");
    }

    @Test
    void anImageSmallerThanTheNetsInputIsAnErrorThatOffersResize() {
        assertThatThrownBy(() -> prepared(3, List.of(), TestData.rgb(5, 3, 1))).isInstanceOf(DataException.class)
                .hasMessageContaining("5 x 3").hasMessageContaining("4 x 4").hasMessageContaining("resize(4)");
    }

    @Test
    void whatAProgramDoesNotReadOfAnImageIsCutFromItsEdges() {
        Pixels image = TestData.rgb(6, 7, 3);
        Preparation preparation = new Preparation(3, FOUR, Optional.of(new ImageSize(4, 5)), List.of());
        Pixels fed = preparation.toFeed(image, "a file");
        assertThat(fed.size()).isEqualTo(new ImageSize(4, 5));
        for (int c = 0; c < 3; c++) {
            assertThat(fed.at(0, 0, c)).isEqualTo(image.at(1, 1, c));
            assertThat(fed.at(3, 4, c)).isEqualTo(image.at(4, 5, c));
        }
        PreparedPart part = new PreparedPart(TestData.part("set", image), preparation, new CacheRoom(0));
        assertThat(part.pixels(0)).isEqualTo(fed.values());
        assertThat(part.isCut()).isTrue();
        assertThat(preparation.sizeOf(TestData.part("set", image))).isEqualTo(new ImageSize(6, 7));
    }

    @Test
    void aNetOfTwoChannelsReadsNoImages() {
        assertThatThrownBy(() -> new Preparation(2, FOUR, List.of())).isInstanceOf(NetcException.class)
                .hasMessageContaining("2 channels");
    }

    @Test
    void anImageIsDecodedOnceWhileItFits() {
        int[] decoded = new int[3];
        Part counting = counting(decoded);
        Preparation preparation = new Preparation(3, FOUR, List.of());
        PreparedPart part = new PreparedPart(counting, preparation, new CacheRoom(2 * 48));
        for (int pass = 0; pass < 4; pass++) {
            for (int i = 0; i < 3; i++) {
                assertThat(part.pixels(i)).isEqualTo(TestData.rgb(4, 4, i).values());
            }
        }
        assertThat(decoded).containsExactly(2, 1, 4); // the first once more for its size; the third finds no room
    }

    private static Part counting(int[] decoded) {
        Part images = TestData.part("set", TestData.rgb(4, 4, 0), TestData.rgb(4, 4, 1), TestData.rgb(4, 4, 2));
        return new Part() {
            @Override
            public String name() {
                return images.name();
            }

            @Override
            public int size() {
                return images.size();
            }

            @Override
            public int label(int index) {
                return images.label(index);
            }

            @Override
            public Pixels image(int index) {
                decoded[index]++;
                return images.image(index);
            }

            @Override
            public String entry(int index) {
                return images.entry(index);
            }

            @Override
            public boolean decoded() {
                return false;
            }
        };
    }
}
