package dev.netc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nets that another framework has computed in double (PyTorch 1.13): outputs, loss, gradients, parameters after five steps. */
class OracleTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"columns, --devices 0", "columns, '--devices 0.0,0.1'", "columns, --devices 0 --recipe plain",
        "columns, --devices 0 --recipe gpu", "branches, --devices 0 --recipe gpu",
        "batchnorm, --devices 0 --recipe gpu",
        "columns, --devices 0 --recipe gpu --no-fuse", "columns, --devices 0 --no-fuse", "branches, --devices 0",
        "branches, --devices 0 --recipe plain",
        "branches, --devices 0 --no-fuse", "batchnorm, --devices 0", "batchnorm, --devices 0 --recipe plain",
        "batchnorm, --devices 0 --no-fuse", "branches, '--devices 0,0'",
        "branches, '--devices 0,0,0 --recipe plain'", "batchnorm, '--devices 0.0,0.1'",
        "batchnorm, '--devices 0,0 --no-fuse'",
        "batchnorm, '--devices 0,0,0,0,0,0,0,0 --recipe plain'"})
    void everyTensorComesOutInSingle(String oracle, String options) throws IOException {
        assertThat(worst(oracle, options)).isLessThan(1e-5);
    }

    @ParameterizedTest
    @CsvSource({"columns, --devices 0", "columns, '--devices 0.0,0.1'", "columns, --devices 0 --recipe plain",
        "columns, --devices 0 --recipe gpu", "branches, --devices 0 --recipe gpu",
        "batchnorm, --devices 0 --recipe gpu",
        "branches, --devices 0", "branches, --devices 0 --recipe plain", "batchnorm, --devices 0",
        "batchnorm, --devices 0 --recipe plain", "branches, '--devices 0.1,0.0'", "batchnorm, '--devices 0,0'",
        "batchnorm, '--devices 0,0,0,0,0,0,0,0'", "batchnorm, '--devices 0,0,0 --recipe plain'"})
    void everyTensorComesOutInDouble(String oracle, String options) throws IOException {
        assertThat(worst(oracle, options + " --precision f64")).isLessThan(1e-10);
    }

    /** The largest relative error of any tensor. */
    private double worst(String oracle, String options) throws IOException {
        Path files = Outcome.resource("oracle/" + oracle);
        Map<String, Tensor> found = run(files, options.split(" ", -1));
        double worst = 0;
        for (var expected : Safetensors.read(files.resolve("expected.safetensors")).tensors().entrySet()) {
            Tensor mine = found.get(expected.getKey());
            assertThat(mine).as(expected.getKey()).isNotNull();
            assertThat(mine.shape()).as(expected.getKey()).isEqualTo(expected.getValue().shape());
            worst = Math.max(worst, relativeError(mine, expected.getValue()));
        }
        return worst;
    }

    private Map<String, Tensor> run(Path files, String... options) throws IOException {
        Path outputs = folder.resolve("outputs.safetensors");
        Outcome outcome = Outcome.of(Stream.concat(Stream.of("run", files.resolve("model.net"), "--weights",
                files.resolve("weights.safetensors"), "--inputs", files.resolve("inputs.safetensors"), "--outputs",
                outputs, "--gradients", "--steps", "5"), Stream.of(options)).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Safetensors.read(outputs).tensors();
    }

    private static double relativeError(Tensor found, Tensor expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.elements(); i++) {
            difference += Math.pow(found.doubleAt(i) - expected.doubleAt(i), 2);
            norm += Math.pow(expected.doubleAt(i), 2);
        }
        return Math.sqrt(difference / norm);
    }
}
