package dev.netc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import dev.netc.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a short run over the digits, as a file and in a browser. */
class ReportTest {
    private static final Path MODEL = Path.of("").toAbsolutePath().getParent().resolve("models/digits.net");

    @TempDir
    private static Path folder;

    private static Path report;

    @BeforeAll
    static void train() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                List.of("train", MODEL.toString(), "--data", "digits", "--run", folder.resolve("run").toString(),
                        "--epochs", "3", "--devices", "0"),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        report = folder.resolve("run/report.html");
    }

    @Test
    void everySectionIsThere() throws IOException {
        String page = Files.readString(report);
        for (String section : List.of("curves", "filters", "examples", "confusion", "graph", "settings")) {
            assertThat(page).contains("<section id=\"" + section + "\">");
        }
        assertThat(page).contains("finished after epoch 3 of 3", "--data digits", "SGD, learning rate 0.02",
                "after epoch 28, 36", "column 0", "column 1", "360 images", "OpenCL", "conv1.weight");
        assertThat(page.split("class=\"card\"", -1)).hasSize(1 + Examples.MOST);
        assertThat(page.split("<tr>", -1).length).isGreaterThan(11);
    }

    @Test
    void theFileIsAloneInTheFolderAndNoneThatIsHalfWritten() throws IOException {
        try (var files = Files.list(report.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("report.html", "last.safetensors")
                    .noneMatch(name -> name.contains("tmp"));
        }
    }

    @Test
    void picturesAreThereAndAsLargeAsTheyShouldBe() throws IOException {
        Matcher source = Pattern.compile("data:image/png;base64,([^\"]+)").matcher(Files.readString(report));
        Set<String> sizes = new HashSet<>();
        while (source.find()) {
            BufferedImage image = ImageIO
                    .read(new java.io.ByteArrayInputStream(Base64.getDecoder().decode(source.group(1))));
            sizes.add(image.getWidth() + " x " + image.getHeight());
        }
        assertThat(sizes).containsExactlyInAnyOrder("14 x 14", "47 x 3"); // images; 12 filters of 3 x 3, two columns
    }

    @Test
    void aBrowserShowsIt() throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "no Chromium");
        String dom = browser.get().dom(report);
        assertThat(dom).contains("Digits", "</html>").doesNotContain("ERR_");
        assertThat(dom.split("<circle", -1)).hasSize(1 + 3 * 5); // three epochs, two losses and three errors
        assertThat(dom.split("class=\"bar right\"", -1).length).isGreaterThan(2);
        assertThat(dom.split("<td class=\"right\"", -1)).hasSize(11);
        assertThat(dom.split("marker id=\"net-", -1)).hasSize(3);
    }

    @Test
    void whatItShowsIsNotBlankNeitherOnALightScreenNorOnADarkOne() throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "no Chromium");
        BufferedImage light = browser.get().screenshot(report);
        BufferedImage dark = browser.get().screenshot(report, "--blink-settings=preferredColorScheme=0");
        assertThat(colors(light)).hasSizeGreaterThan(100);
        assertThat(colors(dark)).hasSizeGreaterThan(100);
        assertThat(light.getRGB(2, 2) & 0xff).isGreaterThan(200);
        assertThat(dark.getRGB(2, 2) & 0xff).isLessThan(60);
    }

    private static Set<Integer> colors(BufferedImage picture) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 2) {
            for (int x = 0; x < picture.getWidth(); x += 2) {
                colors.add(picture.getRGB(x, y));
            }
        }
        return colors;
    }
}
