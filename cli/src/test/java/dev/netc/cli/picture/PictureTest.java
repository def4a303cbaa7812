package dev.netc.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import dev.netc.cli.picture.Picture.Band;
import dev.netc.cli.picture.Picture.Frame;
import dev.netc.cli.picture.Picture.Placed;
import dev.netc.cli.picture.Picture.Route;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What holds of every picture: of the models, of the reference's, and of a net with all that is hard to draw. */
class PictureTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Map<Network, Picture> PICTURES = new HashMap<>();
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    static Stream<Network> nets() {
        Stream<Path> folders = Stream.of(ROOT.resolve("models"), ROOT.resolveSibling("shared/reference/models"),
                Path.of("src/test/resources/picture"));
        return folders.filter(Files::isDirectory).flatMap(PictureTest::files)
                .filter(file -> file.toString().endsWith(".net")).flatMap(file -> analysed(file).stream());
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Network> analysed(Path file) {
        try {
            return Frontend.analyse(new SourceText(file.toString(), Files.readString(file)), Map.of()).network();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Network read(Path file) {
        return analysed(file).orElseThrow();
    }

    private static Network example(String name) {
        return read(Path.of("src/test/resources/picture").resolve(name));
    }

    /** Each is drawn once for all tests. */
    private static Picture picture(Network network) {
        return PICTURES.computeIfAbsent(network, n -> Layout.of(DiagramBuilder.of(n)));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void everyOperationStandsInOneBox(Network network) {
        long lines = picture(network).diagram().boxes().stream()
                .filter(b -> b.kind() == Diagram.Kind.KERNEL || b.kind() == Diagram.Kind.ALL)
                .mapToLong(b -> b.lines().size()).sum();
        assertThat(lines).isEqualTo(network.operations().size());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void noTwoBoxesMeet(Network network) {
        List<Placed> boxes = picture(network).boxes();
        for (Placed box : boxes) {
            assertThat(boxes).filteredOn(other -> !other.equals(box))
                    .noneMatch(other -> other.place().meets(box.place()));
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void everythingStandsOnThePicture(Network network) {
        Picture picture = picture(network);
        Stream<Rectangle> places = Stream.of(picture.bands().stream().map(Band::place),
                picture.frames().stream().map(Frame::place), picture.boxes().stream().map(Placed::place))
                .flatMap(p -> p);
        assertThat(places).allMatch(p -> p.x() >= 0 && p.y() >= 0 && p.right() <= picture.width()
                && p.bottom() <= picture.height());
        assertThat(picture.routes()).flatMap(Route::points).allMatch(p -> p.x() >= 0 && p.x() <= picture.width()
                && p.y() >= 0 && p.y() <= picture.height());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void textFitsItsBox(Network network) {
        assertThat(picture(network).boxes()).allSatisfy(placed -> assertThat(placed.box().lines())
                .allMatch(line -> Text.width(line, Text.PLAIN) < placed.place().width()));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void columnsStandSideBySide(Network network) {
        Picture picture = picture(network);
        assertThat(picture.bands()).allSatisfy(band -> assertThat(picture.bands()).filteredOn(b -> !b.equals(band))
                .noneMatch(other -> other.place().meets(band.place())));
        for (Placed box : picture.boxes()) {
            int column = picture.diagram().sections().get(box.box().section()).columns() == 0 ? -1 : box.lane();
            assertThat(picture.bands()).filteredOn(b -> b.place().meets(box.place())).extracting(Band::column)
                    .isSubsetOf(column);
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void whatCrossesBetweenDevicesEndsAtAnAll(Network network) {
        Picture picture = picture(network);
        assertThat(picture.routes()).filteredOn(Route::crosses)
                .allMatch(r -> picture.diagram().box(r.link().to()).kind() == Diagram.Kind.ALL);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void linksRunFromTheirBoxDownToTheNext(Network network) {
        Picture picture = picture(network);
        for (Route route : picture.routes()) {
            Rectangle from = place(picture, route.link().from(), route.fromLane());
            Rectangle to = place(picture, route.link().to(), route.toLane());
            assertThat(route.points().getFirst().y()).isEqualTo(from.bottom());
            assertThat(route.points().getFirst().x()).isBetween(from.x(), from.right());
            assertThat(route.points().getLast().y()).isEqualTo(to.y());
            assertThat(route.points().getLast().x()).isBetween(to.x(), to.right());
        }
    }

    private static Rectangle place(Picture picture, int box, int lane) {
        return picture.boxes().stream().filter(p -> p.box().id() == box && p.lane() == lane).findFirst().orElseThrow()
                .place();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void theSvgIsXmlWithATipForEveryBox(Network network) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(NetPicture.svg(network))));
        assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(picture(network).boxes().size() + 1);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void theDotHasAClusterForEveryColumn(Network network) {
        String dot = NetPicture.dot(network);
        long columns = picture(network).diagram().sections().stream().mapToLong(Diagram.Section::columns).sum();
        assertThat(dot.lines().filter(l -> l.contains("subgraph cluster_"))).hasSize((int) columns);
        assertThat(dot.chars().filter(c -> c == '{').count()).isEqualTo(dot.chars().filter(c -> c == '}').count());
    }

    @Test
    void whatBecomesOneKernelIsOneBox() {
        Network alexnet = read(ROOT.resolve("models/alexnet.net"));
        assertThat(DiagramBuilder.of(alexnet).boxes()).filteredOn(b -> b.frame().equals("conv1"))
                .extracting(Diagram.Box::lines).containsExactly(List.of("conv 11 × 11, stride 4", "relu", "lrn 5"),
                        List.of("maxpool 3 × 3, stride 2"));
    }

    @Test
    void anAllTellsWhatReachesItFromOtherDevices() {
        List<String> notes = picture(read(ROOT.resolve("models/alexnet.net"))).boxes().stream()
                .filter(p -> p.box().kind() == Diagram.Kind.ALL).map(Placed::note).toList();
        assertThat(notes).startsWith("[128, 13, 13], 86,528 bytes").contains("[2048], 8,192 bytes");
    }

    @Test
    void aValueOfBeforeTheColumnsIsSentToAllButTheFirst() {
        Picture picture = picture(example("columns.net"));
        int first = picture.diagram().boxes().stream().filter(b -> b.kind() == Diagram.Kind.ALL).findFirst()
                .orElseThrow().id();
        List<String> notes = picture.boxes().stream().filter(p -> p.box().id() == first).map(Placed::note).toList();
        assertThat(notes).containsExactly("nothing crosses", "[4, 8, 8], 1,024 bytes", "[4, 8, 8], 1,024 bytes");
    }

    @Test
    void thePictureOfAlexNetInTheDocumentsIsTheOneDrawn() throws IOException {
        golden(ROOT.resolve("docs/images/alexnet.svg"), NetPicture.svg(read(ROOT.resolve("models/alexnet.net"))));
    }

    @Test
    void thePictureIsAsReviewed() throws IOException {
        golden(Path.of("src/test/resources/picture/columns.svg"), NetPicture.svg(example("columns.net")));
        golden(Path.of("src/test/resources/picture/columns.dot"), NetPicture.dot(example("columns.net")));
    }

    private static void golden(Path file, String text) throws IOException {
        if (UPDATE) {
            Files.writeString(file, text);
        } else {
            assertThat(text).isEqualTo(Files.readString(file));
        }
    }
}
