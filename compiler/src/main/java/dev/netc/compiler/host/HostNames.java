package dev.netc.compiler.host;

import java.util.List;
import java.util.Locale;

import com.palantir.javapoet.NameAllocator;
import dev.netc.program.Input;
import dev.netc.program.Output;
import dev.netc.program.Program;

/**
 * What things of a net are called in Java: as in the model, but that a name which Java, {@code Object} or the class itself needs
 * gets an underscore.
 */
final class HostNames {
    /** Methods that every object has: an output's could overload them, and be read as one of them. */
    private static final List<String> OF_OBJECTS = List.of("clone", "equals", "finalize", "getClass", "hashCode",
            "notify",
            "notifyAll", "toString", "wait");
    private static final List<String> OF_THE_CLASS = List.of("load", "untrained", "outputs", "classes", "classify",
            "step", "train", "trainingOptions", "save", "model", "close");
    /** Other parameters, and the packages' first names, which a variable would hide. */
    private static final List<String> OF_PARAMETERS = List.of("net", "batch", "rate", "all", "java", "dev");

    private final NameAllocator types = new NameAllocator();
    private final NameAllocator methods = new NameAllocator();
    private final NameAllocator variables = new NameAllocator();

    HostNames(Program program) {
        types.newName(capital(program.name()), Type.NET);
        types.newName("Outputs", Type.OUTPUTS);
        OF_OBJECTS.forEach(methods::newName);
        OF_THE_CLASS.forEach(methods::newName);
        OF_PARAMETERS.forEach(variables::newName);
        for (Output output : program.outputs()) {
            methods.newName(output.name(), output);
            variables.newName(output.name(), output);
        }
        for (Input input : program.inputs()) {
            variables.newName(input.name(), input);
        }
    }

    private enum Type {
        NET, OUTPUTS
    }

    /** The class. */
    String type() {
        return types.get(Type.NET);
    }

    /** The record of all outputs in it. */
    String outputs() {
        return types.get(Type.OUTPUTS);
    }

    String method(Output output) {
        return methods.get(output);
    }

    /** A component of the record of all outputs, which is a method, too. */
    String component(Output output) {
        return methods.get(output);
    }

    String variable(Output output) {
        return variables.get(output);
    }

    String variable(Input input) {
        return variables.get(input);
    }

    private static String capital(String name) {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }
}
