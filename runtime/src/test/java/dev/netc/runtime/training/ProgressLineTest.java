package dev.netc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.netc.program.Schedule;
import dev.netc.program.Training;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final EpochReport REPORT = new EpochReport(3, 35, 61.2, 0.01 * 0.1, 0.43214, 0.1234,
            Optional.of(new Evaluation(360, OptionalDouble.of(0.5), 0.0278, OptionalDouble.empty(), 1)), 5120.4, true);

    private static String shown(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressLine line = new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 20);
        line.warned("few classes");
        line.advised("a smaller rate");
        line.rateChanged(new RateChange(2, 0.01, 0.001, false, "a plateau"));
        line.epochEnded(REPORT, new HostModel(new Training("image", "label", 2, 1, 1, 1, 1, 0, 0,
                new Schedule.Constant(), List.of(), List.of()), 2, 2));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anEpochIsALine() {
        assertThat(shown(false)).isEqualToNormalizingNewlines("""
                warning: few classes
                hint: a smaller rate
                the learning rate falls from 0.01 to 0.001 after epoch 2: a plateau
                epoch 3/20  step 35  rate 0.001  loss 0.4321  error 12.34%  validation loss 0.5000  error 2.78%  \
                5,120 images/s  1:01
                """);
    }

    @Test
    void onATerminalTheLineIsWrittenOver() {
        assertThat(shown(true)).contains("\rwarning: few classes\u001b[K").contains("\repoch 3/20")
                .contains("\u001b[K");
    }

    @Test
    void aStepSaysWhereItIsAndHowLongItTakesYet() {
        assertThat(ProgressLine.text(new Progress(3, 20, 12, 23, 35, 0.43214, 0.1234, 5120.4, 3725)))
                .isEqualTo("epoch 3/20  step 35 (12/23)  loss 0.4321  error 12.34%  5,120 images/s  1:02:05 left");
    }

    @Test
    void theFirstStepWhichCompilesSaysNothingOfThePace() {
        assertThat(ProgressLine.text(new Progress(1, 20, 1, 23, 1, 2.3, 0.9, 0.4, 361_526)))
                .isEqualTo("epoch 1/20  step 1 (1/23)  loss 2.3000  error 90.00%");
    }

    @Test
    void aRateIsWrittenAsAPersonWould() {
        assertThat(ProgressLine.shortNumber(0.02 * 0.2 * 0.2)).isEqualTo("0.0008");
        assertThat(ProgressLine.shortNumber(0.1 * 0.1 * 0.1)).isEqualTo("0.001");
        assertThat(ProgressLine.shortNumber(10)).isEqualTo("10");
    }
}
