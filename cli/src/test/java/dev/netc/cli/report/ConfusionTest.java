package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static Confusion confusion(int... labelsAndTold) {
        Confusion confusion = new Confusion();
        for (int i = 0; i < labelsAndTold.length; i += 2) {
            confusion.add(labelsAndTold[i], labelsAndTold[i + 1]);
        }
        return confusion;
    }

    @Test
    void imagesAreCountedByClassAndByWhatTheyWereTakenFor() {
        Confusion confusion = confusion(0, 0, 0, 1, 0, 1, 1, 1, 2, 0);
        assertThat(confusion.count(0, 1)).isEqualTo(2);
        assertThat(confusion.count(1, 0)).isZero();
        assertThat(confusion.images(0)).isEqualTo(3);
        assertThat(confusion.wrong()).isEqualTo(3);
        assertThat(confusion.error(2)).isEqualTo(1);
        assertThat(confusion.error(1)).isZero();
        assertThat(confusion.error(7)).isZero();
    }

    @Test
    void theMostConfusedPairsComeFirstAndOnesOwnClassIsNone() {
        Confusion confusion = confusion(5, 5, 5, 5, 5, 3, 4, 2, 4, 2, 1, 0);
        assertThat(confusion.mostConfused(2)).containsExactly(new Confusion.Count(new Confusion.Pair(4, 2), 2),
                new Confusion.Count(new Confusion.Pair(1, 0), 1));
        assertThat(confusion.mostConfused(9)).hasSize(3);
    }

    @Test
    void theHardestClassesAreThoseWithTheLargestError() {
        assertThat(confusion(0, 0, 1, 1, 1, 0, 2, 0, 2, 1, 3, 0).hardest(9)).containsExactly(2, 3, 1);
    }
}
