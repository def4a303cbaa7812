package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.netc.program.Program;
import dev.netc.runtime.opencl.DriverAlone;
import dev.netc.runtime.opencl.LiveHandles;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loads and closes of a small net leave no native object behind, and no more memory than the driver alone does, which is measured by
 * the same calls in a process of its own. {@code -Dleak.loads=10000} does as many; docs/embedding.md has the figures.
 */
class LeakTest {
    private static final int LOADS = Integer.getInteger("leak.loads", 100);
    private static final Path STATUS = Path.of("/proc/self/status");

    /** What memory may grow a load beyond the driver's own: over few loads it is uneven by pages and by Java's compiler. */
    private static final long BOUND = 64 << 10;

    @ParameterizedTest
    @ValueSource(strings = {"load", "run"})
    void memoryStaysLevelButForWhatTheDriverKeeps(String what) throws IOException, InterruptedException {
        assumeTrue(Files.exists(STATUS), "the system does not tell a process's memory");
        long driver = growth("driver", what);
        long model = growth("model", what);
        System.out.printf("%s and close, %d times: memory grows by %d bytes a time, by the driver alone %d%n", what,
                LOADS, model, driver);
        assertThat(model - driver).isLessThan(BOUND);
    }

    private static long growth(String whose, String what) throws IOException, InterruptedException {
        AnotherJvm jvm = AnotherJvm.start(Map.of("MALLOC_ARENA_MAX", "1"),
                List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        Inside.class.getName(), whose, what, Integer.toString(LOADS)));
        assertThat(jvm.status()).as(jvm.output()).isZero();
        Matcher said = Pattern.compile("handles (\\d+), bytes a load (-?\\d+)").matcher(jvm.output());
        assertThat(said.find()).as(jvm.output()).isTrue();
        assertThat(Long.parseLong(said.group(1))).as("native objects that are left").isZero();
        return Long.parseLong(said.group(2));
    }

    /** What runs in the other JVM. */
    static final class Inside {
        private static final ModelOptions OPTIONS = ModelOptions.DEFAULT.withDevices("0").withoutKernelCache();
        private static final Program PROGRAM = TwoColumns.program();

        private Inside() {}

        public static void main(String[] arguments) throws IOException {
            boolean run = arguments[1].equals("run");
            int loads = Integer.parseInt(arguments[2]);
            DriverAlone driver = new DriverAlone();
            Runnable once = arguments[0].equals("driver")
                    ? () -> driver.loadAndClose(PROGRAM, run)
                    : () -> loadAndClose(run);
            repeat(once, Math.max(30, loads / 10));
            long before = resident();
            repeat(once, loads);
            System.out.println("handles " + LiveHandles.count() + ", bytes a load " + (resident() - before) / loads);
        }

        private static void repeat(Runnable once, int times) {
            for (int i = 0; i < times; i++) {
                once.run();
            }
        }

        private static void loadAndClose(boolean run) {
            try (Model model = Model.load(PROGRAM, OPTIONS)) {
                if (run) {
                    model.feed("x", Tensor.of(new float[TwoColumns.FEATURES], 1, TwoColumns.FEATURES));
                    model.feed("label", Tensor.of(new int[1], 1));
                    model.run("infer", Scalars.batch(1));
                }
            }
        }

        /** After a collection: what is fed and read lies in direct buffers, which are freed with their objects. */
        private static long resident() throws IOException {
            System.gc();
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElseThrow();
        }
    }
}
