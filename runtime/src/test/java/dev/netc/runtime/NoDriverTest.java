package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.netc.runtime.error.NoDeviceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing before there can be a device is told in words, and told again: each in a JVM of its own, which looks once. */
class NoDriverTest {
    @TempDir
    Path folder;

    @Test
    void aMachineWithoutADriverIsToldWhatToInstall() throws IOException, InterruptedException {
        assertThat(twice(Map.of("OCL_ICD_VENDORS", folder.toString()), List.of()))
                .containsOnly("No OpenCL driver is installed. On Debian or Ubuntu: apt-get install pocl-opencl-icd"
                        + " ocl-icd-libopencl1 (for a CPU); for a GPU, its vendor's driver");
    }

    @Test
    void aMachineWithoutOpenClIsToldWhatToInstall() throws IOException, InterruptedException {
        for (String name : List.of("libOpenCL.so", "libOpenCL.so.1", "libOpenCL.so.2")) {
            Files.createFile(folder.resolve(name)); // found before the real one, and refused
        }
        assertThat(twice(Map.of("LD_LIBRARY_PATH", folder.toString()), List.of()))
                .allMatch(said -> said
                        .startsWith("OpenCL is not installed: no libOpenCL is found. On Debian or Ubuntu: "));
    }

    @Test
    void aMachineThatJoclHasNoLibraryForIsToldSo() throws IOException, InterruptedException {
        assertThat(twice(Map.of(), List.of("-Dos.arch=sparc")))
                .allMatch(said -> said.startsWith("JOCL's library, by which Java calls OpenCL, cannot be loaded on ")
                        && said.contains(" sparc: "));
    }

    private static List<String> twice(Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Inside.class.getName()));
        AnotherJvm jvm = AnotherJvm.start(environment, arguments);
        assertThat(jvm.status()).as(jvm.output()).isZero();
        List<String> said = jvm.output().lines().filter(line -> line.startsWith(Inside.MARK))
                .map(line -> line.substring(Inside.MARK.length())).toList();
        assertThat(said).as(jvm.output()).hasSize(2);
        return said;
    }

    /** What runs in the other JVM. */
    static final class Inside {
        private static final String MARK = "said: ";

        private Inside() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Model.load(TwoColumns.program(), ModelOptions.DEFAULT).close();
                } catch (NoDeviceException e) {
                    System.out.println(MARK + e.getMessage());
                }
            }
        }
    }
}
