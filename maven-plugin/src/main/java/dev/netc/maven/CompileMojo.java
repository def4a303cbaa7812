package dev.netc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Makes a Java class of every model file in {@code src/main/net}: the folder that a file lies in is the package, and weights beside
 * it, {@code digits.safetensors} for {@code digits.net}, become part of the project's jar. The project needs
 * {@code dev.netc:netc-runtime} as a dependency. What has not changed is not made again.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMojo {
    /** The folder of the model files. */
    @Parameter(defaultValue = "${project.basedir}/src/main/net", property = "netc.sources")
    private File sourceDirectory;

    /** The package of the files that lie in that folder itself; the names of folders below come after it. */
    @Parameter(property = "netc.package")
    private String packageName = "";

    /** Parameters of the nets, as {@code -P} sets them: {@code <parameters><classes>10</classes></parameters>}. */
    @Parameter
    private Map<String, String> parameters = new TreeMap<>();

    /** The kinds of devices to write kernels for, {@code cpu} and {@code gpu}; both where none is named. */
    @Parameter(property = "netc.targets")
    private List<String> targets = new ArrayList<>();

    /** Weights that lie elsewhere, by the model's file name without its ending. */
    @Parameter
    private Map<String, File> weights = new TreeMap<>();

    /**
     * The names of classes, a file with a class a line as {@code --classes} takes it, by the model's file name without its ending;
     * {@code digits.classes} beside {@code digits.net} needs no word here. They go with weights.
     */
    @Parameter
    private Map<String, File> classes = new TreeMap<>();

    /** The folder of a JDK 21 or later for the compiler; else it is the toolchain's, or one that is found. */
    @Parameter(property = "netc.jdk")
    private File jdk;

    /** Where sources go. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/netc", readonly = true)
    private File generatedSources;

    /** Where programs and weights go. */
    @Parameter(defaultValue = "${project.build.directory}/generated-resources/netc", readonly = true)
    private File generatedResources;

    /** Where the compiler writes, and what was made is remembered. */
    @Parameter(defaultValue = "${project.build.directory}/netc", readonly = true)
    private File work;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    private final ToolchainManager toolchains;

    /** Made by Maven. */
    @Inject
    public CompileMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        try {
            List<NetSource> nets = NetSource.in(sourceDirectory.toPath(), packageName == null ? "" : packageName);
            forgetAllBut(nets);
            compile(nets);
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while netc compiled", e);
        }
        project.addCompileSourceRoot(generatedSources.toString());
        Resource resources = new Resource();
        resources.setDirectory(generatedResources.toString());
        project.addResource(resources);
    }

    private void compile(List<NetSource> nets)
            throws IOException, InterruptedException, MojoFailureException, MojoExecutionException {
        List<String> errors = new ArrayList<>();
        int compiled = 0;
        Netc netc = null;
        for (NetSource net : nets) {
            checkPackage(net);
            String hash = hash(net);
            Optional<Stamp> last = Stamp.read(stamp(net));
            if (last.isPresent() && last.get().fits(hash)) {
                continue;
            }
            last.ifPresent(Stamp::clear);
            netc = netc == null ? new Netc(java(), classPath()) : netc;
            errors.addAll(compile(netc, net, hash));
            compiled++;
        }
        if (!errors.isEmpty()) {
            throw new MojoFailureException("netc found errors:\n" + String.join("\n", errors));
        }
        getLog().info(nets.isEmpty()
                ? "no model in " + sourceDirectory
                : nets.size() + (nets.size() == 1 ? " model, " : " models, ") + compiled + " compiled");
    }

    /** Compiles one; returns what is wrong with it. */
    private List<String> compile(Netc netc, NetSource net, String hash)
            throws IOException, InterruptedException, MojoExecutionException {
        Path folder = work.toPath().resolve("compiled").resolve(net.path());
        Netc.Answer answer = netc.run(arguments(net, folder), work.toPath().resolve("said").resolve(net.path()));
        if (answer.status() != 0) {
            answer.words().lines().forEach(getLog()::error);
            List<String> errors = answer.errors();
            return errors.isEmpty() ? List.of(net.file() + ": netc ended with status " + answer.status()) : errors;
        }
        answer.words().lines().forEach(getLog()::warn);
        String type = answer.answer().path("type").asText();
        List<Path> files = new CompiledNet(folder, type).spread(generatedSources.toPath(), generatedResources.toPath());
        new Stamp(hash, files).write(stamp(net));
        getLog().info(net.path() + ".net: class " + type
                + weights(net).map(file -> ", with the weights of " + file).orElse(", without weights"));
        return List.of();
    }

    private List<String> arguments(NetSource net, Path folder) {
        List<String> arguments = new ArrayList<>(
                List.of("compile", net.file().toString(), "-o", folder.toString(), "--package", net.packageName()));
        if (!targets.isEmpty()) {
            arguments.addAll(List.of("--target", String.join(",", targets)));
        }
        new TreeMap<>(parameters).forEach((name, value) -> arguments.addAll(List.of("-P", name + "=" + value)));
        weights(net).ifPresent(file -> arguments.addAll(List.of("--weights", file.toString())));
        classes(net).ifPresent(file -> arguments.addAll(List.of("--classes", file.toString())));
        return arguments;
    }

    private Optional<Path> weights(NetSource net) {
        return weights.containsKey(net.name()) ? Optional.of(weights.get(net.name()).toPath()) : net.weights();
    }

    private Optional<Path> classes(NetSource net) {
        return classes.containsKey(net.name()) ? Optional.of(classes.get(net.name()).toPath()) : net.classes();
    }

    /** Of everything that the class is made of: the model, its weights, the names of its classes, the arguments, and the compiler. */
    private String hash(NetSource net) throws IOException {
        List<Path> inputs = new ArrayList<>(List.of(net.file()));
        Stream.of(weights(net), classes(net)).flatMap(Optional::stream).filter(Files::isRegularFile)
                .forEach(inputs::add);
        List<String> words = new ArrayList<>(arguments(net, Path.of("")));
        for (Path jar : classPath()) {
            words.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
        }
        return Stamp.hash(inputs, words);
    }

    /** Deletes what was made of models that are gone. */
    private void forgetAllBut(List<NetSource> nets) throws IOException {
        Path stamps = work.toPath().resolve("stamps");
        if (!Files.isDirectory(stamps)) {
            return;
        }
        List<Path> known = nets.stream().map(this::stamp).toList();
        try (Stream<Path> files = Files.walk(stamps)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !known.contains(f)).toList()) {
                Stamp.read(file).ifPresent(Stamp::clear);
                Files.delete(file);
            }
        }
    }

    private Path stamp(NetSource net) {
        return work.toPath().resolve("stamps").resolve(net.path() + ".txt");
    }

    private static void checkPackage(NetSource net) throws MojoFailureException {
        if (net.packageName().isEmpty()) {
            throw new MojoFailureException(
                    net.file() + " has no package, so that no class with a package could use its class:"
                            + " put it into a folder, which is its package, or name one by <packageName>");
        }
    }

    /** The compiler and what it needs, as Maven resolved them for this plugin. */
    private List<Path> classPath() {
        return plugin.getArtifacts().stream().map(Artifact::getFile).map(File::toPath).toList();
    }

    private Path java() throws MojoExecutionException {
        if (jdk != null) {
            return Jdk.first(Stream.of(jdk.toPath())).map(Jdk::java)
                    .orElseThrow(() -> new MojoExecutionException(
                            jdk + " is not the folder of a JDK " + Jdk.OLDEST + " or later"));
        }
        return Jdk.first(Stream.concat(toolchain().stream(), Jdk.candidates())).map(Jdk::java)
                .orElseThrow(() -> new MojoExecutionException("netc needs a JDK " + Jdk.OLDEST
                        + " or later, and found none: name its folder by a toolchain, JAVA_HOME, or -Dnetc.jdk=FOLDER"));
    }

    /** The home of the JDK that the build chose. */
    private Optional<Path> toolchain() {
        return Optional.ofNullable(toolchains.getToolchainFromBuildContext("jdk", session))
                .map((Toolchain chosen) -> chosen.findTool("java")).map(java -> Path.of(java).getParent().getParent());
    }
}
