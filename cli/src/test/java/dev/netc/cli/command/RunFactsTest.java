package dev.netc.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netc.cli.output.Console;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command that goes on with a training, made of the one that began it. */
class RunFactsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "m.net --data d --run r | train m.net --data d --run r --resume",
        "m.net --data d --run r --weights w --batch 3 | train m.net --data d --run r --batch 3 --resume",
        "m.net --data d --run r --resume --epochs 3 | train m.net --data d --run r --epochs 3 --resume",
        "--data d --run r -- m.net | train --data d --run r --resume -- m.net"})
    void resumesBeforeTheEndOfTheOptions(String typed, String resuming) {
        CommandLine train = new CommandLine(new TrainCommand(new Console(System.out, System.err, false, false)));
        train.parseArgs(typed.split(" ", -1));
        assertThat(RunFacts.resuming(train.getCommandSpec())).isEqualTo(resuming);
    }
}
