package dev.netc.examples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.netc.runtime.Classification;
import dev.netc.runtime.Model;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.DataOptions;
import dev.netc.runtime.data.Dataset;
import dev.netc.runtime.data.ImageDecoder;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.training.Prediction;
import dev.netc.runtime.training.Predictor;

/**
 * A service that tells posted images apart, by the JDK's own server: {@code curl --data-binary @digit.png localhost:8080/classify}.
 * Requests that come while the devices are at work wait and go to them together: a batch costs hardly more than an image. With a
 * port as argument it serves until it is stopped; without one it asks itself thirty times and ends.
 */
public final class ClassifyService implements AutoCloseable {
    private static final int EPOCHS = 8;
    private static final int ASKED = 30;

    private final BlockingQueue<Question> waiting = new LinkedBlockingQueue<>();
    private final List<Integer> batches = new ArrayList<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService devices = Executors.newSingleThreadExecutor();
    private final Predictor predictor;
    private final Optional<ClassNames> names;
    private final HttpServer server;

    /** An image that somebody waits to hear of. */
    private record Question(Pixels image, CompletableFuture<Classification> answer) {}

    private ClassifyService(Model model, ClassNames names, int port) throws IOException {
        this.predictor = new Predictor(model, Optional.of(names));
        this.names = Optional.of(names);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(requests);
        server.createContext("/classify", this::serve);
    }

    public static void main(String[] args) throws Exception {
        Dataset digits = Dataset.open("digits", DataOptions.DEFAULT);
        try (Model model = TrainedDigits.on(digits, EPOCHS);
                ClassifyService service = new ClassifyService(
                        model, digits.classes(), args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
            service.start();
            if (args.length == 0) {
                service.ask(digits);
            } else {
                new CountDownLatch(1).await(); // for ever
            }
        }
    }

    private void start() {
        server.start();
        devices.execute(this::answer);
        System.out.println("listening at http://localhost:" + server.getAddress().getPort() + "/classify");
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
        devices.shutdownNow(); // it waits for questions, and none will come
        devices.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Pixels image = ImageDecoder.decode(exchange.getRequestBody().readAllBytes(), "the image");
            CompletableFuture<Classification> answer = new CompletableFuture<>();
            waiting.add(new Question(image, answer));
            Classification found = answer.join();
            reply(exchange, 200, "%s %.3f%n".formatted(found.name(), found.probability()));
        } catch (DataException | CompletionException e) {
            reply(exchange, 400, e.getMessage() + "\n");
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** One thread asks the devices: it takes what waits, up to a batch, and asks of all of it at once. */
    private void answer() {
        try {
            while (true) {
                List<Question> together = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(together, Predictor.TOGETHER - 1);
                batches.add(together.size());
                answer(together);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Question> together) {
        try {
            List<double[]> all = predictor.ask(predictor.prepare(together.stream().map(q -> "the image").toList(),
                    together.stream().map(Question::image).toList()));
            for (int i = 0; i < all.size(); i++) {
                together.get(i).answer().complete(Prediction.likeliest(all.get(i), names).getFirst());
            }
        } catch (RuntimeException e) {
            if (together.size() > 1) { // one image's fault is no other's
                together.forEach(question -> answer(List.of(question)));
            } else {
                together.getFirst().answer().completeExceptionally(e);
            }
        }
    }

    /** Posts test images, all at once. */
    private void ask(Dataset digits) throws IOException {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/classify");
        List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < ASKED; i++) {
                replies.add(client.sendAsync(HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(png(digits.test().image(i)))).build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            int right = 0;
            for (int i = 0; i < ASKED; i++) {
                HttpResponse<String> reply = replies.get(i).join();
                if (reply.statusCode() != 200) {
                    throw new IllegalStateException(reply.body());
                }
                right += reply.body().startsWith(Integer.toString(digits.test().label(i))) ? 1 : 0;
            }
            System.out.println(right + " of " + ASKED + " right, in batches of " + batches);
        }
    }

    private static byte[] png(Pixels digit) throws IOException {
        BufferedImage image = new BufferedImage(digit.width(), digit.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, digit.width(), digit.height(), digit.values());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
