package dev.netc.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.netc.program.Buffer;
import dev.netc.program.Element;
import dev.netc.program.Parameter;
import dev.netc.program.Precision;
import dev.netc.program.Program;
import dev.netc.program.Variant;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.execution.HostRows;
import dev.netc.runtime.execution.Session;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;

/** Parameters and their momentum as a person sees them, between the host and the columns' buffers. */
final class ParameterTable {
    private final Program program;
    private final Variant variant;
    private final Session session;
    private final Map<String, Parameter> byName;

    ParameterTable(Program program, Variant variant, Session session) {
        this.program = program;
        this.variant = variant;
        this.session = session;
        this.byName = program.parameters().stream().collect(
                Collectors.toMap(Parameter::name, p -> p, (a, b) -> a, LinkedHashMap::new));
        byName.values().forEach(this::check);
    }

    Tensor.Type type() {
        return typeOf(variant.precision());
    }

    static Tensor.Type typeOf(Precision precision) {
        return precision == Precision.F32 ? Tensor.Type.F32 : Tensor.Type.F64;
    }

    List<Parameter> all() {
        return List.copyOf(byName.values());
    }

    Parameter named(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("net " + program.name() + " has no parameter " + name
                    + "; it has " + String.join(", ", byName.keySet()));
        }
        return parameter;
    }

    boolean keepsMomentum(Parameter parameter) {
        return !momentumBuffers(parameter.name(), 0).isEmpty();
    }

    Tensor read(Parameter parameter) {
        return read(parameter, Kind.WEIGHT);
    }

    Tensor readMomentum(Parameter parameter) {
        return read(momentumOf(parameter), Kind.MOMENTUM);
    }

    /** Gives a parameter piece by piece, columns one behind the other. */
    void read(Parameter parameter, TensorSource.Sink sink) throws IOException {
        read(parameter, Kind.WEIGHT, sink);
    }

    void readMomentum(Parameter parameter, TensorSource.Sink sink) throws IOException {
        read(momentumOf(parameter), Kind.MOMENTUM, sink);
    }

    private void read(Parameter parameter, Kind kind, TensorSource.Sink sink) throws IOException {
        for (int column = 0; column < parameter.columns(); column++) {
            session.readState(buffers(kind, parameter.name(), column).get(0), sink);
        }
    }

    void write(Parameter parameter, Tensor value) {
        Tensor checked = checked(parameter, value);
        for (int column = 0; column < parameter.columns(); column++) {
            writePart(parameter, column, part(parameter, column, checked));
        }
    }

    void writeMomentum(Parameter parameter, Tensor value) {
        Tensor checked = checked(momentumOf(parameter), value);
        for (int column = 0; column < parameter.columns(); column++) {
            for (Buffer buffer : momentumBuffers(parameter.name(), column)) {
                session.writeState(buffer, rows(buffer, part(parameter, column, checked)));
            }
        }
    }

    /** Writes one column's part of a parameter, in the variant's precision. */
    void writePart(Parameter parameter, int column, Tensor part) {
        for (Buffer buffer : weightBuffers(parameter.name(), column)) {
            session.writeState(buffer, rows(buffer, part));
        }
    }

    void clearMomentum() {
        session.clearState(variant.state().stream().filter(b -> b.role() instanceof Buffer.Momentum).toList());
    }

    private enum Kind {
        WEIGHT, MOMENTUM
    }

    private Tensor read(Parameter parameter, Kind kind) {
        ByteBuffer bytes = Tensor.allocate(type(), parameter.elements());
        long partElements = parameter.elements() / parameter.columns();
        for (int column = 0; column < parameter.columns(); column++) {
            Buffer buffer = buffers(kind, parameter.name(), column).get(0);
            session.readState(buffer, new HostRows(bytes, buffer.elements(), column * partElements));
        }
        return Tensor.of(type(), shape(parameter), bytes);
    }

    private Parameter momentumOf(Parameter parameter) {
        if (!keepsMomentum(parameter)) {
            throw new IllegalArgumentException("net " + program.name() + " keeps no momentum of " + parameter.name());
        }
        return parameter;
    }

    private Tensor checked(Parameter parameter, Tensor value) {
        if (!value.type().isReal() || !value.shape().equals(shape(parameter))) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " is " + shape(parameter)
                    + " of real numbers, not " + value);
        }
        return value.as(type());
    }

    static List<Long> shape(Parameter parameter) {
        return parameter.shape().stream().map(Integer::longValue).toList();
    }

    private static Tensor part(Parameter parameter, int column, Tensor whole) {
        long rows = whole.rows() / parameter.columns();
        return whole.rows(column * rows, (column + 1) * rows);
    }

    private static HostRows rows(Buffer buffer, Tensor part) {
        return HostRows.of(part, buffer.elements());
    }

    private List<Buffer> buffers(Kind kind, String parameter, int column) {
        return switch (kind) {
            case WEIGHT -> weightBuffers(parameter, column);
            case MOMENTUM -> momentumBuffers(parameter, column);
        };
    }

    /** Where one column of a parameter lies: on every device that has a share of the batch, else on one. */
    List<Buffer> weightBuffers(Parameter parameter, int column) {
        return weightBuffers(parameter.name(), column);
    }

    private List<Buffer> weightBuffers(String parameter, int column) {
        return variant.state().stream().filter(b -> b.role() instanceof Buffer.Weight w
                && w.parameter().equals(parameter) && w.column() == column).toList();
    }

    private List<Buffer> momentumBuffers(String parameter, int column) {
        return variant.state().stream().filter(b -> b.role() instanceof Buffer.Momentum m
                && m.parameter().equals(parameter) && m.column() == column).toList();
    }

    private void check(Parameter parameter) {
        for (int column = 0; column < parameter.columns(); column++) {
            List<Buffer> weights = weightBuffers(parameter.name(), column);
            if (weights.isEmpty()) {
                throw new ProgramException("no buffer holds column " + column + " of parameter " + parameter.name());
            }
            for (Buffer buffer : weights) {
                if (buffer.element() != Element.REAL
                        || buffer.rows() * buffer.elements() != parameter.elements() / parameter.columns()) {
                    throw new ProgramException("buffer " + buffer.name() + " of " + buffer.rows() + " rows of "
                            + buffer.elements() + " does not hold a column of parameter " + parameter.name());
                }
            }
        }
    }
}
