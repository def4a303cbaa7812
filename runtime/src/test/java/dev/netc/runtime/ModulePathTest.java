package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netc.program.Program;
import dev.netc.program.ProgramJson;
import org.jocl.CL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, requires {@code dev.netc.runtime} and carries no library that can be left out. */
class ModulePathTest {
    private static final String APPLICATION = """
            package application;

            import java.io.InputStream;
            import java.nio.file.Files;
            import java.nio.file.Path;

            import dev.netc.program.ProgramJson;
            import dev.netc.runtime.Model;
            import dev.netc.runtime.ModelOptions;
            import dev.netc.runtime.Scalars;
            import dev.netc.runtime.data.DataOptions;
            import dev.netc.runtime.data.Dataset;
            import dev.netc.runtime.data.ImageDecoder;
            import dev.netc.runtime.error.NetcException;
            import dev.netc.runtime.tensor.Tensor;

            public final class Main {
              public static void main(String[] arguments) throws Exception {
                try (InputStream json = Files.newInputStream(Path.of(arguments[0]));
                    Model model = Model.load(ProgramJson.read(json), ModelOptions.DEFAULT)) {
                  System.out.println(Main.class.getModule() + " on " + Model.class.getModule());
                  model.initialize(1);
                  model.feed("x", Tensor.of(new float[5], 1, 5));
                  model.feed("label", Tensor.of(new int[1], 1));
                  System.out.println("z = " + model.run("infer", Scalars.batch(1)).get("z"));
                }
                byte[] jpeg = Files.readAllBytes(Path.of(arguments[2]));
                System.out.println("pixels: " + ImageDecoder.decode(jpeg, arguments[2]).width());
                try {
                  Dataset.open(arguments[1], DataOptions.DEFAULT);
                } catch (NetcException e) {
                  System.out.println(e.getMessage());
                }
              }
            }
            """;

    @TempDir
    Path folder;
    private Path classes;

    @BeforeEach
    void compileAModule() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources/application"));
        classes = folder.resolve("classes");
        Path descriptor = folder.resolve("sources/module-info.java");
        Files.writeString(descriptor, "module application { requires dev.netc.runtime; }");
        Path main = sources.resolve("Main.java");
        Files.writeString(main, APPLICATION);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, "-Xlint:all", "-Werror",
                "-p", modulePath(), "-d", classes.toString(), descriptor.toString(), main.toString());
        assertThat(status).isZero();
    }

    @Test
    void aModuleLoadsAProgramAndRunsIt() throws IOException, InterruptedException {
        assertThat(run().output()).contains("module application on module dev.netc.runtime", "z = F32 [1, 6]");
    }

    @Test
    void aTarIsRefusedInWordsWhereTheLibraryThatReadsThemWasLeftOut() throws IOException, InterruptedException {
        assertThat(run().output()).contains("data.tar: reading tars takes the library"
                + " org.apache.commons:commons-compress, which is not on the class path (or module path); add it, or unpack the"
                + " tar to a folder");
    }

    @Test
    void anOrdinaryJpegIsReadByTheJdksOwnReader() throws IOException, InterruptedException {
        assertThat(run().output()).contains("pixels: 24");
    }

    private AnotherJvm run() throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("program.json"), ProgramJson.write(TwoColumns.program()));
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        Path data = Files.write(folder.resolve("data.tar"), tar);
        Path image = folder.resolve("image.jpg");
        ImageIO.write(new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB), "jpg", image.toFile());
        AnotherJvm jvm = AnotherJvm.start(Map.of(),
                List.of("--enable-native-access=jocl", "-p", classes + File.pathSeparator + modulePath(), "-m",
                        "application/application.Main", program.toString(), data.toString(),
                        image.toString()));
        assertThat(jvm.status()).as(jvm.output()).isZero();
        return jvm;
    }

    private static String modulePath() {
        return Stream.of(Program.class, Model.class, ObjectMapper.class, JsonFactory.class, JsonIgnore.class, CL.class)
                .map(ModulePathTest::location).collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
