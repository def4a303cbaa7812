package dev.netc.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RatesTest {
    @Test
    void theMedianIsTheOneInTheMiddleOrTheMeanOfTwo() {
        assertThat(new Rates(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Rates(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }
}
