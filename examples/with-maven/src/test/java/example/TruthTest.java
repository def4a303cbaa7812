package example;

import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import java.util.List;

import example.gates.Xor;
import org.junit.jupiter.api.Test;

class TruthTest {
    @Test
    void oneBitOrTheOtherButNotBoth() {
        try (Xor net = Xor.load()) {
            assertLinesMatch(List.of("0 xor 0 = 0", "0 xor 1 = 1", "1 xor 0 = 1", "1 xor 1 = 0"),
                    Truth.table(net).lines().toList());
        }
    }
}
