package dev.netc.runtime;

import java.io.IOException;
import java.util.List;

import dev.netc.program.Parameter;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;

/**
 * A parameter or its momentum, where it lies on the devices.
 *
 * @param reading gives its bytes
 */
record StoredTensor(Parameter parameter, Tensor.Type type, Reading reading) implements TensorSource {

    /** How it is read. */
    @FunctionalInterface
    interface Reading {
        /** Gives all bytes of a parameter, or of what belongs to it. */
        void read(Parameter parameter, Sink sink) throws IOException;
    }

    @Override
    public List<Long> shape() {
        return ParameterTable.shape(parameter);
    }

    @Override
    public void read(Sink sink) throws IOException {
        reading.read(parameter, sink);
    }
}
