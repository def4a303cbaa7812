package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.program.Program;
import dev.netc.runtime.device.DeviceInfo;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PoCL and Oclgrind in one process: two contexts, copies by way of the host. In a JVM of its own, since the loader reads its list of
 * drivers once. Skipped where Oclgrind is not installed.
 */
class TwoPlatformsTest {
    private static final Path OCLGRIND = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");
    private static final Path VENDORS = Path.of("/etc/OpenCL/vendors");

    @TempDir
    Path folder;

    @Test
    void twoPlatformsInOneProcessGiveTheSameResults() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("both")).contains("columns on 0,1 and on 1,0 as on 0");
    }

    @Test
    void oclgrindSeesNoAccessBeyondABuffer() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("simulate")).contains("ran on Oclgrind").doesNotContain("Invalid");
    }

    @Test
    void oclgrindSeesAnAccessBeyondABuffer() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("overrun")).contains("Invalid read of size 4");
    }

    private String inAnotherJvm(String what) throws IOException, InterruptedException {
        assumeTrue(Files.exists(OCLGRIND), "Oclgrind is not installed");
        try (Stream<Path> vendors = Files.list(VENDORS)) {
            for (Path vendor : vendors.filter(v -> v.getFileName().toString().startsWith("pocl")).toList()) {
                Files.copy(vendor, folder.resolve("a-" + vendor.getFileName()));
            }
        }
        Files.writeString(folder.resolve("b-oclgrind.icd"), OCLGRIND.toString());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        Inside.class.getName(), what));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OCL_ICD_VENDORS", folder + "/");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** What runs in the other JVM. */
    static final class Inside {
        private static final int BATCH = 5;
        private static final ModelOptions SIMULATOR = ModelOptions.DEFAULT.withDevices("1").withSeparateBuffers();

        private Inside() {}

        public static void main(String[] arguments) {
            List<DeviceInfo> devices = Devices.list();
            if (devices.size() != 2 || !devices.get(1).platform().equals("Oclgrind")) {
                throw new IllegalStateException("PoCL and Oclgrind are wanted, not " + devices);
            }
            switch (arguments[0]) {
                case "both" -> both();
                case "simulate" -> {
                    infer(TwoColumns.program(), SIMULATOR);
                    System.out.println("ran on Oclgrind");
                }
                case "overrun" -> infer(TwoColumns.overrunning(), SIMULATOR);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }

        private static void both() {
            Map<String, Tensor> expected = infer(TwoColumns.program(), ModelOptions.DEFAULT.withDevices("0"));
            for (String[] names : new String[][]{{"0", "1"}, {"1", "0"}}) {
                Map<String, Tensor> actual = infer(TwoColumns.program(), ModelOptions.DEFAULT.withDevices(names));
                expected.forEach((name, tensor) -> assertThat(actual.get(name).toFloats()).as(name)
                        .containsExactly(tensor.toFloats(), offset(1e-5f)));
            }
            System.out.println("columns on 0,1 and on 1,0 as on 0");
        }

        private static Map<String, Tensor> infer(Program program, ModelOptions options) {
            try (Model model = Model.load(program, options.withoutKernelCache())) {
                model.initialize(1);
                float[] values = new float[BATCH * TwoColumns.FEATURES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i * 0.25f;
                }
                model.feed("x", Tensor.of(values, BATCH, TwoColumns.FEATURES));
                model.feed("label", Tensor.of(new int[BATCH], BATCH));
                return model.run("infer", Scalars.batch(BATCH));
            }
        }
    }
}
