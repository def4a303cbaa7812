package dev.netc.runtime.embed;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;

/**
 * What lies beside a net's class.
 *
 * @param name of the class
 * @param open opens what lies beside the class by its name; null where there is no such thing
 */
record Resources(String name, Function<String, InputStream> open) {
    private static final String PROGRAM = ".program.json";
    private static final String WEIGHTS = ".safetensors";

    /** How messages name the weights. */
    String weightsName() {
        return name + WEIGHTS;
    }

    Program program() {
        return read(name + PROGRAM, (in, file) -> ProgramJson.read(in));
    }

    TensorFile weights() {
        return read(weightsName(), Safetensors::read);
    }

    private interface Reading<T> {
        T of(InputStream in, String file) throws IOException;
    }

    private <T> T read(String file, Reading<T> reading) {
        try (InputStream in = open.apply(file)) {
            if (in == null) {
                throw new ProgramException(file + " does not lie beside the class " + name
                        + ", where `netc compile` puts it: whatever packs the class has to carry it along");
            }
            return reading.of(in, file);
        } catch (IOException e) {
            throw new ProgramException(file + " beside the class " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
