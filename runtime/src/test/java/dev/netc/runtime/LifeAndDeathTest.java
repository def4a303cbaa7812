package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.netc.runtime.opencl.LiveHandles;
import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** However a model ends, the JVM that it ends in lives on: each in a JVM of its own, since a driver's mistake would end this one. */
class LifeAndDeathTest {
    @Test
    void aModelThatWasForgottenIsReleasedByTheGarbageCollector() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("forgotten")).contains("of the models that were forgotten nothing is left");
    }

    @Test
    void aModelMayBeClosedTwiceAlsoByTwoThreadsAtOnce() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("twice")).contains("closed twice, 0 native objects are left");
    }

    @Test
    void aModelThatIsClosedWhileItRunsEndsTheRunsInWords() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("running")).contains("closed while running, 0 native objects are left");
    }

    @Test
    void aProgramMayEndWhileItsThreadsRunModels() throws IOException, InterruptedException {
        assertThat(inAnotherJvm("exit")).contains("ending");
    }

    private static String inAnotherJvm(String what) throws IOException, InterruptedException {
        AnotherJvm jvm = AnotherJvm.run(Inside.class, List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED"), what);
        assertThat(jvm.status()).as(jvm.output()).isZero();
        return jvm.output();
    }

    /** What runs in the other JVM. */
    static final class Inside {
        private static final int TIMES = 20;

        private Inside() {}

        public static void main(String[] arguments) throws InterruptedException {
            switch (arguments[0]) {
                case "forgotten" -> forget();
                case "twice" -> closeTwice();
                case "running" -> closeWhileRunning();
                case "exit" -> exitWhileRunning();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }

        private static void forget() throws InterruptedException {
            for (int i = 0; i < TIMES; i++) {
                infer(load());
            }
            while (LiveHandles.count() > 0) { // a test that hangs has failed
                System.gc();
                Thread.sleep(20);
            }
            System.out.println("of the models that were forgotten nothing is left");
        }

        private static void closeTwice() throws InterruptedException {
            for (int i = 0; i < TIMES; i++) {
                Model model = load();
                infer(model);
                Thread other = Thread.ofPlatform().start(model::close);
                model.close();
                model.close();
                other.join();
            }
            System.out.println("closed twice, " + LiveHandles.count() + " native objects are left");
        }

        private static void closeWhileRunning() throws InterruptedException {
            for (int i = 0; i < TIMES; i++) {
                Model model = load();
                AtomicReference<Throwable> end = new AtomicReference<>();
                CountDownLatch runs = new CountDownLatch(1 + i % 3);
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < 2; t++) {
                    threads.add(Thread.ofPlatform().start(() -> {
                        try {
                            for (;;) {
                                infer(model);
                                runs.countDown();
                            }
                        } catch (IllegalStateException e) {
                            end.set(e);
                        }
                    }));
                }
                runs.await();
                model.close();
                for (Thread thread : threads) {
                    thread.join();
                }
                if (!"the model TwoColumns is closed".equals(end.get().getMessage())) {
                    throw new IllegalStateException(end.get());
                }
            }
            System.out.println("closed while running, " + LiveHandles.count() + " native objects are left");
        }

        private static void exitWhileRunning() throws InterruptedException {
            CountDownLatch running = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                Model model = load();
                Thread.ofPlatform().daemon().start(() -> {
                    for (;;) {
                        infer(model);
                        running.countDown();
                    }
                });
            }
            running.await();
            System.out.println("ending");
            System.exit(0);
        }

        private static Model load() {
            return Model.load(TwoColumns.program(), ModelOptions.DEFAULT.withoutKernelCache());
        }

        private static void infer(Model model) {
            model.feed("x", Tensor.of(new float[TwoColumns.FEATURES], 1, TwoColumns.FEATURES));
            model.feed("label", Tensor.of(new int[1], 1));
            model.run("infer", Scalars.batch(1));
        }
    }
}
