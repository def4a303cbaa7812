package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Chromium without a window.
 *
 * @param program that is started
 * @param folder for what it writes
 */
record Browser(Path program, Path folder) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");

    /** The one on the path; empty where there is none. */
    static Optional<Browser> find(Path folder) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name))).filter(Files::isExecutable)
                .findFirst().map(program -> new Browser(program, folder));
    }

    /** The document as it stands when the page is loaded. */
    String dom(Path page) throws IOException, InterruptedException {
        Path out = folder.resolve("dom.html");
        start(out, "--dump-dom", page.toUri().toString());
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** What is seen. */
    BufferedImage screenshot(Path page, String... options) throws IOException, InterruptedException {
        Path picture = folder.resolve("screenshot.png");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--hide-scrollbars", "--screenshot=" + picture,
                page.toUri().toString()));
        start(folder.resolve("screenshot.log"), arguments.toArray(String[]::new));
        return ImageIO.read(picture.toFile());
    }

    private void start(Path out, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1280,4000",
                        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(folder.resolve("browser.log").toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the browser ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
