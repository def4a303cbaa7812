package dev.netc.compiler.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import dev.netc.program.Program;

/** The static methods by which a net is loaded. */
record Doors(Program program, ClassName self, boolean weights) {
    private static final String DEVICES = "@param devices names as {@code netc devices} prints them; none for what there is, GPUs first\n";
    private static final String OPTIONS = "@param options devices, and the largest batch that memory is planned for at first\n";
    private static final String BESIDE = "Loads the net with the weights that lie beside this class.\n\n";

    List<MethodSpec> methods() {
        List<MethodSpec> doors = new ArrayList<>();
        if (weights) {
            doors.add(onDevices());
            doors.add(withOptions());
        }
        doors.add(fromFileOnDevices());
        doors.add(fromFileWithOptions());
        if (program.training() != null) {
            doors.add(untrained());
        }
        return doors;
    }

    private MethodSpec onDevices() {
        return door("load", BESIDE, DEVICES)
                .addParameter(String[].class, "devices").varargs()
                .addStatement("return load($T.DEFAULT.withDevices(devices))", RuntimeTypes.OPTIONS).build();
    }

    private MethodSpec withOptions() {
        return door("load", BESIDE, OPTIONS)
                .addParameter(RuntimeTypes.OPTIONS, "options")
                .addStatement("return new $T($T.load($S, $T.class::getResourceAsStream, options))", self,
                        RuntimeTypes.NET,
                        self.simpleName(), self)
                .build();
    }

    private MethodSpec fromFileOnDevices() {
        return fromFile(DEVICES).addParameter(String[].class, "devices").varargs()
                .addStatement("return load(weights, $T.DEFAULT.withDevices(devices))", RuntimeTypes.OPTIONS).build();
    }

    private MethodSpec fromFileWithOptions() {
        return fromFile(OPTIONS)
                .addParameter(RuntimeTypes.OPTIONS, "options")
                .addStatement("return new $T($T.load($S, $T.class::getResourceAsStream, weights, options))", self,
                        RuntimeTypes.NET, self.simpleName(), self)
                .build();
    }

    private MethodSpec.Builder fromFile(String options) {
        return door("load", "Loads the net with the weights of a safetensors file.\n\n",
                "@param weights the file, as {@code netc train} writes it\n" + options)
                .addJavadoc("@throws $T where the file is broken, or does not fit the net\n",
                        RuntimeTypes.WEIGHTS_EXCEPTION)
                .addJavadoc("@throws $T where it cannot be read\n", IOException.class)
                .addParameter(Path.class, "weights").addException(IOException.class);
    }

    private MethodSpec untrained() {
        return door("untrained", "Loads the net with the initial values that its model says, to be trained.\n\n",
                OPTIONS)
                .addParameter(RuntimeTypes.OPTIONS, "options")
                .addStatement("return new $T($T.untrained($S, $T.class::getResourceAsStream, options))", self,
                        RuntimeTypes.NET,
                        self.simpleName(), self)
                .build();
    }

    private MethodSpec.Builder door(String name, String what, String parameters) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(self)
                .addJavadoc(what + parameters + "@return the net, to be closed\n"
                        + "@throws $T where there is no such device, or no OpenCL driver\n", RuntimeTypes.NO_DEVICE);
    }
}
