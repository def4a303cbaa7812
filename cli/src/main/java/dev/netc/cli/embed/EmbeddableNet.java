package dev.netc.cli.embed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

import dev.netc.cli.output.NetcVersion;
import dev.netc.compiler.host.HostClass;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;
import dev.netc.runtime.weights.Weights;

/**
 * A net as a part of Java programs: the source of its class, and the resources that lie beside the class wherever it is packed. A
 * build packs them itself; {@link #writeJar} does it for everyone else.
 *
 * @param program compiled for the devices that it may meet
 * @param packageName of the class; empty for none
 * @param weights carried along; empty where they are loaded from a file
 */
public record EmbeddableNet(Program program, String packageName, Optional<TensorFile> weights) {

    /** One without weights. */
    public EmbeddableNet(Program program, String packageName) {
        this(program, packageName, Optional.empty());
    }

    /** Writes the content of a file. */
    public interface Content {
        /** Writes the same bytes each time. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * This one with weights.
     *
     * @param metadata of the weights; the names of the classes stand in it
     */
    public EmbeddableNet with(Weights carried, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(carried.parameters());
        carried.mean().ifPresent(mean -> tensors.put(Weights.MEAN, mean));
        return new EmbeddableNet(program, packageName, Optional.of(TensorFile.of(tensors, metadata)));
    }

    /** Simple name of the class, and of its source file. */
    public String className() {
        return HostClass.className(program);
    }

    /** The Java source of the class, which wants the runtime alone. */
    public String source() {
        return HostClass.write(program, packageName, weights.isPresent());
    }

    /** What has to lie beside the class, by file name. */
    public Map<String, Content> resources() {
        Map<String, Content> resources = new LinkedHashMap<>();
        resources.put(className() + ".program.json",
                out -> out.write(ProgramJson.write(program).getBytes(StandardCharsets.UTF_8)));
        weights.ifPresent(file -> resources.put(className() + ".safetensors",
                out -> Safetensors.write(Channels.newChannel(out), file)));
        return resources;
    }

    /**
     * Writes class and resources as a jar: the same net gives the same bytes. It wants the runtime beside it, and no JDK.
     *
     * @throws NetcException where this Java has no compiler
     * @throws IOException where it cannot be written
     */
    public void writeJar(Path file) throws IOException {
        String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        Map<String, byte[]> classes = new ClassCompiler(className(), source()).compile();
        JarWriter.write(file, manifest(), jar -> {
            for (Map.Entry<String, byte[]> compiled : classes.entrySet()) {
                jar.add(folder + compiled.getKey(), out -> out.write(compiled.getValue()));
            }
            for (Map.Entry<String, Content> resource : resources().entrySet()) {
                jar.add(folder + resource.getKey(), resource.getValue());
            }
        });
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Created-By", "netc " + NetcVersion.get());
        attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, program.name());
        attributes.putValue("Netc-Runtime-Version", NetcVersion.get());
        if (!packageName.isEmpty()) { // a module has no class without a package
            attributes.putValue("Automatic-Module-Name", packageName + "." + className());
        }
        return manifest;
    }
}
