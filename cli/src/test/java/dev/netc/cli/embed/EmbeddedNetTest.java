package dev.netc.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.netc.program.Program;
import dev.netc.runtime.Classification;
import dev.netc.runtime.Model;
import dev.netc.runtime.ModelOptions;
import dev.netc.runtime.Scalars;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.training.TrainingListener;
import dev.netc.runtime.training.TrainingOptions;
import dev.netc.runtime.weights.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that was made of a net is loaded and called: the same numbers as its model gives. */
class EmbeddedNetTest {
    private static final int LEFT = 2 * 3 * 3;
    private static final int RIGHT = 4;
    private static final int CLASSES = 3;
    private static final String TWINS = "net.example.Twins";

    @TempDir
    private static Path folder;
    private static Path jar;
    private static Map<String, Tensor> parameters;

    @BeforeAll
    static void makeTheJar() throws IOException {
        Program program = Nets.program(Nets.TWINS);
        try (Model model = Model.load(program, ModelOptions.DEFAULT.withDevices("0"))) {
            model.initialize(5);
            parameters = model.parameters();
        }
        jar = folder.resolve("twins.jar");
        new EmbeddableNet(program, "net.example")
                .with(Weights.of(program, parameters, "test"), Map.of("classes", "ash\nelm\nfir\n")).writeJar(jar);
    }

    @Test
    void itGivesTheNumbersOfItsModelInAnyBatch() throws Exception {
        try (Called twins = loaded();
                Model model = Model.load(Nets.program(Nets.TWINS), ModelOptions.DEFAULT.withDevices("0"))) {
            parameters.forEach(model::setParameter);
            for (int batch : List.of(1, 3, 40, 17)) {
                float[] expected = expected(model, batch);
                assertThat((float[]) twins.call("shares", batch, numbers(batch * LEFT, 1), numbers(batch * RIGHT, 2)))
                        .containsExactly(expected);
            }
            assertThat((float[]) twins.call("shares", numbers(LEFT, 1), numbers(RIGHT, 2)))
                    .containsExactly(expected(model, 1));
        }
    }

    @Test
    void allOutputsComeOfOneRun() throws Exception {
        try (Called twins = loaded()) {
            Object outputs = twins.call("outputs", 2, numbers(2 * LEFT, 1), numbers(2 * RIGHT, 2));
            for (String name : List.of("logits", "shares")) {
                assertThat((float[]) outputs.getClass().getMethod(name).invoke(outputs)).containsExactly(
                        (float[]) twins.call(name, 2, numbers(2 * LEFT, 1), numbers(2 * RIGHT, 2)));
            }
        }
    }

    @Test
    void buffersAreReadAndWrittenWhereTheyAre() throws Exception {
        try (Called twins = loaded()) {
            ByteBuffer left = buffer(numbers(2 * LEFT, 1));
            ByteBuffer right = buffer(numbers(2 * RIGHT, 2));
            ByteBuffer room = ByteBuffer.allocateDirect(100).order(ByteOrder.LITTLE_ENDIAN).position(8).limit(8 + 24);
            twins.call("shares", 2, left, right, room);
            assertThat(room.position()).isEqualTo(8);
            float[] found = new float[2 * CLASSES];
            room.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(found);
            assertThat(found).containsExactly(
                    (float[]) twins.call("shares", 2, numbers(2 * LEFT, 1), numbers(2 * RIGHT, 2)));
            ByteBuffer heap = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            twins.call("outputs", 2, left, right, buffer(new float[6]), heap);
            assertThat(heap.getFloat(4)).isEqualTo(found[1]);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() throws Exception {
        try (Called twins = loaded()) {
            float[] left = numbers(2 * LEFT, 1);
            assertThatThrownBy(() -> twins.call("shares", 2, left, numbers(3, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("right of a batch of 2 is [2, 4], 8 numbers, not 3");
            assertThatThrownBy(() -> twins.call("shares", 0, left, left)).hasMessageContaining("a batch of 0");
            assertThatThrownBy(() -> twins.call("shares", 2, buffer(left), ByteBuffer.allocate(32), buffer(left)))
                    .hasMessageContaining("right: the buffer's byte order is big endian");
            assertThatThrownBy(() -> twins.call("shares", 2, buffer(left), buffer(new float[8]), buffer(new float[5])))
                    .hasMessage("shares of a batch of 2 is [2, 3], 6 numbers, not 5");
            assertThatThrownBy(() -> twins.call("shares", 2, buffer(left), buffer(new float[8]),
                    buffer(new float[6]).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)))
                    .hasMessageContaining("read-only");
            twins.call("close");
            assertThatThrownBy(() -> twins.call("shares", 2, left, numbers(8, 1)))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("the model Twins is closed");
            twins.call("close");
        }
    }

    @Test
    void eightThreadsAtOnceGetTheirOwnAnswers() throws Exception {
        try (Called twins = loaded(); ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<float[]> expected = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                expected.add(answer(twins, thread));
            }
            List<Callable<List<float[]>>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int own = thread;
                work.add(() -> java.util.stream.IntStream.range(0, 25).mapToObj(i -> answer(twins, own)).toList());
            }
            List<Future<List<float[]>>> done = threads.invokeAll(work);
            for (int thread = 0; thread < 8; thread++) {
                for (float[] answer : done.get(thread).get()) {
                    assertThat(answer).containsExactly(expected.get(thread));
                }
            }
        }
    }

    private static float[] answer(Called twins, int thread) {
        int batch = 1 + thread % 3;
        return (float[]) twins.call("logits", batch, numbers(batch * LEFT, thread), numbers(batch * RIGHT, thread));
    }

    @Test
    void stepsLearnAndWhatWasLearntIsSavedAndLoaded() throws Exception {
        Path saved = folder.resolve("saved.safetensors");
        float[] logits;
        float[] left = numbers(6 * LEFT, 1);
        float[] right = numbers(6 * RIGHT, 2);
        try (Called twins = Called.of(jar, TWINS).loaded("untrained", ModelOptions.DEFAULT)) {
            double first = (double) twins.call("step", 6, left, right, new int[]{0, 1, 2, 0, 1, 2}, 0.1);
            double last = first;
            for (int i = 0; i < 20; i++) {
                last = (double) twins.call("step", 6, left, right, new int[]{0, 1, 2, 0, 1, 2}, 0.1);
            }
            assertThat(last).isPositive().isLessThan(first);
            logits = (float[]) twins.call("logits", 6, left, right);
            twins.call("save", saved);
        }
        try (Called again = Called.of(jar, TWINS).loaded("load", saved, new String[0])) {
            assertThat((float[]) again.call("logits", 6, left, right)).containsExactly(logits);
        }
    }

    @Test
    void classesAreNamedByTheWeights() throws Exception {
        try (Called twins = loaded()) {
            assertThat(twins.call("classes")).isEqualTo(List.of("ash", "elm", "fir"));
        }
        try (Called twins = Called.of(jar, TWINS).loaded("untrained", ModelOptions.DEFAULT)) {
            assertThat(twins.call("classes")).isEqualTo(List.of("0", "1", "2"));
        }
    }

    @Test
    void digitsAreTrainedFromJavaAndReadFromImages() throws Exception {
        Path file = folder.resolve("digits.jar");
        new EmbeddableNet(Nets.program(Files.readString(Nets.model("digits.net"))), "").writeJar(file);
        Dataset data = Dataset.open("digits", DataOptions.DEFAULT);
        Path saved = folder.resolve("digits.safetensors");
        List<BufferedImage> images = List.of(image(data, 0), image(data, 1), image(data, 2));
        Object before;
        try (Called digits = Called.of(file, "Digits").loaded("untrained", ModelOptions.DEFAULT.withBatch(32))) {
            TrainingOptions options = (TrainingOptions) digits.call("trainingOptions");
            digits.call("train", data, options.withEpochs(3), new TrainingListener() {});
            before = digits.call("classify", images);
            digits.call("save", saved);
        }
        try (Called digits = Called.of(file, "Digits").loaded("load", saved, new String[]{"0.0", "0.1"})) {
            assertThat(digits.call("classify", images)).isEqualTo(before);
            @SuppressWarnings("unchecked")
            List<Classification> ranked = (List<Classification>) digits.call("classify", images.get(0));
            assertThat(ranked).hasSize(10)
                    .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
            assertThat(ranked.getFirst().index()).isEqualTo(data.test().label(0));
        }
    }

    @Test
    void aTrainingAfterAnotherBeginsLikeOneThatBeginsWithItsWeights() throws Exception {
        Path file = folder.resolve("digits.jar");
        new EmbeddableNet(Nets.program(Files.readString(Nets.model("digits.net"))), "").writeJar(file);
        Path once = folder.resolve("once.safetensors");
        Path twice = folder.resolve("twice.safetensors");
        Path again = folder.resolve("again.safetensors");
        try (Called digits = Called.of(file, "Digits").loaded("untrained", ModelOptions.DEFAULT.withBatch(32))) {
            trainAnEpoch(digits, once);
            trainAnEpoch(digits, twice);
        }
        try (Called digits = Called.of(file, "Digits").loaded("load", once, ModelOptions.DEFAULT.withBatch(32))) {
            trainAnEpoch(digits, again);
        }
        assertThat(again).hasSameBinaryContentAs(twice);
    }

    private static void trainAnEpoch(Called digits, Path saved) throws Exception {
        TrainingOptions options = (TrainingOptions) digits.call("trainingOptions");
        digits.call("train", Dataset.open("digits", DataOptions.DEFAULT), options.withEpochs(1),
                new TrainingListener() {});
        digits.call("save", saved);
    }

    @Test
    void aResourceThatWasLeftBehindIsNamed() throws Exception {
        Path classes = RuntimeAlone.compiled(folder.resolve("alone"),
                Map.of("Twins.java", new EmbeddableNet(Nets.program(Nets.TWINS), "").source()));
        try (Called twins = Called.of(classes, "Twins")) {
            assertThatThrownBy(() -> twins.loaded("untrained", ModelOptions.DEFAULT))
                    .isInstanceOf(ProgramException.class)
                    .hasMessageContaining("Twins.program.json does not lie beside the class Twins");
        }
    }

    @Test
    void theSameNetGivesTheSameJar() throws IOException {
        Program program = Nets.program(Nets.TWINS);
        Path again = folder.resolve("again.jar");
        new EmbeddableNet(program, "net.example")
                .with(Weights.of(program, parameters, "test"), Map.of("classes", "ash\nelm\nfir\n")).writeJar(again);
        assertThat(Files.mismatch(jar, again)).isEqualTo(-1);
    }

    private static Called loaded() throws IOException, ReflectiveOperationException {
        return Called.of(jar, TWINS).loaded("load", (Object) new String[]{"0"});
    }

    private static float[] expected(Model model, int batch) {
        model.feed("left", Tensor.of(numbers(batch * LEFT, 1), batch, 2, 3, 3));
        model.feed("right", Tensor.of(numbers(batch * RIGHT, 2), batch, RIGHT));
        return model.run("infer", Scalars.batch(batch)).get("shares").toFloats();
    }

    private static float[] numbers(int count, int seed) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(i * (seed + 1));
        }
        return numbers;
    }

    private static ByteBuffer buffer(float[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return buffer;
    }

    private static BufferedImage image(Dataset data, int index) {
        var pixels = data.test().image(index);
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, pixels.width(), pixels.height(),
                java.util.stream.IntStream.range(0, pixels.values().length).map(i -> pixels.values()[i] & 0xff)
                        .toArray());
        assertThat(Arrays.equals(dev.netc.runtime.data.Pixels.of(image).values(), pixels.values())).isTrue();
        return image;
    }
}
